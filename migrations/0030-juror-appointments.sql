-- Jurors are appointed by an official paper. Whatever kinds stand already stay.
do $$
declare
  known text;
begin
  select pg_get_expr(conbin, conrelid) into strict known
  from pg_constraint
  where conrelid = 'papers'::regclass and conname = 'papers_kind_check';
  execute 'alter table papers drop constraint papers_kind_check';
  execute format('alter table papers add constraint papers_kind_check check ((%s) or kind = %L)', known, 'juror_appointment');
end
$$;

-- The record of a session was given as evidence of the innovation (SID-20): when, and by whose confirmation.
alter table mentoring_sessions add column evidence_at timestamptz;
alter table mentoring_sessions add column evidence_by uuid;
alter table mentoring_sessions add check ((evidence_at is null) = (evidence_by is null));
