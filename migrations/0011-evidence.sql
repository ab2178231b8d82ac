-- Documents of an organisation (a file in the store, or the address of a video), and where they serve as evidence.
create table documents (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  organization_id uuid not null,
  kind text not null check (kind in ('file', 'video')),
  title text not null check (title <> '' and length(title) <= 200),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  thumbnail_sha256 text check (thumbnail_sha256 ~ '^[0-9a-f]{64}$'),
  media_type text,
  bytes bigint check (bytes > 0),
  address text,
  -- Shown on the public page of an accepted innovation.
  is_public boolean not null default false,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, organization_id) references organizations (tenant_id, id),
  check (case kind when 'file' then sha256 is not null and media_type is not null and bytes is not null and address is null
    else sha256 is null and address is not null end)
);
-- The same content or address once an organisation: sending it again finds the document that is there.
create unique index documents_content on documents (tenant_id, organization_id, sha256) where kind = 'file';
create unique index documents_address on documents (tenant_id, organization_id, address) where kind = 'video';
create index documents_hash on documents (tenant_id, sha256);
create index documents_thumbnail on documents (tenant_id, thumbnail_sha256);
call protect_tenant_table('documents');

create table evidence (
  tenant_id uuid not null,
  innovation_id uuid not null,
  -- Code of an indicator of the national index; '' stands for the innovation itself.
  indicator text not null check (indicator ~ '^(SID-\d{2}[a-z]?)?$'),
  document_id uuid not null,
  added_at timestamptz not null default now(),
  added_by uuid,
  primary key (tenant_id, innovation_id, indicator, document_id),
  foreign key (tenant_id, innovation_id) references innovations (tenant_id, id) on delete cascade,
  foreign key (tenant_id, document_id) references documents (tenant_id, id) on delete cascade
);
create index evidence_document on evidence (tenant_id, document_id);
call protect_tenant_table('evidence');
