-- Roles, extensions and the functions every later step stands on. The owning role runs this.
-- gelar_app and gelar_auth own nothing and cannot pass row-level security; the login role only switches to them.
do $$
begin
  if not exists (select from pg_roles where rolname = 'gelar_app') then
    create role gelar_app nologin nosuperuser nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'gelar_auth') then
    create role gelar_auth nologin nosuperuser nobypassrls;
  end if;
exception when duplicate_object or unique_violation then null; -- two databases of one cluster migrating at once
end $$;

create extension if not exists pg_trgm;
create extension if not exists btree_gist;
create extension if not exists btree_gin;

revoke create on schema public from public;
grant usage on schema public to gelar_app;

-- '' is what a pooled connection returns after its first transaction: nullif, or the cast throws.
create function app_tenant() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.tenant', true), '')::uuid $$;
create function app_user() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.user', true), '')::uuid $$;

-- The one way a table becomes a tenant's: row security on, one policy, the app's rights.
create procedure protect_tenant_table(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy own_tenant on %s using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', target);
  execute format('grant select, insert, update, delete on %s to gelar_app', target);
end $$;

-- A public projection: published fields only, readable by all, written by its own tenant.
-- Operators of text search are not leakproof, so a tenant policy on select would keep the indexes unused.
create procedure protect_projection(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy anyone_reads on %s for select using (true)', target);
  execute format('create policy own_tenant_inserts on %s for insert with check (tenant_id = (select app_tenant()))', target);
  execute format('create policy own_tenant_updates on %s for update using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', target);
  execute format('create policy own_tenant_deletes on %s for delete using (tenant_id = (select app_tenant()))', target);
  execute format('grant select, insert, update, delete on %s to gelar_app', target);
end $$;

-- One row about this installation. Restoring a backup raises the epoch (audit events carry it).
create table installation (
  only_row boolean primary key default true check (only_row),
  epoch integer not null default 1,
  created_at timestamptz not null default now()
);
insert into installation default values;
grant select on installation to gelar_app;
