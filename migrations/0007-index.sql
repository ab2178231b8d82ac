-- Levels of the national index: claimed by the unit itself, verified by an office (verification comes later).
create table innovation_levels (
  tenant_id uuid not null,
  innovation_id uuid not null,
  edition integer not null,
  code text not null,
  claimed smallint not null check (claimed between 0 and 3),
  verified smallint check (verified between 0 and 3),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (tenant_id, innovation_id, edition, code),
  foreign key (tenant_id, innovation_id) references innovations (tenant_id, id) on delete cascade
);
call protect_tenant_table('innovation_levels');

create table region_levels (
  tenant_id uuid not null references tenants (id),
  edition integer not null,
  code text not null,
  claimed smallint not null check (claimed between 0 and 3),
  verified smallint check (verified between 0 and 3),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (tenant_id, edition, code)
);
call protect_tenant_table('region_levels');

-- Editions whose region rows are not all known take one total.
create table region_totals (
  tenant_id uuid not null references tenants (id),
  edition integer not null,
  claimed numeric(5, 2) not null check (claimed >= 0),
  verified numeric(5, 2) check (verified >= 0),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (tenant_id, edition)
);
call protect_tenant_table('region_totals');
