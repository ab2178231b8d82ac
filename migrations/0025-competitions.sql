-- The yearly contest: from the call to the list of entries. How they are scored is 0026's, the verdict 0028's.
alter table offices drop constraint offices_role_check;
alter table offices add constraint offices_role_check
  check (role in ('tenant_admin', 'organization_head', 'innovator', 'verifier', 'committee', 'juror', 'mentor'));

create table competitions (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  year integer not null check (year between 2000 and 2100),
  name text not null check (name <> '' and length(name) <= 160),
  theme text not null default '',
  description text not null default '',
  -- What lies between is told by the dates of the stages: an announced contest takes entries while its stage of entry lasts.
  state text not null check (state in ('draft', 'announced', 'sealed', 'published', 'cancelled')),
  -- The template it was made from; what the template said then stands in the rows.
  template text,
  -- Whether somebody who mentored an entry may score it: not at all, or with the effect estimated and taken out.
  mentor_rule text not null default 'bar' check (mentor_rule in ('bar', 'estimate')),
  -- Jurors do not read whose entry it is before the plenary.
  blind boolean not null default false,
  acknowledge_days integer not null default 3 check (acknowledge_days between 1 and 60),
  objection_days integer not null default 7 check (objection_days between 0 and 60),
  -- Invented for the demonstration: shown with "contoh".
  example boolean not null default false,
  -- Grows by one with every change: what a form was read at.
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  announced_at timestamptz,
  sealed_at timestamptz,
  published_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text not null default '',
  primary key (tenant_id, id),
  check (state = 'draft' or state = 'cancelled' or announced_at is not null),
  check (state <> 'cancelled' or (cancelled_at is not null and cancel_reason <> ''))
);
call protect_tenant_table('competitions');
create index competitions_year on competitions (tenant_id, year desc, id);

-- A stage that a contest leaves out has no row.
create table competition_stages (
  tenant_id uuid not null,
  competition_id uuid not null,
  kind text not null check (kind in ('entry', 'check', 'desk', 'shortlist', 'presentation', 'field', 'plenary', 'award')),
  starts_at timestamptz not null,
  -- The first instant that is too late.
  ends_at timestamptz not null,
  -- Of stages in which jurors score (desk, presentation, field): how many read each entry, null for all who may.
  reviews_per_entry integer check (reviews_per_entry between 1 and 50),
  -- Scoring began: its rubrics are frozen. Closed: nothing is scored any more.
  started_at timestamptz,
  closed_at timestamptz,
  pitch_minutes integer check (pitch_minutes between 1 and 120),
  question_minutes integer check (question_minutes between 0 and 120),
  primary key (tenant_id, competition_id, kind),
  foreign key (tenant_id, competition_id) references competitions (tenant_id, id) on delete cascade,
  check (ends_at > starts_at),
  check (closed_at is null or started_at is not null)
);
call protect_tenant_table('competition_stages');

-- A deadline moved, for everybody or for one entry: what it was, what it is, and why.
create table competition_extensions (
  tenant_id uuid not null,
  id uuid not null,
  competition_id uuid not null,
  stage text not null,
  entry_id uuid,
  was timestamptz not null,
  ends_at timestamptz not null,
  reason text not null check (reason <> ''),
  user_id uuid not null,
  office_id uuid not null,
  at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, competition_id, stage) references competition_stages (tenant_id, competition_id, kind) on delete cascade,
  check (ends_at > was)
);
call protect_tenant_table('competition_extensions');
create index competition_extensions_stage on competition_extensions (tenant_id, competition_id, stage, at);

create table competition_categories (
  tenant_id uuid not null,
  id uuid not null,
  competition_id uuid not null,
  position integer not null default 0,
  name text not null check (name <> '' and length(name) <= 120),
  description text not null default '',
  -- Kinds of organisation that may enter (organizations.kind).
  organization_kinds text[] not null check (cardinality(organization_kinds) > 0),
  -- What is asked: an accepted innovation with the official form, or a short form whose innovation stays a draft.
  form text not null check (form in ('official', 'short')),
  -- Pupils enter as a team of their school.
  team boolean not null default false,
  -- Past winners still in use, judged on survival, reach and copies.
  sustained boolean not null default false,
  -- Since the innovation was put to work, counted back from the closing of entries; null for any.
  minimum_age_months integer check (minimum_age_months between 1 and 240),
  cap_per_organization integer check (cap_per_organization between 1 and 100),
  -- Winners of the last n years may not enter again with the same innovation; null: they may.
  winners_barred_years integer check (winners_barred_years between 1 and 20),
  shortlist_size integer not null default 10 check (shortlist_size between 1 and 500),
  winners integer not null default 3 check (winners between 1 and 50),
  primary key (tenant_id, id),
  unique (tenant_id, competition_id, name),
  unique (tenant_id, competition_id, id),
  foreign key (tenant_id, competition_id) references competitions (tenant_id, id) on delete cascade
);
call protect_tenant_table('competition_categories');
create index competition_categories_order on competition_categories (tenant_id, competition_id, position);

-- The rubric of a category in a stage. Until it is frozen it is edited in place; a later change is a new version.
create table rubrics (
  tenant_id uuid not null,
  id uuid not null,
  competition_id uuid not null,
  category_id uuid not null,
  stage text not null check (stage in ('desk', 'presentation', 'field')),
  version integer not null default 1,
  -- Grows by one with every change: what a form was read at.
  edited integer not null default 1,
  name text not null check (name <> ''),
  -- Where its criteria and weights are from; '' for the committee's own.
  source text not null default '',
  scale_min integer not null,
  scale_max integer not null,
  -- The levels of the national index stand beside the entry.
  show_index boolean not null default false,
  frozen_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, category_id, stage, version),
  foreign key (tenant_id, competition_id, category_id) references competition_categories (tenant_id, competition_id, id) on delete cascade,
  check (scale_max > scale_min)
);
call protect_tenant_table('rubrics');

create table rubric_criteria (
  tenant_id uuid not null,
  rubric_id uuid not null,
  id uuid not null,
  position integer not null default 0,
  name text not null check (name <> ''),
  question text not null default '',
  weight numeric(7, 3) not null check (weight > 0),
  -- [{ "value": 1, "words": "…" }]: what a value means, in words.
  anchors jsonb not null default '[]',
  primary key (tenant_id, id),
  unique (tenant_id, rubric_id, id),
  foreign key (tenant_id, rubric_id) references rubrics (tenant_id, id) on delete cascade
);
call protect_tenant_table('rubric_criteria');
create index rubric_criteria_order on rubric_criteria (tenant_id, rubric_id, position);

create table entries (
  tenant_id uuid not null,
  id uuid not null,
  competition_id uuid not null,
  category_id uuid not null,
  organization_id uuid not null,
  innovation_id uuid not null,
  -- Given when it is first sent, counted in the contest: "012".
  number integer,
  state text not null check (state in ('draft', 'submitted', 'returned', 'eligible', 'ineligible', 'withdrawn')),
  -- What the jurors read: the innovation's fields as they stood when it was sent (entry-content.ts).
  content jsonb not null default '{}',
  version integer not null default 1,
  team_name text not null default '',
  teacher_id uuid,
  example boolean not null default false,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  submitted_at timestamptz,
  checked_at timestamptz,
  -- Why it was returned or found ineligible, one reason a line; rule codes or the committee's words.
  reasons text[] not null default '{}',
  shortlisted_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, competition_id, id),
  foreign key (tenant_id, competition_id, category_id) references competition_categories (tenant_id, competition_id, id),
  foreign key (tenant_id, organization_id) references organizations (tenant_id, id),
  foreign key (tenant_id, innovation_id) references innovations (tenant_id, id),
  check (state in ('draft', 'withdrawn') or (number is not null and submitted_at is not null)),
  check (state <> 'ineligible' or cardinality(reasons) > 0)
);
call protect_tenant_table('entries');
create unique index entries_number on entries (tenant_id, competition_id, number);
-- The same innovation once a contest.
create unique index entries_innovation on entries (tenant_id, competition_id, innovation_id) where state <> 'withdrawn';
create index entries_category on entries (tenant_id, category_id, state);
create index entries_organization on entries (tenant_id, organization_id);
alter table competition_extensions add foreign key (tenant_id, entry_id) references entries (tenant_id, id);

create table entry_transitions (
  tenant_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  from_state text,
  to_state text not null,
  note text not null default '',
  user_id uuid,
  office_id uuid,
  at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, entry_id) references entries (tenant_id, id) on delete cascade
);
call protect_tenant_table('entry_transitions');
create index entry_transitions_entry on entry_transitions (tenant_id, entry_id, at);

-- Pupils of a team. A row stands only by a guardian's consent; withdrawing it empties the sealed fields.
create table team_members (
  tenant_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  name_sealed text,
  class_sealed text,
  guardian_sealed text,
  consent_kind text not null check (consent_kind in ('recorded', 'scan')),
  consent_on date not null,
  consent_sha256 text check (consent_sha256 ~ '^[0-9a-f]{64}$'),
  -- Consented to each on its own; public pages show neither.
  name_allowed boolean not null default false,
  photo_allowed boolean not null default false,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, entry_id) references entries (tenant_id, id) on delete cascade,
  check (consent_kind <> 'scan' or consent_sha256 is not null or withdrawn_at is not null),
  check ((withdrawn_at is null) = (name_sealed is not null and guardian_sealed is not null)),
  check (withdrawn_at is null or (name_sealed is null and class_sealed is null and guardian_sealed is null and consent_sha256 is null))
);
call protect_tenant_table('team_members');
create index team_members_entry on team_members (tenant_id, entry_id);

-- What was won, here or before this platform: read by the rule that bars past winners and by the category of those still in use.
create table awards (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  competition_id uuid,
  category_id uuid,
  entry_id uuid,
  year integer not null,
  -- As it was called then.
  contest_name text not null,
  category_name text not null default '',
  title text not null,
  place integer,
  innovation_id uuid not null,
  organization_id uuid,
  source text not null default '',
  -- Seen by everybody; before that by the committee.
  published_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, innovation_id) references innovations (tenant_id, id),
  foreign key (tenant_id, competition_id) references competitions (tenant_id, id),
  foreign key (tenant_id, entry_id) references entries (tenant_id, id)
);
call protect_tenant_table('awards');
create index awards_innovation on awards (tenant_id, innovation_id);
create unique index awards_entry on awards (tenant_id, entry_id, title) where entry_id is not null;
