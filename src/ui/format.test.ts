import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatCount,
  formatDate,
  formatDateTime,
  formatGain,
  formatMonth,
  formatNumber,
  formatRupiah,
  formatShare,
  formatShortDate,
  formatTime,
} from './format.ts';

test('numbers as Indonesians write them', () => {
  expect([formatNumber(1234.5), formatNumber(0), formatNumber(61.005, 2), formatNumber(7, 2)]).toEqual([
    '1.234,5',
    '0',
    '61,01',
    '7,00',
  ]);
  expect([formatGain(2.04), formatGain(0), formatGain(-1)]).toEqual(['+2,04', '0', '-1']);
  expect([formatRupiah(1_250_000), formatRupiah(9_007_199_254_740_993n)]).toEqual([
    'Rp1.250.000',
    'Rp9.007.199.254.740.993',
  ]);
  expect(formatShare(0.326)).toBe('32,6%');
});

test('whole numbers are grouped as Intl groups them', () => {
  const intl = new Intl.NumberFormat('id-ID');
  const whole = fc.oneof(
    fc.integer({ min: -2_000_000, max: 2_000_000 }),
    fc.constantFrom(0, -0, 999, 1000, 999_999, 1e6),
  );
  fc.assert(
    fc.property(whole, (value) => {
      expect(formatNumber(value)).toBe(intl.format(value));
    }),
  );
});

test('a count says where it stopped', () => {
  const moreThan = (n: string) => `lebih dari ${n}`;
  expect([
    formatCount(1000, 1000, moreThan),
    formatCount(1001, 1000, moreThan),
    formatCount(84_000, null, moreThan),
  ]).toEqual(['1.000', 'lebih dari 1.000', '84.000']);
});

test('times in WIB, whatever the machine', () => {
  const lateInUtc = new Date('2026-11-23T18:05:00Z');
  expect([
    formatDate(lateInUtc),
    formatDate('2026-11-24'),
    formatShortDate('2026-11-24'),
    formatMonth('2026-11-24'),
    formatTime(lateInUtc),
    formatDateTime(lateInUtc),
  ]).toEqual([
    '24 November 2026',
    '24 November 2026',
    '24 Nov 2026',
    'November 2026',
    '01.05',
    '24 November 2026 pukul 01.05 WIB',
  ]);
});
