-- Keys of programs that write through the API. A key acts as one office of one organisation and never as a person.
create table api_keys (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  name text not null,
  office_id uuid not null,
  -- SHA-256 of the key, hex: the key itself is shown once and stored nowhere.
  digest text not null,
  -- Its first letters, by which people recognise it.
  beginning text not null,
  scopes text[] not null,
  -- Last day in WIB on which it is taken.
  expires_on date not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, digest),
  foreign key (tenant_id, office_id) references offices (tenant_id, id),
  check (scopes <@ array['innovations:write', 'innovations:propose'] and cardinality(scopes) > 0)
);
call protect_tenant_table('api_keys');
create index api_keys_office on api_keys (tenant_id, office_id);
