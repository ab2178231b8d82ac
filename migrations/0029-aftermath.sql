-- After the verdict: what was published, certificates, objections and their answers.

-- How each scored entry stands to the public: its pseudonym in the data set, and whether it is shown by name.
create table published_entries (
  tenant_id uuid not null,
  competition_id uuid not null,
  entry_id uuid not null,
  -- "E001": drawn by lot at publication, so that it tells neither number nor id.
  label text not null check (label ~ '^E[0-9]{3,}$'),
  -- A winner or a finalist; all others stay pseudonymous.
  shown boolean not null,
  place integer check (place > 0),
  -- By the jurors' scores in the last stage: alone in its band, or with others that cannot be told from it.
  standing text not null check (standing in ('clear', 'close', 'unscored')),
  primary key (tenant_id, competition_id, entry_id),
  unique (tenant_id, competition_id, label),
  foreign key (tenant_id, competition_id, entry_id) references entries (tenant_id, competition_id, id),
  check (place is null or shown)
);
call protect_tenant_table('published_entries');

-- The very bytes that anybody downloads, so that the checksum holds for ever.
create table published_data_sets (
  tenant_id uuid not null,
  competition_id uuid not null,
  document text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  published_at timestamptz not null,
  published_by uuid not null,
  primary key (tenant_id, competition_id),
  foreign key (tenant_id, competition_id) references competitions (tenant_id, id)
);
call protect_tenant_table('published_data_sets');

-- One category in one stage: what `gelar jury rank` reads, and what it answered at publication.
create table published_data_parts (
  tenant_id uuid not null,
  competition_id uuid not null,
  position integer not null check (position > 0),
  category_id uuid not null,
  stage text not null check (stage in ('desk', 'presentation', 'field')),
  input text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  report jsonb not null,
  primary key (tenant_id, competition_id, position),
  unique (tenant_id, competition_id, category_id, stage),
  foreign key (tenant_id, competition_id) references published_data_sets (tenant_id, competition_id),
  foreign key (tenant_id, category_id) references competition_categories (tenant_id, id)
);
call protect_tenant_table('published_data_parts');

-- What is published stays as it was published.
create function keep_published() returns trigger language plpgsql as $$
begin
  raise exception '% is published', tg_table_name using errcode = '23514';
end $$;
create trigger published_data_sets_kept before update or delete on published_data_sets for each row execute function keep_published();
create trigger published_data_parts_kept before update or delete on published_data_parts for each row execute function keep_published();

create table certificates (
  tenant_id uuid not null,
  id uuid not null,
  competition_id uuid not null,
  -- Printed with its QR; looked up by anybody, guessed by nobody.
  code text not null check (code ~ '^[0-9a-z]{12}$'),
  kind text not null check (kind in ('winner', 'finalist', 'participant', 'juror')),
  entry_id uuid,
  juror_id uuid,
  -- A pupil of a team: the name stays with the consent and is read from there each time.
  member_id uuid,
  -- As printed: an organisation, a school with its team. Empty where a person is named.
  name text not null default '',
  -- A juror's name, as printed.
  name_sealed text,
  place integer check (place > 0),
  issued_by uuid not null,
  issued_at timestamptz not null,
  voided_at timestamptz,
  void_reason text not null default '',
  voided_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, competition_id) references competitions (tenant_id, id),
  foreign key (tenant_id, entry_id) references entries (tenant_id, id),
  foreign key (tenant_id, juror_id) references jurors (tenant_id, id),
  foreign key (tenant_id, member_id) references team_members (tenant_id, id),
  check ((kind = 'juror') = (juror_id is not null) and (kind = 'juror') = (entry_id is null)),
  check ((name_sealed is not null) = (kind = 'juror')),
  check (member_id is null or name = ''),
  check ((kind = 'winner') = (place is not null)),
  check ((voided_at is null) = (void_reason = '') and (voided_at is null) = (voided_by is null))
);
call protect_tenant_table('certificates');
-- One that counts for each whom it is made for.
create unique index certificates_entry on certificates (tenant_id, entry_id) where entry_id is not null and member_id is null and voided_at is null;
create unique index certificates_member on certificates (tenant_id, member_id) where member_id is not null and voided_at is null;
create unique index certificates_juror on certificates (tenant_id, juror_id) where juror_id is not null and voided_at is null;
create index certificates_competition on certificates (tenant_id, competition_id, kind);

create table objections (
  tenant_id uuid not null,
  id uuid not null,
  competition_id uuid not null,
  entry_id uuid not null,
  -- As the entrant wrote it; read by the committee alone.
  body text not null check (body <> '' and length(body) <= 4000),
  state text not null check (state in ('open', 'answered')),
  -- What it is about and what was answered, in the committee's words without names: these are public.
  gist text not null default '',
  answer text not null default '',
  raised_by uuid not null,
  office_id uuid not null,
  raised_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, competition_id, entry_id) references entries (tenant_id, competition_id, id),
  check ((state = 'answered') = (answered_at is not null)),
  check (state <> 'answered' or (gist <> '' and answer <> '' and answered_by is not null))
);
call protect_tenant_table('objections');
create index objections_competition on objections (tenant_id, competition_id, raised_at);
create index awards_organization on awards (tenant_id, organization_id) where organization_id is not null;
