-- Who scores, what bars them, what they were given to read and what they said.
create table jurors (
  tenant_id uuid not null,
  id uuid not null,
  competition_id uuid not null,
  -- Somebody with an office of the role juror (or any other) in this tenant.
  user_id uuid not null,
  title text not null default '',
  institution text not null default '',
  -- Where the institution is one of the register.
  institution_id uuid,
  -- Of their institution, in lower case: "ipdn.ac.id"; public providers are never asked.
  mail_domain text,
  -- Categories they know, and affairs of government: what similarity is made of.
  category_ids uuid[] not null default '{}',
  affairs text[] not null default '{}',
  languages text[] not null default '{id}',
  chair boolean not null default false,
  least integer not null default 0 check (least >= 0),
  most integer not null default 30 check (most between 0 and 2000),
  state text not null check (state in ('appointed', 'acknowledged', 'declined', 'left')),
  appointed_at timestamptz not null default now(),
  acknowledge_by timestamptz,
  acknowledged_at timestamptz,
  -- Competence and conflicts were declared by themselves.
  declared_at timestamptz,
  paper_id uuid,
  left_at timestamptz,
  left_reason text not null default '',
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, competition_id, id),
  unique (tenant_id, competition_id, user_id),
  foreign key (tenant_id, competition_id) references competitions (tenant_id, id),
  foreign key (tenant_id, user_id) references people (tenant_id, user_id),
  foreign key (tenant_id, institution_id) references organizations (tenant_id, id),
  foreign key (tenant_id, paper_id) references papers (tenant_id, id),
  check (least <= most)
);
call protect_tenant_table('jurors');
create unique index jurors_one_chair on jurors (tenant_id, competition_id) where chair and state in ('appointed', 'acknowledged');
create index jurors_user on jurors (tenant_id, user_id);

-- Why a juror may not score an entry. Proposed by the system, declared by the juror or written by the committee.
create table juror_conflicts (
  tenant_id uuid not null,
  juror_id uuid not null,
  entry_id uuid not null,
  kind text not null check (kind in ('same_organization', 'parent_organization', 'mail_domain', 'mentored', 'relative', 'other')),
  source text not null check (source in ('system', 'juror', 'committee')),
  -- What the system saw, or what the person wrote.
  explanation text not null default '',
  -- A declared one counts until the chair or the committee dismisses it with a reason; a proposed one counts until then too.
  state text not null check (state in ('proposed', 'confirmed', 'dismissed')),
  found_at timestamptz not null default now(),
  decided_by uuid,
  decided_at timestamptz,
  reason text not null default '',
  primary key (tenant_id, juror_id, entry_id, kind),
  foreign key (tenant_id, juror_id) references jurors (tenant_id, id) on delete cascade,
  foreign key (tenant_id, entry_id) references entries (tenant_id, id) on delete cascade,
  check (state <> 'dismissed' or reason <> '')
);
call protect_tenant_table('juror_conflicts');
create index juror_conflicts_entry on juror_conflicts (tenant_id, entry_id);

-- An assignment as it was worked out: what was asked, what came out, what it costs.
create table assignment_plans (
  tenant_id uuid not null,
  id uuid not null,
  competition_id uuid not null,
  stage text not null check (stage in ('desk', 'presentation', 'field')),
  objective text not null check (objective in ('total', 'maxmin')),
  demand jsonb not null,
  outcome jsonb not null,
  made_by uuid not null,
  made_at timestamptz not null default now(),
  -- Its pairs became reviews.
  taken_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, competition_id, stage) references competition_stages (tenant_id, competition_id, kind)
);
call protect_tenant_table('assignment_plans');
create index assignment_plans_stage on assignment_plans (tenant_id, competition_id, stage, made_at desc);

-- One juror reads one entry in one stage.
create table reviews (
  tenant_id uuid not null,
  id uuid not null,
  competition_id uuid not null,
  stage text not null check (stage in ('desk', 'presentation', 'field')),
  juror_id uuid not null,
  entry_id uuid not null,
  rubric_id uuid not null,
  -- Withdrawn: taken from the juror; recused: given back by the juror. Scores of neither count.
  state text not null check (state in ('assigned', 'submitted', 'recused', 'withdrawn')),
  -- Set by hand: a later run keeps it.
  fixed boolean not null default false,
  -- A reading more, where it tells most.
  extra boolean not null default false,
  -- The juror mentored this entry (only where the contest estimates that effect).
  mentored boolean not null default false,
  plan_id uuid,
  -- Grows by one with every save that changed something.
  version integer not null default 0,
  -- To the entrant, without the juror's name.
  remark text not null default '',
  -- For the juror alone; encrypted.
  notes_sealed text,
  recuse_reason text not null default '',
  assigned_at timestamptz not null default now(),
  saved_at timestamptz,
  submitted_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, stage, juror_id, entry_id),
  foreign key (tenant_id, competition_id, stage) references competition_stages (tenant_id, competition_id, kind),
  foreign key (tenant_id, competition_id, juror_id) references jurors (tenant_id, competition_id, id),
  foreign key (tenant_id, competition_id, entry_id) references entries (tenant_id, competition_id, id),
  foreign key (tenant_id, rubric_id) references rubrics (tenant_id, id),
  foreign key (tenant_id, plan_id) references assignment_plans (tenant_id, id),
  check (state <> 'recused' or recuse_reason <> ''),
  check (state <> 'submitted' or submitted_at is not null)
);
call protect_tenant_table('reviews');
create index reviews_juror on reviews (tenant_id, juror_id, state);
create index reviews_stage on reviews (tenant_id, competition_id, stage, state);
create index reviews_entry on reviews (tenant_id, entry_id);

create table review_scores (
  tenant_id uuid not null,
  review_id uuid not null,
  criterion_id uuid not null,
  value numeric(7, 2) not null,
  -- When the juror set it, by the device's clock, and the save that brought it.
  noted_at timestamptz,
  saved_at timestamptz not null default now(),
  save_id uuid not null,
  primary key (tenant_id, review_id, criterion_id),
  foreign key (tenant_id, review_id) references reviews (tenant_id, id) on delete cascade,
  foreign key (tenant_id, criterion_id) references rubric_criteria (tenant_id, id)
);
call protect_tenant_table('review_scores');

-- Saves that were taken: the same again (a device that got no answer) changes nothing.
create table review_saves (
  tenant_id uuid not null,
  id uuid not null,
  review_id uuid not null,
  device_id uuid,
  -- The version that the device had read, and the one this save made.
  base_version integer not null,
  version integer not null,
  -- What it changed: { "criterion id": [before, after] }.
  changed jsonb not null default '{}',
  saved_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, review_id) references reviews (tenant_id, id) on delete cascade
);
call protect_tenant_table('review_saves');
create index review_saves_review on review_saves (tenant_id, review_id, version);

-- When each entry is presented.
create table presentations (
  tenant_id uuid not null,
  competition_id uuid not null,
  entry_id uuid not null,
  position integer not null,
  starts_at timestamptz,
  -- Whether the stage was called: the timer of everybody in the room counts from here.
  pitch_began_at timestamptz,
  questions_began_at timestamptz,
  ended_at timestamptz,
  primary key (tenant_id, entry_id),
  foreign key (tenant_id, competition_id, entry_id) references entries (tenant_id, competition_id, id) on delete cascade
);
call protect_tenant_table('presentations');
create index presentations_order on presentations (tenant_id, competition_id, position);
