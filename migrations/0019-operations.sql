-- Backups that were made, for the page on the installation's health. Written by the command, as the owner.
create table backups (
  id uuid primary key,
  taken_at timestamptz not null,
  finished_at timestamptz not null default now(),
  archive text not null,
  bytes bigint not null check (bytes > 0),
  row_count bigint not null check (row_count >= 0),
  file_count bigint not null check (file_count >= 0),
  manifest_hash text not null check (manifest_hash ~ '^[0-9a-f]{64}$')
);
create index backups_taken on backups (taken_at desc);
grant select on backups to gelar_app;

-- How the nightly walk of each tenant's chain of seals ended; the last one only.
create table audit_checks (
  tenant_id uuid primary key references tenants (id),
  checked_at timestamptz not null,
  batches bigint not null check (batches >= 0),
  events bigint not null check (events >= 0),
  root text,
  broken_batch bigint,
  broken_why text check (broken_why in ('event', 'missing', 'root', 'chain', 'gap')),
  check ((broken_batch is null) = (broken_why is null))
);
call protect_tenant_table('audit_checks');
