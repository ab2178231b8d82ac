-- The first rows that would be new or change something: row number, title and outcome, to be looked at before the yes.
alter table imports add first_rows jsonb not null default '[]';
