/** The year of `?tahun=…`; this year for anything that is none. */
export function yearAsked(typed: string | undefined, today: string): number {
  const year = typed && /^\d{4}$/.test(typed) ? Number(typed) : 0;
  return year >= 2000 && year <= 2100 ? year : Number(today.slice(0, 4));
}

/** Each once, oldest first; this year and the next are always offered. */
export function yearsOffered(known: readonly number[], today: string): number[] {
  const now = Number(today.slice(0, 4));
  return [...new Set([...known, now, now + 1])].sort((a, b) => a - b);
}
