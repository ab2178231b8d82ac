-- Sheets of innovations that an administrator brings in: looked through first, written after a yes.
create table imports (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  state text not null check (state in ('checking', 'checked', 'writing', 'done', 'refused', 'discarded')),
  file_name text not null,
  file_sha256 text not null,
  media_type text not null,
  created_by uuid not null,
  office_id uuid not null,
  created_at timestamptz not null,
  -- Rows looked at, or written, so far; how many there are is known after the first look.
  done integer not null default 0,
  total integer,
  added integer not null default 0,
  changed integer not null default 0,
  same integer not null default 0,
  wrong integer not null default 0,
  -- Why the whole file was refused: a path of the catalogue with its values.
  refusal text,
  refusal_values jsonb,
  -- Heads that no column has: not read, and told.
  unknown_heads text[] not null default '{}',
  moved_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, office_id) references offices (tenant_id, id)
);
call protect_tenant_table('imports');
create index imports_open on imports (tenant_id, created_at desc);

create table import_faults (
  tenant_id uuid not null,
  import_id uuid not null,
  row_number integer not null,
  position smallint not null,
  -- Place of the cell in its row, from 0; null: the row as a whole.
  cell smallint,
  message text not null,
  words jsonb not null default '{}',
  primary key (tenant_id, import_id, row_number, position),
  foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade
);
call protect_tenant_table('import_faults');

-- What came from a sheet: under which reference, and which version of the innovation the sheet left behind.
create table imported_innovations (
  tenant_id uuid not null,
  innovation_id uuid not null,
  reference text,
  version integer not null,
  primary key (tenant_id, innovation_id),
  foreign key (tenant_id, innovation_id) references innovations (tenant_id, id) on delete cascade
);
call protect_tenant_table('imported_innovations');
create unique index imported_innovations_reference on imported_innovations (tenant_id, lower(reference)) where reference is not null;

-- Workbooks of the national index that were brought in to be computed; nothing of them is stored but the file.
create table index_workbooks (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  file_name text not null,
  file_sha256 text not null,
  media_type text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  -- When its levels were taken over as claims.
  taken_over_at timestamptz,
  primary key (tenant_id, id)
);
call protect_tenant_table('index_workbooks');
create index index_workbooks_newest on index_workbooks (tenant_id, created_at desc);
