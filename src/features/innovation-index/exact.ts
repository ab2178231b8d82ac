/**
 * Scores are counted in whole hundredths (weights have two decimals) over one common divisor,
 * so nothing is rounded on the way: floats enter only when a finished fraction is shown.
 */
export type Fraction = { num: number; den: number };

export type Rounding = 'half-up' | 'half-even' | 'down';

/** A number with at most two decimals as whole hundredths: 0.38 is 38. */
export function toHundredths(value: number): number {
  return Math.round(value * 100);
}

export function hasTwoDecimals(value: number): boolean {
  return Number.isFinite(value) && toHundredths(value) / 100 === value;
}

/** A fraction rounded to a whole number; both parts are safe integers, not negative, den above zero. */
export function roundFraction({ num, den }: Fraction, rounding: Rounding): number {
  if (!Number.isSafeInteger(num) || !Number.isSafeInteger(den) || num < 0 || den <= 0) {
    throw new RangeError(`not an exact fraction: ${num}/${den}`);
  }
  const rest = num % den;
  const whole = (num - rest) / den;
  if (rounding === 'down' || rest === 0) return whole;
  const beyondHalf = rest - (den - rest);
  if (beyondHalf !== 0) return beyondHalf > 0 ? whole + 1 : whole;
  return rounding === 'half-up' || whole % 2 === 1 ? whole + 1 : whole;
}
