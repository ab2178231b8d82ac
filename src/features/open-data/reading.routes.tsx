import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { areaByCode, areasWithin, isAreaCode, isWithin } from '#features/areas/index.ts';
import { openEvents } from '#features/calendar/index.ts';
import { currentEdition, EDITIONS, findEdition, openIndex } from '#features/innovation-index/index.ts';
import { openInnovations, openTopics, publicInnovation } from '#features/innovations/index.ts';
import { openOrganization, openOrganizations } from '#features/organizations/index.ts';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { homeOf } from '#platform/http/home.ts';
import { isId } from '#platform/ids.ts';
import { inTenant, tenantOf } from '#platform/tenancy.ts';
import * as operations from './api-operations.ts';
import { cursorOf, placeOf } from './cursor.ts';
import type { ApiEnv } from './holder.routes.ts';
import {
  writtenArea,
  writtenDetail,
  writtenEvent,
  writtenInnovation,
  writtenOrganization,
} from './written-resources.ts';

const usualPage = 50;

/** Everything that is read without a key. */
export function addReading(api: OpenAPIHono<ApiEnv>): void {
  addInnovations(api);
  addOrganizations(api);
  addAreas(api);
  addIndex(api);
  api.openapi(createRoute(operations.listTopics), async (c) => c.json({ data: await openTopics(c.get('ctx')) }, 200));
  api.openapi(createRoute(operations.listEvents), async (c) => {
    const { year } = c.req.valid('query');
    const events = (await openEvents(c.get('ctx'))).filter((event) => year === undefined || event.year === year);
    setModified(
      c,
      events.map(({ updatedAt }) => updatedAt),
    );
    return c.json({ data: events.map(writtenEvent) }, 200);
  });
}

function addInnovations(api: OpenAPIHono<ApiEnv>): void {
  api.openapi(createRoute(operations.listInnovations), async (c) => {
    const { q, calledInnovation, affair, topic, organizationKind, district, stage, year, limit, after } =
      c.req.valid('query');
    const most = limit ?? usualPage;
    const rows = await openInnovations(c.get('ctx'), {
      text: q ?? '',
      calledInnovation: calledInnovation === undefined ? null : calledInnovation === 'true',
      affair: affair ?? null,
      topic: topic ?? null,
      organizationKind: organizationKind ?? null,
      district: district ?? null,
      stage: stage ?? null,
      year: year ?? null,
      after: after === undefined ? null : placeOf(after),
      limit: most + 1,
    });
    const shown = rows.slice(0, most);
    const last = rows.length > most ? shown.at(-1) : undefined;
    const data = shown.map((row) => writtenInnovation(row, home(c)));
    return c.json({ data, next: nextOf(c, last && cursorOf(last)) }, 200);
  });

  api.openapi(createRoute(operations.readInnovation), async (c) => {
    const ctx = c.get('ctx');
    const found = await publicInnovation(ctx, idOf(c.req.valid('param').id));
    const innovation = found.replacedBy ? await publicInnovation(ctx, found.replacedBy) : found;
    setModified(c, [innovation.updatedAt]);
    return c.json(writtenDetail(innovation, home(c)), 200);
  });
}

function addOrganizations(api: OpenAPIHono<ApiEnv>): void {
  api.openapi(createRoute(operations.listOrganizations), async (c) => {
    const { kind, district, limit, after } = c.req.valid('query');
    const most = limit ?? usualPage;
    const search = { kind: kind ?? null, district: district ?? null, after: after ?? null, limit: most + 1 };
    const rows = await openOrganizations(c.get('ctx'), search);
    const shown = rows.slice(0, most);
    const data = shown.map((row) => writtenOrganization(row, home(c)));
    return c.json({ data, next: nextOf(c, rows.length > most ? shown.at(-1)?.id : undefined) }, 200);
  });

  api.openapi(createRoute(operations.readOrganization), async (c) => {
    const found = await openOrganization(c.get('ctx'), idOf(c.req.valid('param').id));
    if (!found) throw new NotFound('no such organisation');
    return c.json(writtenOrganization(found, home(c)), 200);
  });
}

function addAreas(api: OpenAPIHono<ApiEnv>): void {
  api.openapi(createRoute(operations.listAreas), async (c) => {
    const { level, within } = c.req.valid('query');
    const { areaCode } = tenantOf(c.get('ctx'));
    const areas = areaCode === null ? [] : await inTenant(c.get('ctx'), (tx) => areasWithin(tx, areaCode));
    const fitting = areas.filter(
      (area) => (!level || area.level === Number(level)) && (!within || isWithin(area.code, within)),
    );
    return c.json({ data: fitting.map(writtenArea) }, 200);
  });

  api.openapi(createRoute(operations.readArea), async (c) => {
    const { code } = c.req.valid('param');
    const outer = tenantOf(c.get('ctx')).areaCode;
    const own = outer !== null && isAreaCode(code) && isWithin(code, outer);
    const area = own ? await inTenant(c.get('ctx'), (tx) => areaByCode(tx, code)) : null;
    if (!area) throw new NotFound('no such area');
    return c.json(writtenArea(area), 200);
  });
}

function addIndex(api: OpenAPIHono<ApiEnv>): void {
  api.openapi(createRoute(operations.listEditions), (c) => {
    tenantOf(c.get('ctx'));
    const current = currentEdition().edition;
    const data = EDITIONS.map(({ edition, status }) => ({ edition, status, current: edition === current }));
    return c.json({ data }, 200);
  });

  api.openapi(createRoute(operations.readIndex), async (c) => {
    const typed = c.req.valid('param').edition;
    const edition = /^\d{4}$/.test(typed) ? findEdition(Number(typed)) : undefined;
    if (!edition) throw new NotFound('no such edition');
    return c.json(await openIndex(c.get('ctx'), edition), 200);
  });
}

const home = (c: Context<ApiEnv>) => homeOf(c as unknown as Context<Env>);

function idOf(id: string): string {
  if (!isId(id)) throw new NotFound('no such id');
  return id;
}

/** The same address with another place to go on from; said in a Link header too (RFC 8288). */
function nextOf(c: Context<ApiEnv>, after: string | undefined): string | null {
  if (after === undefined) return null;
  const query = new URLSearchParams({ ...c.req.query(), after });
  const next = `${home(c)}${c.req.path}?${query}`;
  c.header('Link', `<${next}>; rel="next"`);
  return next;
}

function setModified(c: Context<ApiEnv>, times: readonly Date[]): void {
  if (times.length === 0) return;
  c.header('Last-Modified', new Date(Math.max(...times.map((at) => at.getTime()))).toUTCString());
}
