-- Levels of the national index: claimed by the unit itself, verified by an office (verification comes later).
create table innovation_levels (
  tenant_id uuid not null,
  innovation_id uuid not null,
  edition integer not null,
  code text not null,
  claimed smallint not null check (claimed between 0 and 3),
  verified smallint check (verified between 0 and 3),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (tenant_id, innovation_id, edition, code),
  foreign key (tenant_id, innovation_id) references innovations (tenant_id, id) on delete cascade
);
call protect_tenant_table('innovation_levels');

create table region_levels (
  tenant_id uuid not null references tenants (id),
  edition integer not null,
  code text not null,
  claimed smallint not null check (claimed between 0 and 3),
  verified smallint check (verified between 0 and 3),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (tenant_id, edition, code)
);
call protect_tenant_table('region_levels');

-- Editions whose region rows are not all known take one total.
create table region_totals (
  tenant_id uuid not null references tenants (id),
  edition integer not null,
  claimed numeric(5, 2) not null check (claimed >= 0),
  verified numeric(5, 2) check (verified >= 0),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (tenant_id, edition)
);
call protect_tenant_table('region_totals');

-- Grows by one with everything the index is made of: what is kept in memory of it is kept under this number.
create table index_versions (
  tenant_id uuid primary key references tenants (id),
  version bigint not null
);
call protect_tenant_table('index_versions');

create function count_index_change() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'innovations' then
    insert into index_versions as v (tenant_id, version)
      select distinct tenant_id, 1 from changed where to_jsonb(changed) ->> 'state' in ('accepted', 'archived')
      on conflict (tenant_id) do update set version = v.version + 1;
  else
    insert into index_versions as v (tenant_id, version) select distinct tenant_id, 1 from changed
      on conflict (tenant_id) do update set version = v.version + 1;
  end if;
  return null;
end $$;

create procedure count_for_index(target text) language plpgsql as $$
begin
  execute format('create trigger %1$s_index_inserts after insert on %1$I referencing new table as changed for each statement execute function count_index_change()', target);
  execute format('create trigger %1$s_index_updates after update on %1$I referencing new table as changed for each statement execute function count_index_change()', target);
  execute format('create trigger %1$s_index_deletes after delete on %1$I referencing old table as changed for each statement execute function count_index_change()', target);
end $$;
call count_for_index('innovations');
call count_for_index('innovation_levels');
call count_for_index('region_levels');
call count_for_index('region_totals');
call count_for_index('organizations');
