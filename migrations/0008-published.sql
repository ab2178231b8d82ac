-- What the public may search: published fields only, written in the transaction of their source.

-- Words with spaces between: without it the parser takes "sampah/limbah" for a file and "TPS-3R" for one word.
create function plain_words(body text) returns text language sql immutable parallel safe
  as $$ select regexp_replace(body, '[^[:alnum:]]+', ' ', 'g') $$;

-- called_innovation: counted and shown as an innovation; the others are programmes that their source does not call so.
create table published_innovations (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  state text not null check (state in ('listed', 'accepted')),
  called_innovation boolean not null,
  example boolean not null,
  -- What "newest" means: the day it was accepted, or the year its source names.
  dated_at timestamptz not null,
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
  -- Stems with their places: title A, summary C, organisation D. Rows are short and stay out of TOAST, so that a walk is cheap.
  document tsvector not null,
  primary key (tenant_id, id)
);
call protect_projection('published_innovations');
create index published_newest on published_innovations (tenant_id, dated_at desc, id desc) where called_innovation;
create index published_title on published_innovations (tenant_id, lower(title), id) where called_innovation;
-- One index answers any mixture of words and filters: GIN intersects its columns.
create index published_search on published_innovations
  using gin (tenant_id, document, affair, topics, organization_kind, district_code, stage, year)
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
