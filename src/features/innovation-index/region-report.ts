import { z } from 'zod';
import { type Edition, type Indicator, spdIndicators } from './edition.ts';
import { hasTwoDecimals } from './exact.ts';
import { REASONS } from './maturity.ts';
import { ruleOptionsSchema, STAGES } from './options.ts';
import type { RegionScore } from './scoring.ts';

const level = z.literal([0, 1, 2, 3]);

/** Levels by code. A code left out is level 0; a code that the edition lacks is refused. */
function levelsSchema(indicators: readonly Indicator[]) {
  return z.strictObject(Object.fromEntries(indicators.map(({ code }) => [code, level.optional()])));
}

const date = z.iso.date().nullable().optional();

function innovationSchema(edition: Edition) {
  const affair = z.enum(edition.affairs);
  return z.strictObject({
    id: z.string().min(1).max(200),
    affair,
    crossingAffairs: z.array(affair).optional().describe('Read only with options.affairs main-and-crossing.'),
    stage: z.enum(STAGES),
    implementedOn: date,
    developedOn: date,
    status: z.enum(['accepted', 'rejected']),
    levels: levelsSchema(edition.sid.indicators),
  });
}

function spdSchema(edition: Edition) {
  if (edition.spd.entry === 'rows') return levelsSchema(spdIndicators(edition));
  return z
    .number()
    .min(0)
    .max(edition.spd.max)
    .refine(hasTwoDecimals, { error: 'two-decimals' })
    .describe('The SPD score as one total; its rows are not known for this edition.');
}

/** The file that `iid score` reads, for one edition. Unknown keys are refused: a typo must not score 0. */
export function regionFileSchema(edition: Edition) {
  return z
    .strictObject({
      edition: z.literal(edition.edition),
      options: ruleOptionsSchema.default(ruleOptionsSchema.parse({})),
      region: z.strictObject({
        code: z.string().min(1).max(20).describe('Area code of the ministry, like 32.16.'),
        spd: spdSchema(edition),
      }),
      innovations: z.array(innovationSchema(edition)),
    })
    .superRefine(({ innovations }, context) => {
      const seen = new Set<string>();
      innovations.forEach(({ id }, at) => {
        if (seen.has(id)) {
          context.addIssue({ code: 'custom', path: ['innovations', at, 'id'], message: 'duplicate' });
        }
        seen.add(id);
      });
    });
}

export type RegionFile = z.infer<ReturnType<typeof regionFileSchema>>;

export const regionReportSchema = z.strictObject({
  edition: z.number().int(),
  index: z.number().min(0).max(100).describe('Two decimals; every other score is unrounded.'),
  predicate: z.string(),
  total: z.number().describe('spd + sid'),
  spd: z.number(),
  sid: z.number().describe('meanMaturity + countScore'),
  meanMaturity: z.number().describe('Sum of maturities / MAX(floor of the edition, n).'),
  n: z.number().int(),
  countScore: z.number(),
  basicServiceAffairs: z.number().int().describe('How many of them are represented.'),
  rows: z.array(
    z.strictObject({
      code: z.string(),
      weight: z.number(),
      level: z.number().describe('SID rows: sum of levels / MAX(floor, n); count row: innovations that score.'),
      score: z.number().describe('weight x level'),
      max: z.number(),
    }),
  ),
  innovations: z.array(
    z.strictObject({
      id: z.string(),
      maturity: z.number().describe('0 when rejected; else from its levels, also when it is not counted.'),
      counted: z.boolean().describe('In n.'),
      reasons: z.array(z.enum(REASONS)),
    }),
  ),
});

type RegionReport = z.infer<typeof regionReportSchema>;

export function reportRegion(score: RegionScore): RegionReport {
  const { edition, index, predicate, total, spd, sid, meanMaturity, n, countScore } = score;
  return {
    edition,
    index,
    predicate,
    total,
    spd,
    sid,
    meanMaturity,
    n,
    countScore,
    basicServiceAffairs: score.basicServiceAffairs,
    rows: score.rows.map(({ code, weight, level, score, max }) => ({ code, weight, level, score, max })),
    innovations: score.innovations.map(({ id, maturity, counted, reasons }) => ({
      id,
      maturity,
      counted,
      reasons,
    })),
  };
}
