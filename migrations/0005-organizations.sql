create table organizations (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  kind text not null check (kind in ('agency', 'sub_agency', 'puskesmas', 'hospital', 'district_office', 'village', 'ward', 'school', 'university', 'community', 'business')),
  name text not null,
  short_name text,
  parent_id uuid,
  -- District or village in which it sits (Kemendagri's code); unknown is null.
  area_code text references areas (code),
  -- Number by which its own ministry knows it: NPSN of a school, code of a health facility, area code of a village.
  reference text,
  address text,
  phone text,
  email text,
  latitude numeric(9, 6) check (latitude between -90 and 90),
  longitude numeric(9, 6) check (longitude between -180 and 180),
  source text,
  source_year integer,
  -- Invented for demonstration: shown with "contoh", outside every count of real organisations.
  fictional boolean not null default false,
  -- Grows by one with every change: what a form was read at, so that nobody overwrites unseen.
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references organizations (tenant_id, id)
);
call protect_tenant_table('organizations');
create unique index organizations_reference on organizations (tenant_id, kind, reference);
create index organizations_area on organizations (tenant_id, area_code);
create index organizations_kind on organizations (tenant_id, kind, name);
create index organizations_parent on organizations (tenant_id, parent_id);

-- Persons as one tenant knows them. Credentials are elsewhere, and global.
create table people (
  tenant_id uuid not null references tenants (id),
  user_id uuid not null,
  name text not null,
  username text not null,
  -- Encrypted; for the operator who must reach a person without e-mail.
  phone_sealed text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, user_id),
  unique (tenant_id, username)
);
call protect_tenant_table('people');

create table offices (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  organization_id uuid not null,
  role text not null check (role in ('tenant_admin', 'organization_head', 'innovator', 'verifier')),
  primary key (tenant_id, id),
  unique (tenant_id, organization_id, role),
  unique (tenant_id, id, role),
  foreign key (tenant_id, organization_id) references organizations (tenant_id, id)
);
call protect_tenant_table('offices');

-- Who holds an office from–to. Days are days in WIB; valid_to is the last day, null while it lasts. A last day before the
-- first is an appointment that was called off: its range is empty and stands in nobody's way.
create table office_holders (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  office_id uuid not null,
  role text not null,
  user_id uuid not null,
  kind text not null check (kind in ('definitive', 'plt', 'plh', 'pj')),
  valid_from date not null,
  valid_to date,
  check (valid_to is null or valid_to >= valid_from - 1),
  primary key (tenant_id, id),
  foreign key (tenant_id, office_id, role) references offices (tenant_id, id, role),
  foreign key (tenant_id, user_id) references people (tenant_id, user_id),
  constraint office_held_once_by_a_person exclude using gist (tenant_id with =, office_id with =, user_id with =, daterange(valid_from, valid_to + 1) with &&),
  -- One head at a time. A Plh. stands in for days while the head keeps the office.
  constraint office_has_one_head exclude using gist (tenant_id with =, office_id with =, daterange(valid_from, valid_to + 1) with &&) where (role = 'organization_head' and kind <> 'plh'),
  constraint office_has_one_stand_in exclude using gist (tenant_id with =, office_id with =, daterange(valid_from, valid_to + 1) with &&) where (role = 'organization_head' and kind = 'plh')
);
call protect_tenant_table('office_holders');
-- A person may read own rows in every tenant: that is how the tenants one may enter are found.
create policy own_offices on office_holders for select using (user_id = (select app_user()));
create index office_holders_user on office_holders (user_id);
