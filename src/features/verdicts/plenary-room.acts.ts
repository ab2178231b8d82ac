import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { entryName } from './plenary.ts';
import { namedEntries, type PlenaryRow, readPlenary, recusedFrom, sitIn } from './plenary-room.queries.ts';
import type { Part, Place } from './policy.ts';

/** The plenary as an act finds it: the row locked, so that one deed follows another. */
export interface Room {
  tx: Tx;
  ctx: Ctx;
  competitionId: string;
  plenary: PlenaryRow;
  place: Place;
}

/**
 * Runs one deed in a plenary that is open, in one transaction.
 * @throws NotFound, NotAllowed by part; Conflict once it is sealed, unless `sealed` says that the deed comes after
 */
export function inPlenary<T>(
  ctx: Ctx,
  competitionId: string,
  part: Part,
  work: (room: Room) => Promise<T>,
  { sealed = false } = {},
): Promise<T> {
  return inTenant(ctx, async (tx) => {
    const { place } = await sitIn(tx, ctx, competitionId, part);
    const plenary = await readPlenary(tx, ctx, competitionId, 'for update');
    if (!plenary) throw new NotFound('no plenary yet');
    if (plenary.state === 'sealed' && !sealed) throw new Conflict('verdicts.errors.sealed');
    return work({ tx, ctx, competitionId, plenary, place });
  });
}

export interface NewLine {
  body: string;
  id?: string;
  writtenBy?: string | null;
  categoryId?: string | null;
  /** Who is recused from one of them does not read the line. */
  entryIds?: readonly string[];
}

/** Adds a line to the minutes; the plenary is locked, so that the numbers have no gap. */
export async function writeLine(
  { tx, ctx, plenary }: Pick<Room, 'tx' | 'ctx' | 'plenary'>,
  line: NewLine,
): Promise<void> {
  const tenantId = tenantOf(ctx).id;
  const { last } = await tx
    .selectFrom('plenaryMinutes')
    .select((select) => select.fn.coalesce(select.fn.max('seq'), select.lit(0)).as('last'))
    .where('tenantId', '=', tenantId)
    .where('plenaryId', '=', plenary.id)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('plenaryMinutes')
    .values({
      tenantId,
      plenaryId: plenary.id,
      seq: Number(last) + 1,
      id: line.id ?? newId(),
      at: ctx.now,
      body: line.body,
      writtenBy: line.writtenBy ?? null,
      categoryId: line.categoryId ?? null,
      entryIds: [...(line.entryIds ?? [])],
    })
    .execute();
}

export async function recordDeed(
  { tx, ctx, plenary, place }: Room,
  verb: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  await recordEvent(tx, ctx, {
    act: `plenary.${verb}`,
    subject: { kind: 'plenary', id: plenary.id },
    officeId: place.office?.id ?? null,
    changes,
  });
}

/** What entries are called, in the order of the ids. @throws NotFound for an entry that is not of this contest */
export async function callEntries({ tx, ctx, competitionId }: Room, ids: readonly string[]): Promise<string[]> {
  const names = await namedEntries(tx, ctx, competitionId);
  return ids.map((id) => {
    const found = names.get(id);
    if (!found) throw new NotFound('no such entry');
    return entryName(found);
  });
}

/** @throws NotFound for who is recused from one of them: to them there is no such thing */
export async function requireUnrecused(
  { tx, ctx, competitionId }: Room,
  jurorId: string,
  entryIds: readonly string[],
): Promise<void> {
  const kept = await recusedFrom(tx, ctx, competitionId, jurorId);
  if (entryIds.some((id) => kept.has(id))) throw new NotFound('nothing for a juror who is recused');
}

export interface ItemRow {
  categoryId: string;
  name: string;
  winners: number;
  version: number;
  decidedAt: Date | null;
}

/** An item of the order of business. @throws NotFound */
export async function readItem({ tx, ctx, plenary }: Room, categoryId: string): Promise<ItemRow> {
  const row = await tx
    .selectFrom('plenaryItems as i')
    .innerJoin('competitionCategories as c', (join) =>
      join.onRef('c.tenantId', '=', 'i.tenantId').onRef('c.id', '=', 'i.categoryId'),
    )
    .select(['i.categoryId', 'c.name', 'c.winners', 'i.version', 'i.decidedAt'])
    .where('i.tenantId', '=', tenantOf(ctx).id)
    .where('i.plenaryId', '=', plenary.id)
    .where('i.categoryId', '=', categoryId)
    .executeTakeFirst();
  if (!row) throw new NotFound('no such item of business');
  return row;
}
