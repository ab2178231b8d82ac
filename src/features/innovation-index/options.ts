import { z } from 'zod';

export const STAGES = ['inisiatif', 'uji coba', 'penerapan'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * What the sources leave open (docs/iid-score.md says which). Every choice has the default that
 * the platform uses; a region may look what another reading would give.
 */
export const ruleOptionsSchema = z.strictObject({
  stages: z.array(z.enum(STAGES)).min(1).default(['penerapan']).describe('Stages that count in n.'),
  outsideWindow: z
    .enum(['excluded', 'counted'])
    .default('excluded')
    .describe('Innovations with neither implementedOn nor developedOn in the window of the edition.'),
  rejected: z
    .enum(['zero', 'zero-with-affair', 'excluded'])
    .default('zero')
    .describe('Rejected innovations: in n with maturity 0, the same but their affair counts, or not in n.'),
  affairs: z.enum(['main', 'main-and-crossing']).default('main').describe('Affairs that represent the basic services.'),
  betweenLevels: z
    .enum(['lower', 'higher'])
    .default('lower')
    .describe('Level of a measured value that lies between two levels or in two of them.'),
  rounding: z
    .enum(['half-up', 'half-even', 'down'])
    .default('half-up')
    .describe('Rounding of the index to two decimals.'),
  predicateFrom: z.enum(['rounded', 'exact']).default('rounded').describe('The index that the predicate is read from.'),
});

export type RuleOptions = z.infer<typeof ruleOptionsSchema>;

export const DEFAULT_OPTIONS: RuleOptions = ruleOptionsSchema.parse({});
