/**
 * A number as Indonesians write it: "1.234,5", "-5,15", "37". A point before anything but three digits is a decimal
 * point, as calculators print it. null when it is no number.
 */
export function readNumber(text: string): number | null {
  const typed = text.trim().replace(/^[−–]/, '-').replace(/\s*%$/, '');
  if (/^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(typed)) return Number(typed.replaceAll('.', '').replace(',', '.'));
  return /^[+-]?\d{1,15}([.,]\d{1,15})?$/.test(typed) ? Number(typed.replace(',', '.')) : null;
}
