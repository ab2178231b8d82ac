create table topics (
  tenant_id uuid not null references tenants (id),
  slug text not null check (slug ~ '^[a-z0-9-]{1,60}$'),
  name text not null,
  position integer not null default 0,
  retired boolean not null default false,
  primary key (tenant_id, slug)
);
call protect_tenant_table('topics');

create table innovations (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  organization_id uuid,
  state text not null check (state in ('listed', 'draft', 'proposed', 'submitted', 'returned', 'accepted', 'archived')),
  -- Grows by one with every change: what a form was read at, so that nobody overwrites unseen.
  version integer not null default 1,
  -- Invented activity, shown with "contoh".
  example boolean not null default false,
  title text not null default '',
  summary text not null default '',
  -- The official proposal, edition 2026.
  stage text check (stage in ('inisiatif', 'uji coba', 'penerapan')),
  initiator_kind text check (initiator_kind in ('Kepala Daerah', 'Anggota DPRD', 'OPD / Perangkat Daerah', 'ASN', 'Masyarakat')),
  initiator_name_sealed text,
  kind text check (kind in ('Digital', 'Non Digital')),
  form text check (form in ('Tata kelola pemerintahan daerah', 'Pelayanan publik', 'Inovasi daerah lainnya sesuai urusan')),
  classification text check (classification in ('Inovasi Perangkat Daerah', 'Inovasi Desa', 'Inovasi Masyarakat')),
  latitude numeric(9, 6) check (latitude between -90 and 90),
  longitude numeric(9, 6) check (longitude between -180 and 180),
  asta_cita smallint check (asta_cita between 1 and 8),
  pkpn_cluster text,
  pkpn_program text,
  main_affair text,
  crossing_affairs text[] not null default '{}',
  trial_on date,
  implemented_on date,
  developed_on date,
  design_legal_basis text not null default '',
  design_problem text not null default '',
  design_strategic_issue text not null default '',
  design_novelty text not null default '',
  design_how_it_works text not null default '',
  design_advantage text not null default '',
  objective text not null default '',
  benefit text not null default '',
  result text not null default '',
  budget_link text,
  business_profile_link text,
  intellectual_property_link text,
  award_link text,
  -- Entries from public sources.
  owner_in_source text,
  awards_in_source text,
  sources text[] not null default '{}',
  called_innovation boolean not null default false,
  year integer,
  -- The listed entry this draft claims, and the accepted innovation a listed entry gave way to.
  claims_id uuid,
  replaced_by uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  accepted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, organization_id) references organizations (tenant_id, id),
  foreign key (tenant_id, claims_id) references innovations (tenant_id, id),
  foreign key (tenant_id, replaced_by) references innovations (tenant_id, id),
  check (state = 'listed' or organization_id is not null),
  check (replaced_by is null or state = 'listed')
);
call protect_tenant_table('innovations');
create unique index innovations_one_claim on innovations (tenant_id, claims_id) where claims_id is not null and state <> 'archived';
create index innovations_organization on innovations (tenant_id, organization_id, state);
create index innovations_state on innovations (tenant_id, state, updated_at);

create table innovation_topics (
  tenant_id uuid not null,
  innovation_id uuid not null,
  topic_slug text not null,
  primary key (tenant_id, innovation_id, topic_slug),
  foreign key (tenant_id, innovation_id) references innovations (tenant_id, id) on delete cascade,
  foreign key (tenant_id, topic_slug) references topics (tenant_id, slug)
);
call protect_tenant_table('innovation_topics');

-- Every step of an innovation's life, in words a person gave.
create table innovation_transitions (
  tenant_id uuid not null,
  id uuid not null,
  innovation_id uuid not null,
  from_state text,
  to_state text not null,
  note text not null default '',
  user_id uuid,
  office_id uuid,
  -- The office as it was held then: heads act for others, organisations are renamed.
  office_role text,
  office_kind text,
  office_organization text,
  at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, innovation_id) references innovations (tenant_id, id) on delete cascade,
  foreign key (tenant_id, office_id) references offices (tenant_id, id)
);
call protect_tenant_table('innovation_transitions');
create index innovation_transitions_innovation on innovation_transitions (tenant_id, innovation_id, at);

-- Fields as they stood before each of the last saves: what two people typed at once is merged against these.
create table innovation_edits (
  tenant_id uuid not null,
  innovation_id uuid not null,
  version integer not null,
  field text not null,
  before jsonb,
  primary key (tenant_id, innovation_id, version, field),
  foreign key (tenant_id, innovation_id) references innovations (tenant_id, id) on delete cascade
);
call protect_tenant_table('innovation_edits');

-- Remarks beside fields, of the last return.
create table innovation_remarks (
  tenant_id uuid not null,
  transition_id uuid not null,
  innovation_id uuid not null,
  field text not null,
  body text not null check (body <> ''),
  primary key (tenant_id, transition_id, field),
  foreign key (tenant_id, transition_id) references innovation_transitions (tenant_id, id) on delete cascade,
  foreign key (tenant_id, innovation_id) references innovations (tenant_id, id) on delete cascade
);
call protect_tenant_table('innovation_remarks');
