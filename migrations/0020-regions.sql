-- Opening a region from the browser. The app's role may not write tenants: these functions check who asks.

-- Answers 'opened', 'known' (the same was opened before), or which of slug, area is taken.
create function open_tenant(new_id uuid, new_slug text, full_name text, area text, operator text, help text, event_id uuid)
returns text language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from auth.platform_administrators a where a.user_id = app_user()) then
    raise insufficient_privilege using message = 'regions are opened by platform administrators';
  end if;
  insert into tenants (id, slug, name, short_name, area_code, operator_name, help_label)
  values (new_id, new_slug, full_name, full_name, area, operator, help) on conflict do nothing;
  if not found then
    return case
      when exists (select from tenants t where t.slug = new_slug and t.area_code = area and not t.demonstration) then 'known'
      when exists (select from tenants t where t.slug = new_slug) then 'slug'
      else 'area' end;
  end if;
  insert into audit_events (tenant_id, id, user_id, act, subject_kind, subject_id, changes)
  values (new_id, event_id, app_user(), 'tenant.created', 'tenant', new_id::text,
    jsonb_build_object('slug', new_slug, 'areaCode', area, 'demonstration', false));
  return 'opened';
end $$;

-- Who runs the region and whom to ask, as every page says it. False where the person may not.
create function change_operator(operator text, help text, href text)
returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from auth.platform_administrators a where a.user_id = app_user())
    and not exists (select from office_holders h where h.tenant_id = app_tenant() and h.user_id = app_user() and h.role = 'tenant_admin'
      and h.valid_from <= (now() at time zone 'Asia/Jakarta')::date
      and (h.valid_to is null or h.valid_to >= (now() at time zone 'Asia/Jakarta')::date)) then
    return false;
  end if;
  update tenants t set operator_name = operator, help_label = help, help_href = href
    where t.id = app_tenant() and not t.reserved;
  return found;
end $$;

revoke all on function open_tenant, change_operator from public;
grant execute on function open_tenant, change_operator to gelar_app;

-- What stands on top of letters and decrees.
create table letterheads (
  tenant_id uuid primary key references tenants (id),
  lines text[] not null default '{}' check (cardinality(lines) <= 6),
  logo_sha256 text check (logo_sha256 ~ '^[0-9a-f]{64}$'),
  logo_media_type text check (logo_media_type in ('image/png', 'image/jpeg', 'image/webp')),
  version integer not null default 0,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  check ((logo_sha256 is null) = (logo_media_type is null))
);
call protect_tenant_table('letterheads');
