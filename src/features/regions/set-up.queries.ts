import { type Area, searchAreas } from '#features/areas/index.ts';
import { countByKind, type KindCount } from '#features/organizations/index.ts';
import { dayInWib } from '#platform/day.ts';
import { NotAllowed } from '#platform/errors.ts';
import { type Ctx, inTenant, outsideTenants, tenantOf } from '#platform/tenancy.ts';
import { governmentOf } from '#platform/tenants.ts';
import { letterheadOf } from './letterhead.queries.ts';
import { mayOpenRegions, setUpOffice } from './policy.ts';
import type { Letterhead } from './region.ts';

export interface Administrator {
  name: string;
  username: string;
  organization: string;
}

export interface SetUp {
  counts: (KindCount & { kind: string })[];
  agencies: { id: string; name: string }[];
  administrators: Administrator[];
  letterhead: Letterhead;
  topics: number;
  mayEditTopics: boolean;
  /** Nobody has said yet which agency runs the region. */
  operatorUnknown: boolean;
}

/** How far a region is made ready. @throws NotAllowed for everybody who does not do it */
export async function setUpState(ctx: Ctx): Promise<SetUp> {
  if (!setUpOffice(ctx.actor))
    throw new NotAllowed(ctx.actor ? 'regions.errors.notYours' : 'common.errors.signInFirst');
  const [counts, rest, letterhead] = await Promise.all([
    inTenant(ctx, async (tx) =>
      [...(await countByKind(tx, tenantOf(ctx).id))].map(([kind, count]) => ({ kind, ...count })),
    ),
    inTenant(ctx, async (tx) => ({
      agencies: await tx
        .selectFrom('organizations')
        .select(['id', 'name'])
        .where('tenantId', '=', tenantOf(ctx).id)
        .where('kind', 'in', ['agency', 'sub_agency'])
        .orderBy('name')
        .execute(),
      administrators: await administratorsIn(ctx, tx),
      topics: Number(
        (
          await tx
            .selectFrom('topics')
            .select(({ fn }) => fn.countAll<string>().as('n'))
            .where('tenantId', '=', tenantOf(ctx).id)
            .executeTakeFirstOrThrow()
        ).n,
      ),
    })),
    letterheadOf(ctx),
  ]);
  const mayEditTopics = ctx.actor?.offices.some((office) => office.role === 'tenant_admin') ?? false;
  const { name, operatorName } = tenantOf(ctx);
  return { counts, letterhead, mayEditTopics, operatorUnknown: operatorName === governmentOf(name), ...rest };
}

function administratorsIn(ctx: Ctx, tx: Parameters<Parameters<typeof inTenant>[1]>[0]): Promise<Administrator[]> {
  const today = dayInWib(ctx.now);
  return tx
    .selectFrom('officeHolders as held')
    .innerJoin('offices as office', (join) =>
      join.onRef('office.tenantId', '=', 'held.tenantId').onRef('office.id', '=', 'held.officeId'),
    )
    .innerJoin('organizations as o', (join) =>
      join.onRef('o.tenantId', '=', 'office.tenantId').onRef('o.id', '=', 'office.organizationId'),
    )
    .innerJoin('people as person', (join) =>
      join.onRef('person.tenantId', '=', 'held.tenantId').onRef('person.userId', '=', 'held.userId'),
    )
    .select(['person.name', 'person.username', 'o.name as organization'])
    .where('held.tenantId', '=', tenantOf(ctx).id)
    .where('held.role', '=', 'tenant_admin')
    .where((where) => where.or([where('held.validTo', 'is', null), where('held.validTo', '>=', today)]))
    .orderBy('person.name')
    .execute();
}

/** Regencies, cities and provinces whose name resembles `text`. @throws NotAllowed */
export async function areasToOpen(ctx: Ctx, text: string): Promise<(Area & { slug: string | null })[]> {
  if (!mayOpenRegions(ctx.actor))
    throw new NotAllowed(ctx.actor ? 'regions.errors.platformOnly' : 'common.errors.signInFirst');
  return outsideTenants(ctx, async (tx) => {
    const byCode = /^\d{2}(\.\d{2})?$/.test(text.trim())
      ? await tx
          .selectFrom('areas')
          .select(['code', 'level', 'name', 'parentCode'])
          .where('code', '=', text.trim())
          .execute()
      : [];
    const found =
      byCode.length > 0 ? byCode : (await searchAreas(tx, text, { limit: 60 })).filter((area) => area.level <= 2);
    const codes = found.map((area) => area.code);
    const open =
      codes.length === 0
        ? []
        : await tx.selectFrom('tenants').select(['slug', 'areaCode']).where('areaCode', 'in', codes).execute();
    return found
      .slice(0, 20)
      .map((area) => ({ ...area, slug: open.find((tenant) => tenant.areaCode === area.code)?.slug ?? null }));
  });
}
