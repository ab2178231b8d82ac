import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDITIONS } from './editions.ts';
import { viewIndex } from './index-view.ts';
import { viewIndicator } from './indicator-view.ts';
import type { StoredLevel } from './level.ts';
import type { IndexedInnovation, Levels } from './maturity.ts';
import { viewMaturity } from './maturity-view.ts';
import { anInnovation, arbitraryRegion, editionOf, repeat, sidLevels, spdLevels } from './region-arbitrary.ts';
import { regionFile } from './region-file.ts';
import { scoreFile } from './score-command.ts';
import { type IndexSource, nextPredicate, type Standing, type StoredInnovation, standingOf } from './standing.ts';

const edition = editionOf(2026);

const claim = (levels: Levels, verified = false): StoredLevel[] =>
  Object.entries(levels).map(([code, level]) => ({
    code,
    claimed: level ?? 0,
    verified: verified ? (level ?? 0) : null,
  }));

function stored(innovation: IndexedInnovation, at = 0, verified = false): StoredInnovation {
  return {
    ...innovation,
    title: `Inovasi ${innovation.id}`,
    organizationId: 'satu',
    organizationName: 'Desa Contoh',
    example: true,
    acceptedAt: new Date(Date.UTC(2026, 0, 1 + at)),
    levels: claim(innovation.levels, verified),
  };
}

function sourceOf(innovations: readonly IndexedInnovation[], spd: Levels = {}, verified = false): IndexSource {
  return {
    edition,
    innovations: innovations.map((one, at) => stored(one, at, verified)),
    spd: claim(spd, verified),
    total: null,
  };
}

function claimed(source: IndexSource): Standing {
  const standing = standingOf(source, 'claimed');
  if (!standing) throw new Error('not known');
  return standing;
}

/** Fifteen innovations over all six basic services. */
const fifteen = edition.basicServiceAffairs
  .concat(edition.basicServiceAffairs, 'Pertanian', 'Pangan', 'Statistik')
  .map((affair, at) => anInnovation({ id: `i-${at}`, affair, levels: sidLevels(edition, at % 4) }));

describe('the file of a region', () => {
  it('scored by the command gives the figure of the page, row by row, in every edition', () => {
    for (const one of EDITIONS) {
      fc.assert(
        fc.property(arbitraryRegion(one, 12), ({ spd, innovations }) => {
          const accepted = innovations.map((innovation) => ({ ...innovation, status: 'accepted' as const }));
          const source: IndexSource = {
            edition: one,
            innovations: accepted.map((innovation, at) => stored(innovation, at)),
            spd: typeof spd === 'number' ? [] : claim(spd),
            total: typeof spd === 'number' ? { claimed: spd, verified: null } : null,
          };
          const view = viewIndex(source);
          const { stdout, exitCode } = scoreFile(JSON.stringify(regionFile(claimed(source), '32.16')), { json: true });
          expect(exitCode).toBe(0);
          const report = JSON.parse(stdout);
          expect({ index: report.index, predicate: report.predicate, total: report.total, n: report.n }).toEqual({
            index: view.index,
            predicate: view.predicate,
            total: view.total,
            n: view.n,
          });
          const rows = [...view.rows.spd, ...view.rows.sid, view.rows.count];
          expect(report.rows).toEqual(
            rows.map(({ code, weight, level, score, max }) => ({ code, weight, level, score, max })),
          );
        }),
        { numRuns: 25 },
      );
    }
  });
});

describe('every point is traceable', () => {
  it('shares of the innovations add up to what maturity and number give', () => {
    fc.assert(
      fc.property(arbitraryRegion(edition), ({ spd, innovations }) => {
        const view = viewIndex(sourceOf(innovations, typeof spd === 'number' ? {} : spd));
        const sum = (pick: (line: (typeof view.innovations)[number]) => number) =>
          view.innovations.reduce((all, line) => all + pick(line), 0);
        expect(sum(({ share }) => share.maturity)).toBeCloseTo(view.parts.maturity.points, 9);
        expect(sum(({ share }) => share.count)).toBeCloseTo(view.parts.count.points, 9);
      }),
    );
  });

  it('givings of a row add up to its score, and its levels to all counted innovations', () => {
    fc.assert(
      fc.property(arbitraryRegion(edition), ({ innovations }) => {
        const standing = claimed(sourceOf(innovations));
        for (const { code, score } of standing.score.rows) {
          const view = viewIndicator(standing, code);
          if (!view || view.kind === 'spd') continue;
          expect(view.givings.reduce((sum, giving) => sum + giving.score, 0)).toBeCloseTo(score, 9);
          if (view.kind === 'sid') {
            expect(view.spread.reduce((sum, innovations) => sum + innovations, 0)).toBe(standing.tally.scored);
          }
        }
      }),
    );
  });

  it('knows no indicator that the edition does not know', () => {
    const standing = claimed(sourceOf(fifteen));
    for (const code of ['SID-99', '', '__proto__', 'SPD', 'sid-16']) expect(viewIndicator(standing, code)).toBe(null);
    expect(viewMaturity(standing, 'nobody')).toBe(null);
  });
});

describe('the last accepted', () => {
  it('are shown newest first, each from where the one before left the index', () => {
    const view = viewIndex(sourceOf(fifteen, spdLevels(edition, 2)));
    expect(view.moves.map(({ innovation }) => innovation.id)).toEqual(['i-14', 'i-13', 'i-12', 'i-11', 'i-10']);
    expect(view.moves[0]?.after).toBe(view.index);
    for (const [at, move] of view.moves.entries()) {
      const earlier = view.moves[at + 1];
      if (earlier) expect(earlier.after).toBe(move.before);
    }
    const without = viewIndex(sourceOf(fifteen.slice(0, 14), spdLevels(edition, 2)));
    expect(view.moves[0]?.before).toBe(without.index);
  });

  it('and one that does not count moves nothing', () => {
    const trial = anInnovation({ id: 'uji', stage: 'uji coba', levels: sidLevels(edition, 3) });
    const [move] = viewIndex(sourceOf([...fifteen, trial])).moves;
    expect(move?.innovation.id).toBe('uji');
    expect(move?.before).toBe(move?.after);
    expect(viewIndex(sourceOf([...fifteen, trial])).innovations.at(-1)).toMatchObject({
      counted: false,
      reasons: ['stage'],
    });
  });
});

describe('a verified index', () => {
  const verifiedIndex = (source: IndexSource) => standingOf(source, 'verified')?.score.index ?? null;

  it('is unknown while anything claimed is unverified, and while nothing is claimed', () => {
    const whole = sourceOf(fifteen, spdLevels(edition, 2), true);
    expect(verifiedIndex(sourceOf(fifteen, spdLevels(edition, 2)))).toBe(null);
    expect(verifiedIndex(sourceOf([]))).toBe(null);
    expect(verifiedIndex({ ...whole, spd: claim(spdLevels(edition, 2)) })).toBe(null);
    expect(verifiedIndex(whole)).toBe(claimed(whole).score.index);
  });

  it('counts the verified levels, and needs none for what is claimed as 0', () => {
    const whole = sourceOf(fifteen, spdLevels(edition, 2), true);
    const lower = { ...whole, spd: whole.spd.map((one) => ({ ...one, verified: 1 })) };
    expect(verifiedIndex(lower)).toBe(claimed(sourceOf(fifteen, spdLevels(edition, 1))).score.index);
    const zeros = { ...whole, spd: claim(spdLevels(edition, 0)) };
    expect(verifiedIndex(zeros)).toBe(claimed(sourceOf(fifteen)).score.index);
  });

  it('waits for the total too', () => {
    const old = editionOf(2024);
    const source: IndexSource = { edition: old, innovations: [], spd: [], total: { claimed: 40, verified: null } };
    expect(verifiedIndex(source)).toBe(null);
    expect(verifiedIndex({ ...source, total: { claimed: 40, verified: 30 } })).toBe(12);
  });
});

describe('what is not known', () => {
  it('is no index of 0 while nothing was stated', () => {
    expect(viewIndex(sourceOf([])).stated).toBe(false);
    expect(viewIndex(sourceOf(repeat(3, {}))).stated).toBe(false);
    expect(viewIndex(sourceOf([], { 'SPD-01': 0 })).stated).toBe(true);
    expect(viewIndex(sourceOf([], { 'SPD-01': 0 })).unstatedSpd).toBe(19);
  });
});

describe('the next predicate', () => {
  const at = (index: number) => nextPredicate({ edition, score: { ...claimed(sourceOf([])).score, index } });
  it.each([
    [0, { name: 'Kurang Inovatif', missing: 0.01 }],
    [40, { name: 'Inovatif', missing: 0.01 }],
    [63.42, { name: 'Sangat Inovatif', missing: 1.59 }],
    [65.01, null],
    [100, null],
  ])('above %d', (index, next) => {
    expect(at(index)).toEqual(next);
  });
});

describe('basic services', () => {
  it('say what is lost while too few are represented', () => {
    const four = edition.basicServiceAffairs.slice(0, 4).map((affair, at) => anInnovation({ id: `i-${at}`, affair }));
    const view = viewIndex(sourceOf(four, spdLevels(edition, 1)));
    expect(view.affairRule).toEqual({ represented: 4, needed: 5, points: expect.closeTo(0.608, 12) });
    expect(view.parts.count.points).toBe(0);
    expect(view.affairs.map(({ innovations }) => innovations)).toEqual([1, 1, 1, 1, 0, 0]);
    const fifth = anInnovation({ id: 'i-4', affair: edition.basicServiceAffairs[4] ?? '' });
    expect(viewIndex(sourceOf([...four, fifth])).parts.count.points).toBeCloseTo((5 * 0.38) / 2.5, 12);
    expect(viewIndicator(claimed(sourceOf(four)), 'SID-36')?.basicServices?.affairRule).toEqual(view.affairRule);
  });

  it('ask nothing of editions that know no rule', () => {
    const source = { ...sourceOf([]), edition: editionOf(2024), total: { claimed: 10, verified: null } };
    expect(viewIndex(source).affairRule.needed).toBe(null);
  });
});

describe('one more innovation', () => {
  it('does to the index what adding one of mean maturity does', () => {
    const equal = fifteen.map((one) => ({ ...one, levels: sidLevels(edition, 2) }));
    const more = viewIndex(sourceOf(equal)).oneMore;
    const extra = anInnovation({ id: 'baru', affair: 'Pertanian', levels: sidLevels(edition, 2) });
    expect(more?.maturity).toBe(74);
    expect(more?.points).toBeCloseTo(
      viewIndex(sourceOf([...equal, extra])).index - viewIndex(sourceOf(equal)).index,
      1,
    );
    expect(viewIndex(sourceOf([])).oneMore).toBe(null);
  });
});

describe('other readings of the rules', () => {
  it('say what each open question could change', () => {
    const outside = anInnovation({ id: 'lama', implementedOn: '2020-01-01', levels: sidLevels(edition, 3) });
    const view = viewIndex(sourceOf([...fifteen, outside], spdLevels(edition, 2)));
    const counted = viewIndex(
      sourceOf([...fifteen, { ...outside, implementedOn: '2024-01-01' }], spdLevels(edition, 2)),
    );
    const reading = view.readings.find(({ choice }) => choice === 'outsideWindow');
    expect(reading?.others).toEqual([{ key: 'counted', index: counted.index, predicate: counted.predicate }]);
    expect(view.readings.map(({ choice }) => choice)).toEqual([
      'stages',
      'outsideWindow',
      'rejected',
      'affairs',
      'betweenLevels',
      'rounding',
      'predicateFrom',
    ]);
  });
});

describe('an innovation', () => {
  it('shows its rows, its share and the index without it', () => {
    const standing = claimed(sourceOf(fifteen, spdLevels(edition, 2)));
    const view = viewMaturity(standing, 'i-3');
    const without = claimed(
      sourceOf(
        fifteen.filter(({ id }) => id !== 'i-3'),
        spdLevels(edition, 2),
      ),
    );
    expect(view?.maturity).toBe(111);
    expect(view?.difference).toEqual({ before: without.score.index, after: standing.score.index });
    expect(view?.rows.map(({ nextLevel }) => nextLevel)).toEqual(new Array(20).fill(null));
    const half = viewMaturity(standing, 'i-1');
    for (const { indicator, nextLevel } of half?.rows ?? [])
      expect(nextLevel).toBeCloseTo(indicator.weight / 15 / 2.5, 12);
  });
});
