-- Codes on paper, by messenger and by mail; the outbox of mails; who filled in for whom.

-- An invitation into an office for somebody who has no account yet, or leave for a person to choose a new password. Each has
-- one code at a time: a new one takes the place of the old. Personal fields are sealed, and gone once it is used.
create table invitations (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  purpose text not null check (purpose in ('invitation', 'reset')),
  channel text not null check (channel in ('letter', 'whatsapp', 'email')),
  -- Keyed digest of the code; the code itself is kept nowhere. code_request is the form that made it.
  code_digest text not null,
  code_request uuid not null,
  expires_at timestamptz not null,
  -- Whose password it is about; for an invitation the account that it became.
  user_id uuid,
  name text not null,
  phone_sealed text,
  email_sealed text,
  -- The office that is entered; replaces_term is the term that gives way to it.
  term_id uuid,
  organization_id uuid,
  role text,
  kind text,
  valid_from date,
  valid_to date,
  replaces_term uuid,
  -- Null where the person asked for it (a forgotten password).
  made_in_office uuid,
  created_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references people (tenant_id, user_id),
  foreign key (tenant_id, organization_id) references organizations (tenant_id, id),
  foreign key (tenant_id, replaces_term) references office_holders (tenant_id, id),
  foreign key (tenant_id, made_in_office) references offices (tenant_id, id),
  check (purpose <> 'reset' or user_id is not null),
  check (purpose <> 'invitation' or (term_id is not null and organization_id is not null and role is not null
    and kind is not null and valid_from is not null))
);
call protect_tenant_table('invitations');
create unique index invitations_code on invitations (tenant_id, code_digest);
create index invitations_made on invitations (tenant_id, created_at);
-- One that can still be used for one password, and for one name in one office.
-- What an office gave and what the person asked for stand apart: nobody undoes an operator's letter from outside.
create unique index invitations_one_reset on invitations (tenant_id, user_id, (made_in_office is null))
  where purpose = 'reset' and used_at is null and revoked_at is null;
create unique index invitations_one_invitation on invitations (tenant_id, organization_id, role, lower(name))
  where purpose = 'invitation' and used_at is null and revoked_at is null;

-- Mails that wait, and what came of those that were sent. What was delivered keeps neither address nor words.
create table mails (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  kind text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'refused')),
  recipient_sealed text,
  subject text not null,
  body_sealed text,
  tries integer not null default 0,
  next_try_at timestamptz not null,
  -- What the receiving server said, or why it could not be reached.
  problem text,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (tenant_id, id),
  check (state = 'sent' or (recipient_sealed is not null and body_sealed is not null))
);
call protect_tenant_table('mails');
create index mails_due on mails (tenant_id, next_try_at) where state = 'waiting';
create index mails_refused on mails (tenant_id, settled_at) where state = 'refused';

-- Notices by mail only to those who asked for them.
alter table people add column wants_mail boolean not null default false;

-- The district office whose innovator wrote in place of the village.
alter table innovations add column filled_by uuid;
alter table innovations add foreign key (tenant_id, filled_by) references organizations (tenant_id, id);
create index innovations_filled_by on innovations (tenant_id, filled_by) where filled_by is not null;

-- A password that its owner chose with a code. Ends every session and what was to be changed. Answers like replace_password.
create function auth.choose_password(account_id uuid, password_hash text)
returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare outcome text;
begin
  outcome := auth.replace_password(account_id, password_hash, null);
  delete from auth.passwords_due d where d.user_id = account_id and outcome = 'replaced';
  return outcome;
end $$;

-- Whether no single tenant may give this person a password: they also hold an office elsewhere or administer the platform.
create function auth.stands_outside(account_id uuid)
returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from auth.platform_administrators a where a.user_id = account_id)
    or exists (select from public.office_holders h where h.user_id = account_id and h.tenant_id <> public.app_tenant()
      and (h.valid_to is null or h.valid_to >= (now() at time zone 'Asia/Jakarta')::date))
$$;

-- The tenant's own person of that user name or e-mail, else null.
create function auth.person_called(typed text)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u."id" from auth."user" u
  where (u."username" = typed or u."email" = typed)
    and exists (select from public.people p where p.user_id = u."id" and p.tenant_id = public.app_tenant())
$$;

-- Where the tenant's own persons get mail; those without an address are left out.
create function auth.mail_addresses(account_ids uuid[])
returns table (user_id uuid, mail text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u."id", u."email" from auth."user" u
  where u."id" = any (account_ids) and u."email" not like '%@users.invalid'
    and exists (select from public.people p where p.user_id = u."id" and p.tenant_id = public.app_tenant())
$$;

revoke all on function auth.choose_password, auth.stands_outside, auth.person_called, auth.mail_addresses from public;
grant execute on function auth.choose_password, auth.stands_outside, auth.person_called, auth.mail_addresses to gelar_app;
