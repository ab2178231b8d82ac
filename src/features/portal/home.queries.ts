import { districtsOf } from '#features/areas/index.ts';
import { type CalendarEvent, upcoming } from '#features/calendar/index.ts';
import { indexSummary } from '#features/innovation-index/index.ts';
import {
  countTopics,
  newestInnovations,
  type PublishedRow,
  type RegistryFigures,
  registryFigures,
} from '#features/innovations/index.ts';
import { countByKind } from '#features/organizations/index.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';

export interface HomeView {
  registry: RegistryFigures;
  newest: PublishedRow[];
  /** Districts with an innovation, most first. */
  districts: { code: string; name: string; innovations: number }[];
  districtTotal: number;
  kinds: { puskesmas: { known: number; reported: number | null } | null };
  index: Awaited<ReturnType<typeof indexSummary>>;
  /** The topics most innovations bear. */
  topics: { slug: string; name: string }[];
  /** What is under way or comes next in the calendar. */
  dates: CalendarEvent[];
}

const newestShown = 6;
const topicsShown = 3;
const datesShown = 4;
const daysAhead = 120;

/** Everything the home page shows, from kept counts and projections. */
export async function homeView(ctx: Ctx): Promise<HomeView> {
  const tenant = tenantOf(ctx);
  const [registry, newest, index, topics, dates, { districts, kinds }] = await Promise.all([
    registryFigures(ctx),
    newestInnovations(ctx, newestShown),
    indexSummary(ctx),
    countTopics(ctx),
    upcoming(ctx, daysAhead),
    inTenant(ctx, async (tx) => ({
      districts: tenant.areaCode ? await districtsOf(tx, tenant.areaCode) : [],
      kinds: await countByKind(tx, tenant.id),
    })),
  ]);
  const counts = new Map(registry.byDistrict.map((row) => [row.value, row.innovations]));
  const puskesmas = kinds.get('puskesmas');
  return {
    registry,
    newest,
    index,
    dates: dates.slice(0, datesShown),
    districts: districts
      .map(({ code, name }) => ({ code, name, innovations: counts.get(code) ?? 0 }))
      .filter((row) => row.innovations > 0)
      .sort((a, b) => b.innovations - a.innovations),
    districtTotal: districts.length,
    kinds: { puskesmas: puskesmas ? { known: puskesmas.known, reported: puskesmas.reported?.reported ?? null } : null },
    topics: topics
      .filter((topic) => topic.used > 0 && !topic.retired)
      .sort((a, b) => b.used - a.used)
      .slice(0, topicsShown),
  };
}
