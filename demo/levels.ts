import { createHash } from 'node:crypto';
import { currentEdition, findEdition, loadInventedLevels } from '#features/innovation-index/index.ts';
import { innovationsForIndex } from '#features/innovations/index.ts';
import { indexPages as messages } from '#messages/id/index-pages.ts';
import type { Ctx } from '#platform/tenancy.ts';
import type { Demonstration, DemonstrationPart } from './load.ts';

/**
 * Invented SPD levels. No real result of the regency is meant: the figures are there so that every row of the page has
 * something to show, the full one and the empty one too.
 */
const inventedSpd: Readonly<Record<string, number>> = {
  'SPD-01': 3,
  'SPD-02a': 3,
  'SPD-02b': 3,
  'SPD-03': 2,
  'SPD-04': 2,
  'SPD-05a': 3,
  'SPD-05b': 1,
  'SPD-06': 2,
  'SPD-07': 2,
  'SPD-08': 3,
  'SPD-09': 3,
  'SPD-10a': 2,
  'SPD-10b': 3,
  'SPD-11a': 3,
  'SPD-11b': 2,
  'SPD-12': 3,
  'SPD-13a': 2,
  'SPD-13b': 2,
  'SPD-14': 1,
  'SPD-15': 2,
};

/** SPD totals of the editions that know no rows, invented too. */
const inventedTotals: readonly { edition: number; total: number }[] = [
  { edition: 2024, total: 42.5 },
  { edition: 2023, total: 38.25 },
];

/** What units usually lack, so that "Paling menambah" has something to say: an indicator's usual level, of 3. */
const usualLevel: Readonly<Record<string, number>> = {
  'SID-16': 2.2,
  'SID-18': 2.1,
  'SID-20': 2,
  'SID-31': 0.9,
  'SID-34': 2,
  'SID-35': 2.3,
};
const otherwise = 2.7;

/** Invented levels for the invented innovations that the demonstration has accepted. Comes after them. */
export const demonstrationLevels: DemonstrationPart = {
  name: 'levels',
  title: messages.demonstration.loading,
  load: loadDemonstrationLevels,
};

async function loadDemonstrationLevels({ bekasikab, tarumasari }: Demonstration): Promise<void> {
  for (const ctx of [bekasikab, tarumasari]) {
    await loadInventedLevels(ctx, {
      edition: currentEdition().edition,
      innovations: await inventedLevels(ctx),
      region: ctx === bekasikab ? inventedSpd : {},
      total: null,
    });
  }
  for (const { edition, total } of inventedTotals) {
    if (!findEdition(edition)) continue;
    await loadInventedLevels(bekasikab, { edition, innovations: new Map(), region: {}, total });
  }
}

async function inventedLevels(ctx: Ctx): Promise<Map<string, Record<string, number>>> {
  const innovations = await innovationsForIndex(ctx);
  const codes = currentEdition().sid.indicators.map(({ code }) => code);
  return new Map(
    innovations
      .filter(({ example }) => example)
      .map(({ id, title }) => [id, Object.fromEntries(codes.map((code) => [code, inventedLevel(title, code)]))]),
  );
}

/** Around the indicator's usual level, better or worse with the innovation and by chance. */
function inventedLevel(title: string, code: string): number {
  const quality = (chance(title) - 0.5) * 1.4;
  const luck = (chance(`${title} ${code}`) - 0.5) * 1.8;
  const level = Math.round((usualLevel[code] ?? otherwise) + quality + luck);
  return Math.min(3, Math.max(0, level));
}

/** From 0 to 1, the same for the same words every time. */
function chance(words: string): number {
  return createHash('sha256').update(words).digest().readUInt32BE() / 2 ** 32;
}
