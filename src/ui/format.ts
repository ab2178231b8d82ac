import { languageNow } from './frame.tsx';

const zone = { timeZone: 'Asia/Jakarta' } as const;

/** What Intl needs for one language, made once. */
function formatsFor(locale: string) {
  const numbers = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const days = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...zone, ...options });
  const day = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  return {
    locale,
    separator:
      numbers({ useGrouping: true })
        .formatToParts(1234)
        .find((part) => part.type === 'group')?.value ?? '',
    whole: numbers({ maximumFractionDigits: 0 }),
    two: numbers({ maximumFractionDigits: 2 }),
    share: numbers({ style: 'percent', maximumFractionDigits: 1 }),
    day: days(day),
    shortDay: days({ ...day, month: 'short' }),
    month: days({ month: 'long', year: 'numeric' }),
    clock: days(clock),
    moment: days({ ...day, ...clock, timeZoneName: 'short' }),
  };
}

const all = { id: formatsFor('id-ID'), en: formatsFor('en-GB') };
const now = () => all[languageNow()];

/** 1234.5 → "1.234,5". At most two decimals, or exactly `decimals`. */
export function formatNumber(value: number, decimals?: number): string {
  if (decimals === undefined)
    return Number.isInteger(value) && Math.abs(value) < 1e6 ? grouped(value) : now().two.format(value);
  return new Intl.NumberFormat(now().locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

/** What Intl says of a whole number below a million, twenty times as fast: lists show hundreds of them. */
function grouped(value: number): string {
  const digits = String(Math.abs(value));
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  return sign + (digits.length > 3 ? digits.slice(0, -3) + now().separator + digits.slice(-3) : digits);
}

/** A gain with its sign: 2.04 → "+2,04". */
export function formatGain(value: number): string {
  return `${value > 0 ? '+' : ''}${now().two.format(value)}`;
}

/** Integer rupiah: 1250000 → "Rp1.250.000". */
export function formatRupiah(value: number | bigint): string {
  return `Rp${now().whole.format(value)}`;
}

/** A share between 0 and 1: 0.326 → "32,6%". */
export function formatShare(value: number): string {
  return now().share.format(value);
}

/** A count that may have stopped at a ceiling: "lebih dari 1.000". `moreThan` comes from the messages. */
export function formatCount(count: number, ceiling: number | null, moreThan: (n: string) => string): string {
  return ceiling !== null && count > ceiling ? moreThan(now().whole.format(ceiling)) : now().whole.format(count);
}

function instant(value: Date | string): Date {
  return typeof value === 'string' ? new Date(value) : value;
}

/** "24 November 2026"; a date without time ("2026-11-24") is that day everywhere. */
export function formatDate(value: Date | string): string {
  return now().day.format(instant(value));
}

export function formatShortDate(value: Date | string): string {
  return now().shortDay.format(instant(value));
}

export function formatMonth(value: Date | string): string {
  return now().month.format(instant(value));
}

/** "09.30" */
export function formatTime(value: Date | string): string {
  return now().clock.format(instant(value));
}

/** "24 November 2026 pukul 09.30 WIB" */
export function formatDateTime(value: Date | string): string {
  const at = instant(value);
  const { day, clock, moment, locale } = now();
  return locale === 'en-GB' ? `${day.format(at)}, ${clock.format(at)} WIB` : moment.format(at);
}
