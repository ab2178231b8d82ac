-- Who did what. The app may add and read, never change; a job seals events in commit order.
create function audit_epoch() returns integer language sql stable as $$ select epoch from installation $$;

create table audit_events (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  epoch integer not null default audit_epoch(),
  xact xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  user_id uuid,
  office_id uuid,
  act text not null,
  subject_kind text not null,
  subject_id text not null,
  changes jsonb not null default '{}',
  request_id text,
  primary key (tenant_id, id)
);
call protect_tenant_table('audit_events');
revoke update, delete on audit_events from gelar_app;
create index audit_events_subject on audit_events (tenant_id, subject_kind, subject_id, at);

create table audit_seals (
  tenant_id uuid not null references tenants (id),
  batch bigint not null check (batch > 0),
  sealed_at timestamptz not null default now(),
  events integer not null check (events > 0),
  merkle_root bytea not null,
  previous_root bytea,
  chained_root bytea not null,
  primary key (tenant_id, batch)
);
call protect_tenant_table('audit_seals');
revoke update, delete on audit_seals from gelar_app;

-- Sealed means present here, never "older than a watermark".
create table audit_sealed_events (
  tenant_id uuid not null,
  event_id uuid not null,
  batch bigint not null,
  position integer not null,
  leaf bytea not null,
  primary key (tenant_id, event_id),
  unique (tenant_id, batch, position),
  foreign key (tenant_id, event_id) references audit_events (tenant_id, id),
  foreign key (tenant_id, batch) references audit_seals (tenant_id, batch)
);
call protect_tenant_table('audit_sealed_events');
revoke update, delete on audit_sealed_events from gelar_app;
