const whole = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 0 });
const two = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 2 });
const share = new Intl.NumberFormat('id-ID', { style: 'percent', maximumFractionDigits: 1 });
const zone = { timeZone: 'Asia/Jakarta' } as const;
const day = new Intl.DateTimeFormat('id-ID', { ...zone, day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat('id-ID', { ...zone, day: 'numeric', month: 'short', year: 'numeric' });
const month = new Intl.DateTimeFormat('id-ID', { ...zone, month: 'long', year: 'numeric' });
const clock = new Intl.DateTimeFormat('id-ID', { ...zone, hour: '2-digit', minute: '2-digit' });
const moment = new Intl.DateTimeFormat('id-ID', {
  ...zone,
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** 1234.5 → "1.234,5". At most two decimals, or exactly `decimals`. */
export function formatNumber(value: number, decimals?: number): string {
  if (decimals === undefined)
    return Number.isInteger(value) && Math.abs(value) < 1e6 ? grouped(value) : two.format(value);
  return new Intl.NumberFormat('id-ID', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
    value,
  );
}

/** What Intl says of a whole number below a million, twenty times as fast: lists show hundreds of them. */
function grouped(value: number): string {
  const digits = String(Math.abs(value));
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  return sign + (digits.length > 3 ? `${digits.slice(0, -3)}.${digits.slice(-3)}` : digits);
}

/** A gain with its sign: 2.04 → "+2,04". */
export function formatGain(value: number): string {
  return `${value > 0 ? '+' : ''}${two.format(value)}`;
}

/** Integer rupiah: 1250000 → "Rp1.250.000". */
export function formatRupiah(value: number | bigint): string {
  return `Rp${whole.format(value)}`;
}

/** A share between 0 and 1: 0.326 → "32,6%". */
export function formatShare(value: number): string {
  return share.format(value);
}

/** A count that may have stopped at a ceiling: "lebih dari 1.000". `moreThan` comes from the messages. */
export function formatCount(count: number, ceiling: number | null, moreThan: (n: string) => string): string {
  return ceiling !== null && count > ceiling ? moreThan(whole.format(ceiling)) : whole.format(count);
}

function instant(value: Date | string): Date {
  return typeof value === 'string' ? new Date(value) : value;
}

/** "24 November 2026"; a date without time ("2026-11-24") is that day everywhere. */
export function formatDate(value: Date | string): string {
  return day.format(instant(value));
}

export function formatShortDate(value: Date | string): string {
  return shortDay.format(instant(value));
}

export function formatMonth(value: Date | string): string {
  return month.format(instant(value));
}

/** "09.30" */
export function formatTime(value: Date | string): string {
  return clock.format(instant(value));
}

/** "24 November 2026 pukul 09.30 WIB" */
export function formatDateTime(value: Date | string): string {
  return moment.format(instant(value));
}
