import type { z } from 'zod';
import { type Edition, editionShape, spdIndicators } from './edition.ts';
import { toHundredths } from './exact.ts';

type Refuse = (path: (string | number)[], message: string) => void;

const topScore = (rows: readonly { weight: number }[]) =>
  rows.reduce((sum, { weight }) => sum + 3 * toHundredths(weight), 0);

/** The sums that a slip of the pen in one weight would break. */
function checkSums(edition: Edition, refuse: Refuse): void {
  const { spd, sid, count, totalMax } = edition;
  if (spd.entry === 'rows' && topScore(spd.indicators) !== toHundredths(spd.max)) {
    refuse(['spd', 'max'], '3 x the weights of SPD is another sum');
  }
  if (topScore(sid.indicators) !== toHundredths(sid.max)) {
    refuse(['sid', 'max'], '3 x the weights of SID is another sum');
  }
  if (toHundredths(count.perInnovation) * count.cap !== toHundredths(count.max)) {
    refuse(['count', 'max'], 'perInnovation x cap is another product');
  }
  const parts = toHundredths(spd.max) + toHundredths(sid.max) + toHundredths(count.max);
  if (parts !== toHundredths(totalMax)) {
    refuse(['totalMax'], 'SPD, SID and count add up to another total');
  }
}

/** Bands run from 100 down to 0 and touch each other at one hundredth. */
function checkPredicates({ predicates }: Edition, refuse: Refuse): void {
  predicates.forEach(({ min, max }, at) => {
    const above = predicates[at - 1];
    const expected = above === undefined ? 100_00 : toHundredths(above.min) - 1;
    if (toHundredths(max) !== expected) refuse(['predicates', at, 'max'], 'leaves a gap or overlaps');
    if (min > max) refuse(['predicates', at, 'min'], 'lies above max');
    if (at === predicates.length - 1 && min !== 0) refuse(['predicates', at, 'min'], 'must be 0');
  });
}

function checkNames(edition: Edition, refuse: Refuse): void {
  const { sid, count, affairs, basicServiceAffairs } = edition;
  const codes = [...spdIndicators(edition), ...sid.indicators, count].map(({ code }) => code);
  if (new Set(codes).size < codes.length) refuse(['sid', 'indicators'], 'a code stands twice');
  if (new Set(affairs).size < affairs.length) refuse(['affairs'], 'an affair stands twice');
  basicServiceAffairs.forEach((affair, at) => {
    if (!affairs.includes(affair)) refuse(['basicServiceAffairs', at], 'is no affair of this edition');
  });
  if ((count.minBasicServiceAffairs ?? 0) > basicServiceAffairs.length) {
    refuse(['count', 'minBasicServiceAffairs'], 'asks for more affairs than there are');
  }
}

export const editionSchema = editionShape.superRefine((edition, context: z.RefinementCtx) => {
  const refuse: Refuse = (path, message) => context.addIssue({ code: 'custom', path, message });
  checkSums(edition, refuse);
  checkPredicates(edition, refuse);
  checkNames(edition, refuse);
  if (edition.window.from > edition.window.to) refuse(['window'], 'ends before it begins');
});
