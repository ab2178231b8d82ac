-- Global: tenants, their hosts, the reference list of areas.
create table areas (
  -- Compared byte by byte, whatever the server's language: `32.16.` to `32.16/` is the inside of 32.16.
  code text collate "C" primary key check (code ~ '^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$'),
  level smallint not null check (level between 1 and 4),
  name text not null,
  parent_code text collate "C" references areas (code)
);
create index areas_parent on areas (parent_code);
create index areas_name on areas using gin (name gin_trgm_ops);
grant select on areas to gelar_app;

-- What was loaded whole, and in which version: a load that was killed half-way is not here and runs again.
create table finished_loads (
  name text primary key,
  version text not null,
  finished_at timestamptz not null default now()
);
grant select on finished_loads to gelar_app;

create table tenants (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
  name text not null,
  short_name text not null,
  area_code text unique references areas (code),
  operator_name text not null,
  help_label text not null,
  help_href text,
  demonstration boolean not null default false,
  -- The tenant under which events without a tenant are kept. It has no pages.
  reserved boolean not null default false,
  -- Reported totals by kind of organisation where fewer are known by name: {"puskesmas": {"reported": 51, "source": "…"}}
  reported_totals jsonb not null default '{}',
  created_at timestamptz not null default now()
);
grant select on tenants to gelar_app;

create table hosts (
  host text primary key check (host = lower(host)),
  tenant_slug text not null references tenants (slug) on update cascade on delete cascade
);
grant select on hosts to gelar_app;

insert into tenants (id, slug, name, short_name, operator_name, help_label, reserved)
values ('00000000-0000-7000-8000-000000000000', 'platform', 'Gelar', 'Gelar', 'Gelar', '-', true);
