import { harmless } from './table.ts';

export type CsvValue = string | number | boolean | Date | null | readonly string[];

/** One line of CSV (RFC 4180) with its line end. Nothing known is an empty cell, a list is joined by "; ". */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

function cell(value: CsvValue): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string' && !Array.isArray(value)) return String(value);
  const text = harmless(typeof value === 'string' ? value : value.join('; '));
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
