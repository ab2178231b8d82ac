import { expect, it } from 'vitest';
import { type Certificate, makeCertificates } from './certificate-pdf.ts';
import { latticeBorder } from './lattice-border.ts';
import { readPdf } from './testing-pdf.ts';

const certificate = (changes: Partial<Certificate> = {}): Certificate => ({
  heading: 'PIAGAM PENGHARGAAN',
  given: 'diberikan kepada',
  name: 'Desa Contoh',
  as: 'sebagai Juara 1',
  lines: ['atas inovasi “Bank Sampah”', 'kategori Desa, Lomba Contoh Tahun 2027'],
  signature: { date: '…', title: 'Bupati Contoh,', name: '…' },
  verify: { at: 'https://inovasi.contoh.id/contoh/sertifikat/0123456789ab', words: 'Periksa di:' },
  ...changes,
});
const about = {
  letterhead: { lines: ['Pemerintah Contoh'] },
  title: 'Piagam',
  madeAt: new Date('2027-01-01T00:00:00Z'),
};

it('certificates have a page each, also with the longest names', async () => {
  const long = certificate({ name: 'Tim '.repeat(40), lines: ['Inovasi '.repeat(40), 'Kategori', 'Contoh'] });
  const { pages, texts, title } = await readPdf(await makeCertificates([certificate(), long], about));
  expect([pages, title]).toEqual([2, 'Piagam']);
  for (const words of ['Desa Contoh', 'sebagai Juara 1', 'sertifikat/0123456789ab']) expect(texts[0]).toContain(words);
});

it('a logo leaves room for everything', async () => {
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const letterhead = { lines: ['Pemerintah Contoh', 'Badan Contoh'], logo: `data:image/png;base64,${dot}` };
  const title = 'Sistem Informasi Pelayanan '.repeat(7);
  const bytes = await makeCertificates([certificate({ lines: [title, 'Kategori', 'CONTOH'] })], {
    ...about,
    letterhead,
  });
  expect((await readPdf(bytes)).pages).toBe(1);
});

it('the same certificates are the same bytes', async () => {
  const [one, two] = [await makeCertificates([certificate()], about), await makeCertificates([certificate()], about)];
  expect(one.equals(two)).toBe(true);
});

it('the border keeps within its page', () => {
  const numbers = [...latticeBorder(842, 595).matchAll(/M(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
  expect(numbers.length).toBeGreaterThan(100);
  for (const [x = -1, y = -1] of numbers) expect(x >= 0 && x <= 842 && y >= 0 && y <= 595).toBe(true);
});
