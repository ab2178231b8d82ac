-- What the app may ask of the sign-in schema, and nothing more: so that an account, the person and the audit event stand or
-- fall together, in one transaction. The functions run as the owning role; the app itself reads no credential.

-- Opens an account. Answers 'opened', or which of id, username, email is taken. Only within a tenant's transaction: alone,
-- an account would stay behind when what follows it fails.
create function auth.open_account(account_id uuid, full_name text, mail text, login_name text, password_hash text, given_by uuid, is_due boolean)
returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if public.app_tenant() is null then raise insufficient_privilege using message = 'accounts are opened within a tenant'; end if;
  insert into auth."user" ("id", "name", "email", "emailVerified", "username", "displayUsername")
  values (account_id, full_name, mail, false, login_name, login_name) on conflict do nothing;
  if not found then
    return case
      when exists (select from auth."user" u where u."id" = account_id) then 'id'
      when exists (select from auth."user" u where u."username" = login_name) then 'username'
      else 'email' end;
  end if;
  insert into auth."account" ("id", "accountId", "providerId", "userId", "password", "updatedAt")
  values (gen_random_uuid(), account_id::text, 'credential', account_id, password_hash, now());
  if is_due then
    insert into auth.passwords_due (user_id, given_by) values (account_id, open_account.given_by);
  end if;
  return 'opened';
end $$;

-- Gives a temporary password and ends every session. Answers 'replaced'; 'outside' for a person who also holds an office of
-- another tenant or administers the platform, whom no single tenant may take over; 'unknown' for anybody else's person.
create function auth.replace_password(account_id uuid, password_hash text, given_by uuid)
returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.people p where p.user_id = account_id and p.tenant_id = public.app_tenant()) then
    return 'unknown';
  end if;
  if exists (select from auth.platform_administrators a where a.user_id = account_id)
    or exists (select from public.office_holders h where h.user_id = account_id and h.tenant_id <> public.app_tenant()
      and (h.valid_to is null or h.valid_to >= (now() at time zone 'Asia/Jakarta')::date)) then
    return 'outside';
  end if;
  update auth."account" c set "password" = password_hash, "updatedAt" = now()
    where c."userId" = account_id and c."providerId" = 'credential';
  delete from auth."session" s where s."userId" = account_id;
  insert into auth.passwords_due as d (user_id, given_by) values (account_id, replace_password.given_by)
    on conflict (user_id) do update set given_by = excluded.given_by, since = now();
  return 'replaced';
end $$;

-- The request that gave the person's temporary password while that is still in force, else null.
create function auth.temporary_password_of(account_id uuid)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.given_by from auth.passwords_due d
  where d.user_id = account_id
    and exists (select from public.people p where p.user_id = account_id and p.tenant_id = public.app_tenant())
$$;

-- A person's own new password: only while the stored one is still the one that was checked, so that a temporary password
-- given meanwhile stands. Ends every session.
create function auth.change_password(account_id uuid, checked_hash text, password_hash text)
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if account_id is distinct from public.app_user() then
    raise insufficient_privilege using message = 'a password is changed by its owner';
  end if;
  update auth."account" c set "password" = password_hash, "updatedAt" = now()
    where c."userId" = account_id and c."providerId" = 'credential' and c."password" = checked_hash;
  if not found then return false; end if;
  delete from auth."session" s where s."userId" = account_id;
  delete from auth.passwords_due d where d.user_id = account_id;
  return true;
end $$;

revoke all on function auth.change_password,
  auth.open_account, auth.replace_password, auth.temporary_password_of from public;
grant usage on schema auth to gelar_app;
grant execute on function auth.change_password, auth.open_account, auth.replace_password, auth.temporary_password_of to gelar_app;

-- Accounts of the demonstration: a start that may not have them closes them.
create table auth.demonstration_accounts (
  user_id uuid primary key references auth."user" ("id") on delete cascade,
  is_open boolean not null default true
);
grant select, insert, update on auth.demonstration_accounts to gelar_auth;
