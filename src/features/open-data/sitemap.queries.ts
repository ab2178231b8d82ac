import { areasWithin } from '#features/areas/index.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { mostAddresses, type Part } from './sitemap.ts';

const fixed = [
  '',
  '/inovasi',
  '/wilayah',
  '/organisasi',
  '/indeks',
  '/lomba',
  '/kalender',
  '/data',
  '/api/v1/docs',
  '/bantuan',
  '/sumber-data',
];

/** How many addresses there are of the kinds that can be many. */
export async function countAddresses(ctx: Ctx): Promise<{ inovasi: number; organisasi: number }> {
  const tenantId = tenantOf(ctx).id;
  return inTenant(ctx, async (tx) => {
    const count = (table: 'publishedInnovations' | 'organizations') =>
      tx
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('tenantId', '=', tenantId)
        .executeTakeFirstOrThrow();
    const [innovations, organizations] = [await count('publishedInnovations'), await count('organizations')];
    return { inovasi: Number(innovations.count), organisasi: Number(organizations.count) };
  });
}

/** Paths of one part, none for a part after the last. */
export async function pathsOf(ctx: Ctx, { kind, number }: Part): Promise<string[]> {
  if (kind === 'halaman') return number === 1 ? [...fixed, ...(await areaPaths(ctx))] : [];
  const table = kind === 'inovasi' ? 'publishedInnovations' : 'organizations';
  const rows = await inTenant(ctx, (tx) =>
    tx
      .selectFrom(table)
      .select('id')
      .where('tenantId', '=', tenantOf(ctx).id)
      .orderBy('id')
      .limit(mostAddresses)
      .offset((number - 1) * mostAddresses)
      .execute(),
  );
  return rows.map(({ id }) => `/${kind}/${id}`);
}

async function areaPaths(ctx: Ctx): Promise<string[]> {
  const { areaCode } = tenantOf(ctx);
  const areas = areaCode === null ? [] : await inTenant(ctx, (tx) => areasWithin(tx, areaCode));
  return areas.map(({ code, level }) => `/${level === 3 ? 'kecamatan' : 'desa'}/${code}`);
}
