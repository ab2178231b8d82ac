-- What the public may search: published fields only, written in the transaction of their source.
create table published_innovations (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  state text not null check (state in ('listed', 'accepted')),
  called_innovation boolean not null,
  example boolean not null,
  title text not null,
  summary text not null,
  organization_id uuid,
  organization_name text not null,
  organization_kind text,
  district_code text,
  village_code text,
  affair text,
  topics text[] not null default '{}',
  stage text,
  year integer,
  published_at timestamptz not null,
  document tsvector not null,
  primary key (tenant_id, id)
);
call protect_projection('published_innovations');
create index published_newest on published_innovations (tenant_id, published_at desc, id desc);
create index published_document on published_innovations using gin (tenant_id, document);

-- The words of the projection, for a search that forgives typing errors.
create table published_words (
  tenant_id uuid not null references tenants (id),
  word text not null,
  primary key (tenant_id, word)
);
call protect_projection('published_words');
create index published_words_trigram on published_words using gin (tenant_id, word gin_trgm_ops);
