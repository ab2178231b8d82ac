const months = 'januari februari maret april mei juni juli agustus september oktober november desember'.split(' ');

/**
 * The day that somebody typed as Indonesians write it: "24 November 2026", "24 Nov 2026", "24/11/2026", "24-11-2026",
 * "24.11.26", or "2026-11-24". The text itself when it is none: the schema says so.
 */
export function readDay(text: string): string {
  const [, day, month, year] = /^(\d{1,2})[\s/.-]+(\d{1,2}|[a-z]+)\.?[\s/.-]+(\d{4}|\d{2})$/i.exec(text) ?? [];
  if (!day || !month || !year) return text;
  const number = /^\d/.test(month) ? Number(month) : monthCalled(month);
  if (!number) return text;
  const full = year.length === 2 ? `20${year}` : year;
  return `${full}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function monthCalled(name: string): number {
  const asked = name
    .toLowerCase()
    .replace(/^agt|^ags/, 'agu')
    .replace(/^nop/, 'nov')
    .replace(/^pebr/, 'febr');
  return asked.length < 3 ? 0 : months.findIndex((month) => month.startsWith(asked)) + 1;
}
