import { id as messages } from '#messages/id.ts';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { SealedPlenary } from './minutes-paper.ts';
import { idDateTime } from './minutes-time.ts';
import { choicesOf, entryName } from './plenary.ts';
import type { Settlement } from './plenary-places.ts';
import { type ContestRow, namedEntries, namedJurors, type PlenaryRow } from './plenary-room.queries.ts';
import { newestSeal, placementsOf } from './seal.queries.ts';

type Names = Awaited<ReturnType<typeof namedEntries>>;
const words = messages.verdicts;

/** The record of a sealed plenary, as its papers tell it. */
export async function sealedPlenary(
  tx: Tx,
  ctx: Ctx,
  contest: ContestRow,
  plenary: PlenaryRow,
): Promise<SealedPlenary> {
  const seal = await newestSeal(tx, plenary);
  const names = await namedEntries(tx, ctx, plenary.competitionId);
  const placements = await placementsOf(tx, plenary);
  return {
    region: tenantOf(ctx).name,
    contest,
    opened: idDateTime(plenary.openedAt),
    closed: idDateTime(plenary.sealedAt ?? plenary.openedAt),
    seal: { version: seal?.version ?? 0, digest: seal?.digest ?? '' },
    chain: plenary.tieChain,
    quotas: plenary.quotas,
    placements: placements.map(({ categoryName, place, organizationName, settledBy, reason, ...entry }) => ({
      categoryName,
      place,
      name: entryName(entry),
      organizationName,
      basis: [words.settledBy[settledBy as Settlement], reason].filter((one) => one !== '').join(': '),
    })),
    ranking: await rankingOf(tx, plenary),
    votes: await votesOf(tx, plenary, names),
    recusals: await recusalsIn(tx, plenary, names),
    minutes: await linesOf(tx, plenary),
    corrections: await correctionsIn(tx, plenary, names),
    jurors: await jurorsIn(tx, ctx, plenary),
  };
}

const nameIn = (names: Names, id: string): string => {
  const found = names.get(id);
  return found ? entryName(found) : ((words.choices as Record<string, string>)[id] ?? '');
};

interface Frozen {
  order: { number: number; title: string; organization: string; calibrated: number }[];
}

async function rankingOf(tx: Tx, plenary: PlenaryRow): Promise<string[][]> {
  const rows = await tx
    .selectFrom('plenaryItems as i')
    .innerJoin('competitionCategories as c', (join) =>
      join.onRef('c.tenantId', '=', 'i.tenantId').onRef('c.id', '=', 'i.categoryId'),
    )
    .select(['c.name', 'i.standing'])
    .where('i.tenantId', '=', plenary.tenantId)
    .where('i.plenaryId', '=', plenary.id)
    .orderBy('i.position')
    .execute();
  return rows.flatMap(({ name, standing }) =>
    ((standing as Frozen | null)?.order ?? []).map((entry, at) => [
      name,
      String(at + 1),
      entryName(entry),
      entry.organization,
      entry.calibrated.toFixed(2).replace('.', ','),
    ]),
  );
}

async function votesOf(tx: Tx, plenary: PlenaryRow, names: Names): Promise<string[][]> {
  const rows = await tx
    .selectFrom('plenaryQuestions')
    .select(['body', 'entryIds', 'outcome'])
    .where('tenantId', '=', plenary.tenantId)
    .where('plenaryId', '=', plenary.id)
    .where('kind', '=', 'vote')
    .orderBy('askedAt')
    .execute();
  return rows.map(({ body, entryIds, outcome }) => {
    const counts = (outcome ?? {}) as Record<string, number>;
    return [
      body,
      choicesOf(entryIds)
        .map((choice) => `${nameIn(names, choice)}: ${counts[choice] ?? 0}`)
        .join('; '),
    ];
  });
}

async function recusalsIn(tx: Tx, plenary: PlenaryRow, names: Names): Promise<string[][]> {
  const rows = await tx
    .selectFrom('plenaryRecusals as r')
    .innerJoin('jurors as j', (join) => join.onRef('j.tenantId', '=', 'r.tenantId').onRef('j.id', '=', 'r.jurorId'))
    .innerJoin('people as p', (join) => join.onRef('p.tenantId', '=', 'j.tenantId').onRef('p.userId', '=', 'j.userId'))
    .select(['p.name', 'r.entryId', 'r.source', 'r.reason'])
    .where('r.tenantId', '=', plenary.tenantId)
    .where('r.plenaryId', '=', plenary.id)
    .orderBy('p.name')
    .orderBy('r.entryId')
    .execute();
  return rows.map(({ name, entryId, source, reason }) => [
    name,
    nameIn(names, entryId),
    source === 'self' ? reason : words.room.byConflict,
  ]);
}

async function linesOf(tx: Tx, plenary: PlenaryRow): Promise<string[][]> {
  const rows = await tx
    .selectFrom('plenaryMinutes')
    .select(['seq', 'at', 'body'])
    .where('tenantId', '=', plenary.tenantId)
    .where('plenaryId', '=', plenary.id)
    .orderBy('seq')
    .execute();
  return rows.map(({ seq, at, body }) => [`${seq}.`, idDateTime(at), body]);
}

async function correctionsIn(tx: Tx, plenary: PlenaryRow, names: Names): Promise<string[][]> {
  const rows = await tx
    .selectFrom('plenaryCorrections as k')
    .innerJoin('competitionCategories as c', (join) =>
      join.onRef('c.tenantId', '=', 'k.tenantId').onRef('c.id', '=', 'k.categoryId'),
    )
    .select(['c.name', 'k.entryIds', 'k.was', 'k.reason'])
    .where('k.tenantId', '=', plenary.tenantId)
    .where('k.plenaryId', '=', plenary.id)
    .where('k.appliedAt', 'is not', null)
    .orderBy('k.corrects')
    .execute();
  const list = (ids: readonly string[]) => ids.map((id, at) => `${at + 1}. ${nameIn(names, id)}`).join('; ');
  return rows.map(({ name, entryIds, was, reason }) => [
    name,
    list(((was ?? []) as { entryId: string }[]).map(({ entryId }) => entryId)),
    list(entryIds),
    reason,
  ]);
}

async function jurorsIn(tx: Tx, ctx: Ctx, plenary: PlenaryRow): Promise<string[][]> {
  const jurors = await namedJurors(tx, ctx, plenary.competitionId);
  const rows = await tx
    .selectFrom('plenaryAttendance as a')
    .leftJoin('plenaryConfirmations as c', (join) =>
      join
        .onRef('c.tenantId', '=', 'a.tenantId')
        .onRef('c.plenaryId', '=', 'a.plenaryId')
        .onRef('c.jurorId', '=', 'a.jurorId')
        .on('c.version', '=', plenary.sealVersion),
    )
    .select(['a.jurorId', 'c.at'])
    .where('a.tenantId', '=', plenary.tenantId)
    .where('a.plenaryId', '=', plenary.id)
    .where('a.leftAt', 'is', null)
    .execute();
  return jurors.flatMap(({ id, name, institution, chair }) => {
    const row = rows.find(({ jurorId }) => jurorId === id);
    if (!row) return [];
    const said = row.at ? words.papers.confirmedAt(idDateTime(row.at)) : words.papers.notConfirmed;
    return [[chair ? words.papers.chairMark(name) : name, institution, said]];
  });
}
