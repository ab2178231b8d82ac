-- Sign-in complete: passkeys, a second factor, what a session may do, identities of other providers.

-- The library's own table; a test asserts that nothing is left to create.
create table auth."passkey" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "name" text,
  "publicKey" text not null,
  "userId" uuid not null references auth."user" ("id") on delete cascade,
  "credentialID" text not null,
  "counter" integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  "transports" text,
  "createdAt" timestamptz,
  "aaguid" text
);
create index "passkey_userId_idx" on auth."passkey" ("userId");
create unique index "passkey_credentialID_idx" on auth."passkey" ("credentialID");
grant select, insert, update, delete on auth."passkey" to gelar_auth;

-- What is known of a session. One without a row here is nobody's: the library makes the session, this row opens it.
create table auth.session_state (
  session_id uuid primary key references auth."session" ("id") on delete cascade,
  begun_by text not null check (begun_by in ('password', 'passkey', 'provider')),
  -- A second factor was shown: a code, or a passkey, which is two in one.
  second_factor boolean not null default false,
  -- Nobody yet: the code is still to be typed.
  waits_for_code boolean not null default false,
  -- The only tenant it reaches, for a session that a tenant's own provider began.
  tenant_id uuid references public.tenants (id),
  -- "Lihat sebagai": whom the signed-in person looks as, in which tenant and until when at the latest.
  viewing_user uuid references auth."user" ("id"),
  viewing_tenant uuid references public.tenants (id),
  viewing_until timestamptz,
  check ((viewing_user is null) = (viewing_tenant is null) and (viewing_user is null) = (viewing_until is null))
);
create index session_state_viewing on auth.session_state (viewing_tenant) where viewing_tenant is not null;
insert into auth.session_state (session_id, begun_by) select "id", 'password' from auth."session";
grant select, insert, update, delete on auth.session_state to gelar_auth;

-- Codes of an authenticator app (RFC 6238). last_step is the time step of the last code taken: no code is taken twice.
create table auth.second_factors (
  user_id uuid primary key references auth."user" ("id") on delete cascade,
  secret_sealed text not null,
  request_id uuid not null,
  last_step bigint not null,
  since timestamptz not null default now()
);
create table auth.recovery_codes (
  user_id uuid not null references auth.second_factors (user_id) on delete cascade,
  digest text not null,
  primary key (user_id, digest)
);
grant select, update on auth.second_factors to gelar_auth;
grant select, delete on auth.recovery_codes to gelar_auth;

-- Where a person belongs, seen from this tenant: 'inside' when every office of today or later lies here; 'outside' for one who
-- also holds or will hold an office elsewhere or administers the platform; 'unknown' for anybody else's person.
create function auth.standing_of(account_id uuid)
returns text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case
    when not exists (select from public.people p where p.user_id = account_id and p.tenant_id = public.app_tenant()) then 'unknown'
    when exists (select from auth.platform_administrators a where a.user_id = account_id)
      or exists (select from public.office_holders h where h.user_id = account_id and h.tenant_id <> public.app_tenant()
        and (h.valid_to is null or h.valid_to >= greatest(h.valid_from, (now() at time zone 'Asia/Jakarta')::date))) then 'outside'
    else 'inside' end
$$;

create or replace function auth.replace_password(account_id uuid, password_hash text, given_by uuid)
returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if auth.standing_of(account_id) <> 'inside' then return auth.standing_of(account_id); end if;
  update auth."account" c set "password" = password_hash, "updatedAt" = now()
    where c."userId" = account_id and c."providerId" = 'credential';
  delete from auth."session" s where s."userId" = account_id;
  insert into auth.passwords_due as d (user_id, given_by) values (account_id, replace_password.given_by)
    on conflict (user_id) do update set given_by = excluded.given_by, since = now();
  return 'replaced';
end $$;

-- For a person who lost it: codes and passkeys go, sessions end. 'none' when there was nothing to remove.
create function auth.take_second_factor(account_id uuid)
returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare taken integer := 0; more integer := 0;
begin
  if auth.standing_of(account_id) <> 'inside' then return auth.standing_of(account_id); end if;
  delete from auth.second_factors f where f.user_id = account_id;
  get diagnostics taken = row_count;
  delete from auth."passkey" p where p."userId" = account_id;
  get diagnostics more = row_count;
  if taken + more = 0 then return 'none'; end if;
  delete from auth."session" s where s."userId" = account_id;
  return 'removed';
end $$;

-- Whether a person of this tenant has a second factor: what an administrator may know of it.
create function auth.second_factor_of(account_id uuid)
returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.people p where p.user_id = account_id and p.tenant_id = public.app_tenant())
    and (exists (select from auth.second_factors f where f.user_id = account_id)
      or exists (select from auth."passkey" k where k."userId" = account_id))
$$;

-- The person's own. Answers 'begun'; 'repeated' for the request that began it; 'present' when there is one already.
create function auth.begin_second_factor(secret_sealed text, request_id uuid, step bigint, digests text[], own_session uuid)
returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into auth.second_factors as f (user_id, secret_sealed, request_id, last_step)
  values (public.app_user(), begin_second_factor.secret_sealed, begin_second_factor.request_id, step)
  on conflict do nothing;
  if not found then
    return case when exists (select from auth.second_factors f
      where f.user_id = public.app_user() and f.request_id = begin_second_factor.request_id) then 'repeated' else 'present' end;
  end if;
  insert into auth.recovery_codes (user_id, digest) select public.app_user(), unnest(digests);
  update auth.session_state t set second_factor = true
    from auth."session" s where s."id" = t.session_id and s."userId" = public.app_user() and s."id" = own_session;
  return 'begun';
end $$;

create function auth.end_second_factor()
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from auth.second_factors f where f.user_id = public.app_user();
  return found;
end $$;

-- New recovery codes in place of the old ones; false when there is no second factor to recover.
create function auth.renew_recovery_codes(digests text[])
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from auth.second_factors f where f.user_id = public.app_user() for update;
  if not found then return false; end if;
  delete from auth.recovery_codes c where c.user_id = public.app_user();
  insert into auth.recovery_codes (user_id, digest) select public.app_user(), unnest(digests);
  return true;
end $$;

create function auth.remove_passkey(passkey_id uuid)
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from auth."passkey" p where p."id" = passkey_id and p."userId" = public.app_user();
  return found;
end $$;

create function auth.name_passkey(passkey_id uuid, new_name text)
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update auth."passkey" p set "name" = new_name where p."id" = passkey_id and p."userId" = public.app_user();
  return found;
end $$;

-- Ends sessions of the person alone: one, or all but one. Answers how many.
create function auth.end_own_session(session_id uuid)
returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare ended integer;
begin
  delete from auth."session" s where s."id" = session_id and s."userId" = public.app_user();
  get diagnostics ended = row_count;
  return ended;
end $$;
create function auth.end_other_sessions(kept_session uuid)
returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare ended integer;
begin
  delete from auth."session" s where s."id" <> kept_session and s."userId" = public.app_user();
  get diagnostics ended = row_count;
  return ended;
end $$;

-- "Lihat sebagai", within the tenant of the transaction. Answers 'begun'; 'unknown' for nobody of this tenant; 'higher' for an
-- administrator of any tenant, now or later, of the platform, or the person himself.
create function auth.begin_viewing(own_session uuid, viewed uuid, until timestamptz)
returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.people p where p.user_id = viewed and p.tenant_id = public.app_tenant())
    or not exists (select from auth."user" u where u."id" = viewed) then return 'unknown'; end if;
  if viewed = public.app_user()
    or exists (select from auth.platform_administrators a where a.user_id = viewed)
    or exists (select from public.office_holders h where h.user_id = viewed and h.role = 'tenant_admin'
      and (h.valid_to is null or h.valid_to >= greatest(h.valid_from, (now() at time zone 'Asia/Jakarta')::date))) then
    return 'higher';
  end if;
  update auth.session_state t set viewing_user = viewed, viewing_tenant = public.app_tenant(),
      viewing_until = least(until, now() + interval '30 minutes')
    from auth."session" s where s."id" = t.session_id and s."userId" = public.app_user() and s."id" = own_session
      and not t.waits_for_code and (t.tenant_id is null or t.tenant_id = public.app_tenant());
  return case when found then 'begun' else 'unknown' end;
end $$;

-- Answers whom it was that was looked as, null when nobody was, in this tenant.
create function auth.end_viewing(own_session uuid)
returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare viewed uuid;
begin
  select t.viewing_user into viewed from auth.session_state t join auth."session" s on s."id" = t.session_id
    where t.session_id = own_session and s."userId" = public.app_user() and t.viewing_tenant = public.app_tenant() for update of t;
  update auth.session_state t set viewing_user = null, viewing_tenant = null, viewing_until = null
    where t.session_id = own_session and viewed is not null;
  return viewed;
end $$;

-- Those of this tenant whose time is over, for the job that writes their events.
create function auth.end_expired_viewings()
returns table (viewer uuid, viewed uuid) language sql security definer set search_path = pg_catalog, pg_temp as $$
  with over as (
    select t.session_id, s."userId" as viewer, t.viewing_user as viewed
    from auth.session_state t join auth."session" s on s."id" = t.session_id
    where t.viewing_tenant = public.app_tenant() and t.viewing_until < now() for update of t
  ), ended as (
    update auth.session_state t set viewing_user = null, viewing_tenant = null, viewing_until = null
    from over where t.session_id = over.session_id
  ) select over.viewer, over.viewed from over
$$;

revoke all on function auth.standing_of, auth.take_second_factor, auth.second_factor_of, auth.begin_second_factor,
  auth.end_second_factor, auth.renew_recovery_codes, auth.remove_passkey, auth.name_passkey, auth.end_own_session,
  auth.end_other_sessions, auth.begin_viewing, auth.end_viewing, auth.end_expired_viewings from public;
grant execute on function auth.take_second_factor, auth.second_factor_of, auth.begin_second_factor,
  auth.end_second_factor, auth.renew_recovery_codes, auth.remove_passkey, auth.name_passkey, auth.end_own_session,
  auth.end_other_sessions, auth.begin_viewing, auth.end_viewing, auth.end_expired_viewings to gelar_app;

-- Other places to sign in (OpenID Connect). Those of the reserved tenant are the installation's own. The endpoints stand here
-- or are asked of the issuer when somebody signs in, never at start.
create table identity_providers (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  label text not null check (label <> ''),
  issuer text not null check (issuer ~ '^https?://'),
  client_id text not null check (client_id <> ''),
  -- Encrypted; null for a client that has none (PKCE alone).
  client_secret_sealed text,
  authorization_endpoint text,
  token_endpoint text,
  jwks_uri text,
  scope text not null default 'openid profile',
  -- Claim of the id_token that holds the NIP; null when the provider tells none.
  nip_claim text,
  -- May stand inside the own network or speak plain HTTP there: given by the operator of the machine alone.
  internal boolean not null default false,
  enabled boolean not null default true,
  created_at timestamptz not null default now(),
  check ((authorization_endpoint is null) = (token_endpoint is null) and (token_endpoint is null) = (jwks_uri is null)),
  primary key (tenant_id, id),
  unique (tenant_id, issuer, client_id)
);
call protect_tenant_table('identity_providers');

-- Who a subject of an issuer is here: linked by the signed-in person, never by a name, an e-mail or a NIP.
create table external_identities (
  tenant_id uuid not null references tenants (id),
  issuer text not null,
  subject text not null,
  provider_id uuid not null,
  user_id uuid not null references auth."user" ("id") on delete cascade,
  -- Encrypted, and its keyed digest for equality.
  nip_sealed text,
  nip_digest text,
  linked_at timestamptz not null default now(),
  primary key (tenant_id, issuer, subject),
  foreign key (tenant_id, provider_id) references identity_providers (tenant_id, id) on delete cascade,
  unique (tenant_id, provider_id, user_id),
  unique (tenant_id, provider_id, nip_digest)
);
call protect_tenant_table('external_identities');
create index external_identities_user on external_identities (tenant_id, user_id);
