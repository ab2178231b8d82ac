import { type Ctx, inTenant } from '#platform/tenancy.ts';
import type { Category } from './category.ts';
import {
  type Competition,
  type EntryCount,
  readCategories,
  readCompetition,
  readEntryCounts,
  readVisible,
} from './competition.queries.ts';
import { requireCommittee } from './policy.ts';
import { readRubrics } from './rubric.queries.ts';
import type { Rubric } from './rubric.ts';
import { databaseNow, type MovedForEntry, readMoved, readMovedForEntries, readStagesOf } from './stage.queries.ts';
import type { Moved, Stage } from './stage.ts';

/** A contest with all that is publicly said of it. */
export interface Call {
  competition: Competition;
  stages: Stage[];
  categories: Category[];
  rubrics: Rubric[];
  moved: Moved[];
  /** By the database's clock. */
  now: Date;
}

/** What the page of a contest shows everybody. @throws NotFound for one that is not announced */
export function callPage(ctx: Ctx, id: string): Promise<Call> {
  return inTenant(ctx, async (tx) => {
    // The public page is the same for everybody: also the committee reads a draft on its own pages only.
    const competition = await readVisible(tx, { ...ctx, actor: null }, id);
    return {
      competition,
      stages: await readStagesOf(tx, ctx, id),
      categories: await readCategories(tx, ctx, id),
      rubrics: await readRubrics(tx, ctx, id),
      moved: await readMoved(tx, ctx, id),
      now: await databaseNow(tx),
    };
  });
}

export interface Desk extends Call {
  counts: EntryCount[];
  movedForEntries: MovedForEntry[];
}

/** What the committee's pages show. @throws NotAllowed for everybody else */
export async function committeeDesk(ctx: Ctx, id: string): Promise<Desk> {
  requireCommittee(ctx);
  return inTenant(ctx, async (tx) => ({
    competition: await readCompetition(tx, ctx, id),
    stages: await readStagesOf(tx, ctx, id),
    categories: await readCategories(tx, ctx, id),
    rubrics: await readRubrics(tx, ctx, id),
    moved: await readMoved(tx, ctx, id),
    movedForEntries: await readMovedForEntries(tx, ctx, id),
    counts: await readEntryCounts(tx, ctx, id),
    now: await databaseNow(tx),
  }));
}
