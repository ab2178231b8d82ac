-- Official papers (naskah dinas): drafts until they are signed.
create table papers (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  kind text not null check (kind in ('innovation_decree', 'cover_letter')),
  state text not null check (state in ('draft', 'issued', 'valid', 'void')),
  -- Grows by one with every change: what a form was read at, so that nobody overwrites unseen.
  version integer not null default 1,
  -- Leads to the public page; not to be guessed.
  code text not null,
  number text not null default '',
  dated_on date,
  place text not null default '',
  about text not null,
  -- Who signs: "Bupati Bekasi", in which capacity, by name.
  signer_office text not null,
  signer_kind text not null default 'definitive' check (signer_kind in ('definitive', 'plt', 'plh', 'pj')),
  signer_name text not null default '',
  -- What the paper says, frozen when it was made: later changes of the registry do not reach it.
  data jsonb not null,
  made_by uuid,
  office_id uuid,
  -- The office and its title as they were then.
  office_title text not null,
  created_at timestamptz not null default now(),
  -- The file that is to be signed, and the key under which the signing service is asked, however often.
  issued_at timestamptz,
  issued_sha256 text,
  signing_request uuid,
  scan_sha256 text,
  scanned_by uuid,
  scanned_at timestamptz,
  valid_at timestamptz,
  valid_by text check (valid_by in ('scan', 'electronic')),
  valid_sha256 text,
  confirmed_by uuid,
  -- Signed by the simulator: shown as such everywhere, without legal force.
  simulated boolean not null default false,
  voided_at timestamptz,
  void_reason text not null default '',
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, office_id) references offices (tenant_id, id),
  check (state <> 'issued' or (issued_sha256 is not null and signing_request is not null and number <> '' and dated_on is not null)),
  check (state <> 'valid' or (valid_sha256 is not null and valid_by is not null and valid_at is not null)),
  check (state <> 'void' or (voided_at is not null and void_reason <> '')),
  -- What is confirmed was compared by somebody else than the one who brought it.
  check (valid_by is distinct from 'scan' or confirmed_by is distinct from scanned_by)
);
call protect_tenant_table('papers');
create unique index papers_one_number on papers (tenant_id, kind, number) where state in ('issued', 'valid');
create index papers_newest on papers (tenant_id, created_at desc);
