-- The innovation year: what happens when, for whom. Days and clock times are WIB.
create table calendar_events (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  -- The innovation year it belongs to; an award in January may still close the year before.
  year integer not null check (year between 2000 and 2100),
  kind text not null check (kind in ('iid_entry', 'presentation', 'contest', 'expo', 'training', 'other')),
  name text not null,
  first_day date not null,
  last_day date not null,
  -- Clock times of a day with hours; null for whole days.
  starts_at text check (starts_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  ends_at text check (ends_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  place text,
  -- Whom it concerns, in words.
  concerns text,
  note text,
  -- The last day is a deadline.
  deadline boolean not null default false,
  -- Shown to everyone, or to holders of an office of this tenant only.
  open boolean not null default false,
  -- Key of the national date it was taken over from.
  origin text,
  -- Invented for the demonstration.
  example boolean not null default false,
  cancelled_at timestamptz,
  -- Grows by one with every change: what a form was read at.
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check (last_day >= first_day),
  check (ends_at is null or starts_at is not null)
);
call protect_tenant_table('calendar_events');
create index calendar_events_days on calendar_events (tenant_id, last_day, first_day);
create index calendar_events_year on calendar_events (tenant_id, year, first_day);
