-- Accounts, sessions and credentials belong to the sign-in library, in a schema and role of their own.
-- The four tables are the library's own compiled migration; a test asserts that nothing is left to create.
create schema auth;
grant usage on schema auth to gelar_auth;

create table auth."user" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null,
  "username" text unique,
  "displayUsername" text
);
create table auth."session" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references auth."user" ("id") on delete cascade
);
create table auth."account" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references auth."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null
);
create table auth."verification" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null
);
create index "session_userId_idx" on auth."session" ("userId");
create index "account_userId_idx" on auth."account" ("userId");
create index "verification_identifier_idx" on auth."verification" ("identifier");

-- Failed sign-ins by keyed digest of what was typed: unknown names count like known ones.
create table auth.sign_in_attempts (
  "key" varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

-- Stands outside tenants.
create table auth.platform_administrators (
  user_id uuid primary key references auth."user" ("id") on delete cascade,
  since timestamptz not null default now()
);

-- A password somebody else chose: to be changed at the next sign-in. given_by is the request that gave it, so that a
-- repeated request is answered like the first.
create table auth.passwords_due (
  user_id uuid primary key references auth."user" ("id") on delete cascade,
  given_by uuid,
  since timestamptz not null default now()
);

grant select, insert, update, delete on all tables in schema auth to gelar_auth;
