-- What the public may search: published fields only, written in the transaction of their source.

-- Words with spaces between: without it the parser takes "sampah/limbah" for a file and "TPS-3R" for one word.
create function plain_words(body text) returns text language sql immutable parallel safe
  as $$ select regexp_replace(body, '[^[:alnum:]]+', ' ', 'g') $$;

-- called_innovation: counted and shown as an innovation; the others are programmes that their source does not call so.
create table published_innovations (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  -- What "newest" means: the day it was accepted, or the year its source names.
  dated_at timestamptz not null,
  called_innovation boolean not null,
  example boolean not null,
  -- Stems with their places: title A, summary C, organisation D. Early in the row and short enough to stay out of TOAST,
  -- because a walk looks at thousands of them.
  document tsvector not null,
  state text not null check (state in ('listed', 'accepted')),
  year integer,
  organization_id uuid,
  organization_kind text,
  district_code text,
  village_code text,
  affair text,
  stage text,
  topics text[] not null default '{}',
  title text not null,
  summary text not null,
  organization_name text not null,
  primary key (tenant_id, id)
);
call protect_projection('published_innovations');
create index published_newest on published_innovations (tenant_id, dated_at desc, id desc) where called_innovation;
create index published_title on published_innovations (tenant_id, lower(title), id) where called_innovation;
-- One index answers any mixture of words and filters: GIN intersects its columns. The tenant is not among them: its list
-- would be the longest of all and cost more than reading the few rows of others; a small tenant is walked instead.
create index published_search on published_innovations
  using gin (document, affair, topics, organization_kind, district_code, stage, year)
  with (fastupdate = off) where called_innovation;
create index published_programs on published_innovations (tenant_id, dated_at desc, id desc) where not called_innovation;
create index published_organization on published_innovations (tenant_id, organization_id, dated_at desc);
create index published_village on published_innovations (tenant_id, village_code, dated_at desc);
-- How often each stem stands is what tells a walk from an index search: keep more of them than the usual hundred.
alter table published_innovations alter column document set statistics 1000;

-- The words of the projection and in how many of its rows each stands, for a search that forgives typing errors.
create table published_words (
  tenant_id uuid not null references tenants (id),
  word text not null collate "C",
  uses integer not null,
  primary key (tenant_id, word)
);
call protect_projection('published_words');
create index published_words_trigram on published_words using gin (tenant_id, word gin_trgm_ops) with (fastupdate = off);
create index published_words_initial on published_words (tenant_id, left(word, 1), uses desc);
create index published_words_unused on published_words (tenant_id) where uses <= 0;

-- How many published innovations have each value of each facet: what a filter or a figure shows without counting.
create table published_counts (
  tenant_id uuid not null references tenants (id),
  facet text not null,
  value text not null,
  uses integer not null,
  primary key (tenant_id, facet, value)
);
call protect_tenant_table('published_counts');
create index published_counts_unused on published_counts (tenant_id) where uses <= 0;

-- Grows by one with everything the public may see: what is kept in memory of counts and names is kept under this number.
create table published_versions (
  tenant_id uuid primary key references tenants (id),
  version bigint not null
);
call protect_tenant_table('published_versions');

-- Names of topics are shown with the counts.
create function count_topic_change() returns trigger language plpgsql as $$
begin
  update published_versions set version = version + 1 where tenant_id = coalesce(new.tenant_id, old.tenant_id);
  return null;
end $$;
create trigger topics_published after insert or update or delete on topics for each row execute function count_topic_change();
