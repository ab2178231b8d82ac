-- The plenary: what the jurors deliberate, vote and decide, how it is written down, sealed and, if need be, corrected.
create table plenaries (
  tenant_id uuid not null,
  id uuid not null,
  competition_id uuid not null,
  state text not null check (state in ('open', 'sealed')),
  -- Rules that settle ties, in order: [{ "link": "score" }, { "link": "criterion", "name": "Manfaat" }, …].
  tie_chain jsonb not null,
  -- Constraints on the winners of each category: [{ "kind": "at_most", "by": "district", "count": 1 }, …].
  quotas jsonb not null default '[]',
  -- Grows by one with every change of the rules: what a form was read at.
  version integer not null default 1,
  opened_by uuid not null,
  opened_at timestamptz not null,
  sealed_at timestamptz,
  -- The newest of plenary_seals.
  seal_version integer not null default 0,
  primary key (tenant_id, id),
  unique (tenant_id, competition_id),
  foreign key (tenant_id, competition_id) references competitions (tenant_id, id),
  check ((state = 'sealed') = (sealed_at is not null and seal_version > 0))
);
call protect_tenant_table('plenaries');

-- The order of business: one item a category that has entries.
create table plenary_items (
  tenant_id uuid not null,
  plenary_id uuid not null,
  category_id uuid not null,
  position integer not null,
  -- The entries as they stood when they were decided upon, best first, with the rule that parted each from the next.
  standing jsonb,
  version integer not null default 1,
  decided_by uuid,
  decided_at timestamptz,
  primary key (tenant_id, plenary_id, category_id),
  foreign key (tenant_id, plenary_id) references plenaries (tenant_id, id),
  foreign key (tenant_id, category_id) references competition_categories (tenant_id, id),
  check ((decided_at is null) = (standing is null))
);
call protect_tenant_table('plenary_items');

create table plenary_attendance (
  tenant_id uuid not null,
  plenary_id uuid not null,
  juror_id uuid not null,
  arrived_at timestamptz not null,
  left_at timestamptz,
  primary key (tenant_id, plenary_id, juror_id),
  foreign key (tenant_id, plenary_id) references plenaries (tenant_id, id),
  foreign key (tenant_id, juror_id) references jurors (tenant_id, id)
);
call protect_tenant_table('plenary_attendance');

-- Who takes no part in what concerns an entry: said by themselves, or because a conflict was not dismissed.
create table plenary_recusals (
  tenant_id uuid not null,
  plenary_id uuid not null,
  juror_id uuid not null,
  entry_id uuid not null,
  source text not null check (source in ('self', 'conflict')),
  reason text not null default '',
  at timestamptz not null,
  primary key (tenant_id, plenary_id, juror_id, entry_id),
  foreign key (tenant_id, plenary_id) references plenaries (tenant_id, id),
  foreign key (tenant_id, juror_id) references jurors (tenant_id, id),
  foreign key (tenant_id, entry_id) references entries (tenant_id, id),
  check (source <> 'self' or reason <> '')
);
call protect_tenant_table('plenary_recusals');

-- What is put to the vote: which of several entries goes before, or yes or no to one. The chair's own reasoned vote is one too.
create table plenary_questions (
  tenant_id uuid not null,
  id uuid not null,
  plenary_id uuid not null,
  category_id uuid not null,
  kind text not null check (kind in ('vote', 'chair')),
  body text not null check (body <> ''),
  entry_ids uuid[] not null check (cardinality(entry_ids) between 1 and 10),
  asked_by uuid not null,
  asked_at timestamptz not null,
  closed_at timestamptz,
  -- { "choice": votes } once it is closed; of the chair's vote the order and the reason.
  outcome jsonb,
  primary key (tenant_id, id),
  foreign key (tenant_id, plenary_id, category_id) references plenary_items (tenant_id, plenary_id, category_id),
  check ((closed_at is null) = (outcome is null)),
  check (kind <> 'chair' or closed_at is not null)
);
call protect_tenant_table('plenary_questions');
-- One question at a time, so that a phone shows what is asked now.
create unique index plenary_questions_open on plenary_questions (tenant_id, plenary_id) where closed_at is null;
create index plenary_questions_order on plenary_questions (tenant_id, plenary_id, asked_at);

-- One juror, one vote a question. Only counts are ever shown.
create table plenary_votes (
  tenant_id uuid not null,
  question_id uuid not null,
  juror_id uuid not null,
  -- The id of an entry, "yes" or "no" where there is one only, or "abstain".
  choice text not null,
  at timestamptz not null,
  primary key (tenant_id, question_id, juror_id),
  foreign key (tenant_id, question_id) references plenary_questions (tenant_id, id),
  foreign key (tenant_id, juror_id) references jurors (tenant_id, id)
);
call protect_tenant_table('plenary_votes');

create table placements (
  tenant_id uuid not null,
  plenary_id uuid not null,
  category_id uuid not null,
  place integer not null check (place between 1 and 50),
  entry_id uuid not null,
  -- The rule of the chain that parted it from the next; "deviation" where the plenary decided otherwise.
  settled_by text not null check (settled_by in ('score', 'criterion', 'pairwise', 'presentation', 'chair', 'quota', 'deviation', 'correction')),
  reason text not null default '',
  primary key (tenant_id, plenary_id, category_id, place),
  unique (tenant_id, plenary_id, entry_id),
  foreign key (tenant_id, plenary_id, category_id) references plenary_items (tenant_id, plenary_id, category_id),
  foreign key (tenant_id, entry_id) references entries (tenant_id, id),
  check (settled_by not in ('deviation', 'correction') or reason <> '')
);
call protect_tenant_table('placements');

-- Line by line as it happens, by the system or by the secretary. Nothing in it is changed or taken out.
create table plenary_minutes (
  tenant_id uuid not null,
  plenary_id uuid not null,
  seq integer not null,
  id uuid not null,
  at timestamptz not null,
  body text not null check (body <> ''),
  -- null: the system.
  written_by uuid,
  -- What it is about, so that who is recused does not read it.
  category_id uuid,
  entry_ids uuid[] not null default '{}',
  primary key (tenant_id, plenary_id, seq),
  unique (tenant_id, id),
  foreign key (tenant_id, plenary_id) references plenaries (tenant_id, id),
  foreign key (tenant_id, category_id) references competition_categories (tenant_id, id)
);
call protect_tenant_table('plenary_minutes');

-- After sealing: what stands otherwise from then on, why, and the two who confirmed it besides the one who proposed it.
create table plenary_corrections (
  tenant_id uuid not null,
  id uuid not null,
  plenary_id uuid not null,
  category_id uuid not null,
  -- Entries in their new order.
  entry_ids uuid[] not null check (cardinality(entry_ids) > 0),
  reason text not null check (reason <> ''),
  -- The seal that it corrects.
  corrects integer not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  first_by uuid,
  first_at timestamptz,
  second_by uuid,
  applied_at timestamptz,
  -- What the places were before it was applied.
  was jsonb,
  -- The transaction in which it was applied: the only one that may touch sealed placements.
  applied_in xid8,
  primary key (tenant_id, id),
  foreign key (tenant_id, plenary_id, category_id) references plenary_items (tenant_id, plenary_id, category_id),
  check (first_by is null or (first_by <> proposed_by and first_at is not null)),
  check (second_by is null or (first_by is not null and second_by not in (proposed_by, first_by))),
  check ((applied_at is null) = (second_by is null) and (applied_at is null) = (applied_in is null) and (applied_at is null) = (was is null))
);
call protect_tenant_table('plenary_corrections');
create index plenary_corrections_order on plenary_corrections (tenant_id, plenary_id, proposed_at);

-- SHA-256 of the canonical record, once at sealing and once more with every correction.
create table plenary_seals (
  tenant_id uuid not null,
  plenary_id uuid not null,
  version integer not null check (version > 0),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  correction_id uuid,
  sealed_by uuid not null,
  sealed_at timestamptz not null,
  primary key (tenant_id, plenary_id, version),
  foreign key (tenant_id, plenary_id) references plenaries (tenant_id, id),
  foreign key (tenant_id, correction_id) references plenary_corrections (tenant_id, id),
  check ((version = 1) = (correction_id is null))
);
call protect_tenant_table('plenary_seals');

-- A juror confirms what was sealed: the digest they saw.
create table plenary_confirmations (
  tenant_id uuid not null,
  plenary_id uuid not null,
  version integer not null,
  juror_id uuid not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  at timestamptz not null,
  primary key (tenant_id, plenary_id, version, juror_id),
  foreign key (tenant_id, plenary_id, version) references plenary_seals (tenant_id, plenary_id, version),
  foreign key (tenant_id, juror_id) references jurors (tenant_id, id)
);
call protect_tenant_table('plenary_confirmations');

-- The last line of defence: what the acts refuse, the database refuses too.
create function keep_written() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '23514';
end $$;
create trigger plenary_minutes_kept before update or delete on plenary_minutes for each row execute function keep_written();
create trigger plenary_seals_kept before update or delete on plenary_seals for each row execute function keep_written();
create trigger plenary_votes_kept before update or delete on plenary_votes for each row execute function keep_written();
create trigger plenary_confirmations_kept before update or delete on plenary_confirmations for each row execute function keep_written();

create function keep_sealed() returns trigger language plpgsql as $$
declare
  one record := coalesce(new, old);
  sealed boolean;
  corrected boolean;
begin
  select p.state = 'sealed' into sealed from plenaries p where p.tenant_id = one.tenant_id and p.id = one.plenary_id;
  if sealed then
    select exists (
      select 1 from plenary_corrections c
      join plenaries p on p.tenant_id = c.tenant_id and p.id = c.plenary_id and p.seal_version = c.corrects
      where c.tenant_id = one.tenant_id and c.plenary_id = one.plenary_id and c.applied_in = pg_current_xact_id()
    ) into corrected;
    if tg_table_name <> 'placements' or not corrected then
      raise exception 'a sealed plenary stays as it is' using errcode = '23514';
    end if;
  end if;
  return one;
end $$;
create trigger plenary_items_sealed before insert or update or delete on plenary_items for each row execute function keep_sealed();
create trigger plenary_attendance_sealed before insert or update or delete on plenary_attendance for each row execute function keep_sealed();
create trigger plenary_recusals_sealed before insert or update or delete on plenary_recusals for each row execute function keep_sealed();
create trigger plenary_questions_sealed before insert or update or delete on plenary_questions for each row execute function keep_sealed();
create trigger placements_sealed before insert or update or delete on placements for each row execute function keep_sealed();
create trigger plenary_minutes_sealed before insert on plenary_minutes for each row execute function keep_sealed();

-- Nobody votes on what concerns an entry that they are recused from, nor after the vote was closed.
create function check_vote() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from plenary_questions q
    where q.tenant_id = new.tenant_id and q.id = new.question_id and (q.kind <> 'vote' or q.closed_at is not null)
  ) then
    raise exception 'this vote is closed' using errcode = '23514';
  end if;
  if exists (
    select 1 from plenary_questions q
    join plenary_recusals r on r.tenant_id = q.tenant_id and r.plenary_id = q.plenary_id and r.entry_id = any (q.entry_ids)
    where q.tenant_id = new.tenant_id and q.id = new.question_id and r.juror_id = new.juror_id and r.source = 'self'
  ) or exists (
    select 1 from plenary_questions q
    join juror_conflicts c on c.tenant_id = q.tenant_id and c.entry_id = any (q.entry_ids) and c.state <> 'dismissed'
    where q.tenant_id = new.tenant_id and q.id = new.question_id and c.juror_id = new.juror_id
  ) then
    raise exception 'this juror is recused' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger plenary_votes_checked before insert on plenary_votes for each row execute function check_vote();

alter table papers drop constraint papers_kind_check;
alter table papers add constraint papers_kind_check check (
  kind in ('innovation_decree', 'cover_letter', 'juror_appointment', 'plenary_minutes', 'winners_decree', 'certificate')
);
