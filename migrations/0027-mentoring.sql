-- Mentoring of an innovation: when, by whom, what was advised, what became of it. Who mentored does not judge.
create table mentoring_sessions (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  innovation_id uuid not null,
  held_on date not null,
  -- How: on the spot, by video, by message.
  way text not null default 'on_site' check (way in ('on_site', 'video', 'message')),
  topic text not null check (topic <> ''),
  advice text not null default '',
  -- Grows by one with every change: what a form was read at.
  version integer not null default 1,
  recorded_by uuid not null,
  recorded_office_id uuid not null,
  recorded_at timestamptz not null default now(),
  example boolean not null default false,
  cancelled_at timestamptz,
  cancel_reason text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, innovation_id) references innovations (tenant_id, id),
  foreign key (tenant_id, recorded_office_id) references offices (tenant_id, id)
);
call protect_tenant_table('mentoring_sessions');
create index mentoring_sessions_innovation on mentoring_sessions (tenant_id, innovation_id, held_on desc);

-- Several may mentor in one session; who has no account stands by name.
create table mentoring_mentors (
  tenant_id uuid not null,
  session_id uuid not null,
  position integer not null,
  user_id uuid,
  name text not null,
  institution text not null default '',
  primary key (tenant_id, session_id, position),
  foreign key (tenant_id, session_id) references mentoring_sessions (tenant_id, id) on delete cascade,
  foreign key (tenant_id, user_id) references people (tenant_id, user_id)
);
call protect_tenant_table('mentoring_mentors');
create index mentoring_mentors_user on mentoring_mentors (tenant_id, user_id);

create table mentoring_steps (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  position integer not null,
  body text not null check (body <> ''),
  due_on date,
  done_at timestamptz,
  done_by uuid,
  done_note text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, session_id) references mentoring_sessions (tenant_id, id) on delete cascade
);
call protect_tenant_table('mentoring_steps');
create index mentoring_steps_session on mentoring_steps (tenant_id, session_id, position);
