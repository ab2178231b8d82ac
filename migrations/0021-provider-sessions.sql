-- Sessions end with the trust they stand on, and every "lihat sebagai" ends with its event.

-- Who looks as whom. It outlives the session: a row goes only together with the event that the viewing ended.
create table auth.viewings (
  id uuid primary key,
  tenant_id uuid not null references public.tenants (id),
  session_id uuid not null,
  viewer uuid not null,
  viewed uuid not null
);
create index viewings_tenant on auth.viewings (tenant_id);
alter table auth.session_state add viewing_id uuid;
update auth.session_state set viewing_id = gen_random_uuid() where viewing_user is not null;
insert into auth.viewings (id, tenant_id, session_id, viewer, viewed)
  select t.viewing_id, t.viewing_tenant, t.session_id, s."userId", t.viewing_user
  from auth.session_state t join auth."session" s on s."id" = t.session_id where t.viewing_user is not null;
alter table auth.session_state add check ((viewing_user is null) = (viewing_id is null));

-- Which provider began a session. Of those that began before nobody knows: their people sign in again.
alter table auth.session_state add provider_id uuid;
delete from auth."session" s using auth.session_state t where t.session_id = s."id" and t.begun_by = 'provider';
alter table auth.session_state add check ((begun_by = 'provider') = (provider_id is not null));
create index session_state_provider on auth.session_state (provider_id) where provider_id is not null;

-- Opens a session that a provider of `keeper` (the reserved tenant for the installation's own) vouched for: only while that
-- provider is on and linked with the person. It waits for whoever is ending either, and is found by them when it was first.
create function auth.open_vouched_session(session_token text, keeper uuid, vouching uuid, waits boolean)
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from public.identity_providers p
    join public.external_identities e on e.tenant_id = p.tenant_id and e.provider_id = p.id
    join auth."session" s on s."userId" = e.user_id
    where p.tenant_id = keeper and p.id = vouching and p.enabled and s."token" = session_token for share of p, e;
  if not found then return false; end if;
  insert into auth.session_state (session_id, begun_by, waits_for_code, tenant_id, provider_id)
    select s."id", 'provider', waits, nullif(keeper, '00000000-0000-7000-8000-000000000000'), vouching
    from auth."session" s where s."token" = session_token;
  return found;
end $$;

-- Ends what a provider of this tenant began: of one person, or of all (null). Answers how many.
create function auth.end_vouched_sessions(vouching uuid, account_id uuid)
returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare ended integer;
begin
  delete from auth."session" s using auth.session_state t
    where t.session_id = s."id" and t.provider_id = vouching
      and coalesce(t.tenant_id, '00000000-0000-7000-8000-000000000000') = public.app_tenant()
      and (account_id is null or s."userId" = account_id);
  get diagnostics ended = row_count;
  return ended;
end $$;

create or replace function auth.begin_viewing(own_session uuid, viewed uuid, until timestamptz)
returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare begun uuid := gen_random_uuid();
begin
  if not exists (select from public.people p where p.user_id = viewed and p.tenant_id = public.app_tenant())
    or not exists (select from auth."user" u where u."id" = viewed) then return 'unknown'; end if;
  if viewed = public.app_user()
    or exists (select from auth.platform_administrators a where a.user_id = viewed)
    or exists (select from public.office_holders h where h.user_id = viewed and h.role = 'tenant_admin'
      and (h.valid_to is null or h.valid_to >= greatest(h.valid_from, (now() at time zone 'Asia/Jakarta')::date))) then
    return 'higher';
  end if;
  update auth.session_state t set viewing_user = begin_viewing.viewed, viewing_tenant = public.app_tenant(), viewing_id = begun,
      viewing_until = least(until, now() + interval '30 minutes')
    from auth."session" s where s."id" = t.session_id and s."userId" = public.app_user() and s."id" = own_session
      and not t.waits_for_code and (t.tenant_id is null or t.tenant_id = public.app_tenant());
  if not found then return 'unknown'; end if;
  insert into auth.viewings (id, tenant_id, session_id, viewer, viewed)
    values (begun, public.app_tenant(), own_session, public.app_user(), begin_viewing.viewed);
  return 'begun';
end $$;

create or replace function auth.end_viewing(own_session uuid)
returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare ending uuid; viewed uuid;
begin
  select t.viewing_id into ending from auth.session_state t join auth."session" s on s."id" = t.session_id
    where t.session_id = own_session and s."userId" = public.app_user() and t.viewing_tenant = public.app_tenant() for update of t;
  update auth.session_state t set viewing_user = null, viewing_tenant = null, viewing_until = null, viewing_id = null
    where t.session_id = own_session and t.viewing_id = ending;
  delete from auth.viewings v where v.id = ending returning v.viewed into viewed;
  return viewed;
end $$;

-- Those of this tenant whose time is over, and those whose session ended elsewhere or has begun another one, for the job that
-- writes their events.
drop function auth.end_expired_viewings();
create function auth.end_expired_viewings()
returns table (viewer uuid, viewed uuid, how text) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare expired uuid[];
begin
  with late as (
    select t.session_id, t.viewing_id from auth.session_state t
    where t.viewing_tenant = public.app_tenant() and t.viewing_until < now() for update
  ), closed as (
    update auth.session_state t set viewing_user = null, viewing_tenant = null, viewing_until = null, viewing_id = null
    from late where t.session_id = late.session_id
  ) select array_agg(late.viewing_id) into expired from late;
  return query delete from auth.viewings v
    where v.tenant_id = public.app_tenant()
      and not exists (select from auth.session_state t where t.session_id = v.session_id and t.viewing_id = v.id)
    returning v.viewer, v.viewed, case when v.id = any(expired) then 'expired' else 'session_ended' end;
end $$;

revoke all on function auth.open_vouched_session, auth.end_vouched_sessions, auth.end_expired_viewings from public;
grant execute on function auth.open_vouched_session to gelar_auth;
grant execute on function auth.end_vouched_sessions, auth.end_expired_viewings to gelar_app;
