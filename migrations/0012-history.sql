-- Every version of a proposal can be shown: a version's value of a field is what the first later edit found there,
-- or what stands now. So a save costs the fields it changed, and nothing has to be copied.

-- Who made each version, when, and by what. The row of the version before the first known change is written with it.
create table innovation_versions (
  tenant_id uuid not null,
  innovation_id uuid not null,
  version integer not null check (version > 0),
  -- Where it stood from then on: who may see the innovation in that state may see the version.
  state text not null check (state in ('listed', 'draft', 'proposed', 'submitted', 'returned', 'accepted', 'archived')),
  cause text not null check (cause in ('known', 'create', 'claim', 'save', 'restore', 'build on', 'propose', 'confirm', 'decline', 'return', 'accept', 'archive')),
  restored_from integer,
  -- Saves by one person in one office within a short time are one run, named by its first version.
  run integer not null,
  run_began_at timestamptz not null,
  user_id uuid,
  office_id uuid,
  -- The office as it was held then: heads act for others, organisations are renamed.
  office_role text,
  office_kind text,
  office_organization text,
  at timestamptz not null,
  primary key (tenant_id, innovation_id, version),
  foreign key (tenant_id, innovation_id) references innovations (tenant_id, id) on delete cascade,
  foreign key (tenant_id, office_id) references offices (tenant_id, id),
  check (run <= version),
  check ((cause = 'restore') = (restored_from is not null))
);
call protect_tenant_table('innovation_versions');
create index innovation_versions_run on innovation_versions (tenant_id, innovation_id, run);
create index innovation_edits_field on innovation_edits (tenant_id, innovation_id, field, version);

-- The accepted innovation or the listed entry that this one develops further.
alter table innovations add column based_on uuid;
alter table innovations add foreign key (tenant_id, based_on) references innovations (tenant_id, id);
alter table innovations add check (based_on <> id);
create index innovations_based_on on innovations (tenant_id, based_on) where based_on is not null;

-- How often a stem stands in the projection, whatever form the word has: what tells a telling word from a common one.
create index published_words_stem on published_words (tenant_id, ((ts_lexize('indonesian_stem', word))[1]));
