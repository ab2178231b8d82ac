import { describe, expect, it } from 'vitest';
import { letter } from './decree-layout.ts';
import type { Decree, PrintedPaper } from './document.ts';
import { makePdf } from './pdf.ts';
import { readPdf } from './testing-pdf.ts';

const decree: Decree = {
  form: 'decree',
  heading: 'Keputusan Bupati Contoh',
  number: '050/Kep.1/2026',
  about: 'Penetapan Inovasi Daerah',
  considering: ['bahwa warga “jauh” dilayani – lebih dekat é ñ ü;'],
  recalling: ['Peraturan Pemerintah Nomor 38 Tahun 2017;'],
  noting: [],
  decides: ['Menetapkan inovasi daerah.', 'Keputusan ini mulai berlaku.'],
  annexes: [],
  signature: {
    place: 'Cikarang Pusat',
    date: '2026-11-24',
    title: 'Plt. Bupati Contoh',
    name: 'Dr. Siti Contoh, M.Si.',
  },
};

const paper = (changes: Partial<PrintedPaper> = {}): PrintedPaper => ({
  body: decree,
  letterhead: { lines: ['Bupati Contoh'] },
  draft: false,
  verifyAt: 'https://inovasi.contoh.id/contoh/naskah/0123456789ab',
  madeAt: new Date('2026-11-24T02:30:00Z'),
  ...changes,
});

const annexed = (rows: number): Decree => ({
  ...decree,
  annexes: [
    {
      title: 'Daftar Inovasi Daerah',
      columns: [
        { head: 'No.', share: 1 },
        { head: 'Nama inovasi', share: 9 },
      ],
      rows: Array.from({ length: rows }, (_, at) => [`${at + 1}.`, `Inovasi nomor-${at + 1}-`]),
    },
  ],
});

describe('a decree as a PDF', () => {
  it('says what a decree says, in its order, with the acting title', async () => {
    const { texts, pages } = await readPdf(await makePdf(paper()));
    expect(pages).toBe(1);
    const parts = [
      'BUPATI CONTOH',
      'KEPUTUSAN BUPATI CONTOH',
      'NOMOR: 050/Kep.1/2026',
      'TENTANG',
      'PENETAPAN INOVASI DAERAH',
      'PLT. BUPATI CONTOH,',
      'Menimbang',
      'bahwa warga “jauh” dilayani – lebih dekat é ñ ü;',
      'Mengingat',
      'MEMUTUSKAN:',
      'KESATU',
      'KEDUA',
      'Ditetapkan di Cikarang Pusat',
      'pada tanggal 24 November 2026',
      'Dr. Siti Contoh, M.Si.',
      '1 dari 1',
    ];
    const places = parts.map((part) => texts[0]?.indexOf(part) ?? -1);
    expect(places).not.toContain(-1);
    expect(texts[0]).not.toContain('Memperhatikan');
  });

  it('keeps words with a hyphen or slash whole where lines are stretched, and tears only one that fits no line', async () => {
    const law = 'Undang-Undang tentang Penghargaan dan/atau Insentif Nomor 400.10.11/1887/BSKDN; ';
    const long = 'a-very-'.repeat(30);
    const body = { ...decree, recalling: [law.repeat(12).trim()], decides: [long, 'KEDUA'] };
    const { runs } = await readPdf(await makePdf(paper({ body })));
    const said = runs.flat();
    for (const whole of ['Undang-Undang', 'dan/atau', '400.10.11/1887/BSKDN;']) {
      expect(said.filter((run) => run.trim() === whole)).toHaveLength(12);
    }
    expect(said.join('')).toContain(long);
    expect(said).not.toContain(long);
  });

  it('says what it sets, and leaves room for a signature without words that would stay on it', async () => {
    const { texts } = await readPdf(await makePdf(paper()));
    expect(texts[0]).toMatch(/Menetapkan :\s+KEPUTUSAN BUPATI CONTOH TENTANG PENETAPAN INOVASI DAERAH\./);
    expect(texts[0]).not.toContain('tanda tangan dan cap');
  });

  it('is PDF/A-2b as far as can be read: claim, language, title, embedded fonts, colour profile', async () => {
    const read = await readPdf(await makePdf(paper({ draft: true })));
    expect(read.metadata).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B</);
    expect(read.language).toBe('(id-ID)');
    expect(read.title).toBe('Keputusan Bupati Contoh Penetapan Inovasi Daerah');
    expect(read.fonts.length).toBeGreaterThan(1);
    expect(read.fonts.filter(({ embedded, name }) => !embedded || !name.includes('Roboto'))).toEqual([]);
    expect(read.outputIntent).toBe('/GTS_PDFA1');
  });

  it('is the same bytes for the same paper, at another moment too', async () => {
    const first = await makePdf(paper({ draft: true }));
    await new Promise((later) => setTimeout(later, 1100));
    expect((await makePdf(paper({ draft: true }))).equals(first)).toBe(true);
    expect((await makePdf(paper({ draft: true, madeAt: new Date(0) }))).equals(first)).toBe(false);
  });

  it('carries the mark of a draft across every page and in words, and only while it is one', async () => {
    const drafts = (await readPdf(await makePdf(paper({ body: annexed(80), draft: true })))).texts;
    expect(drafts.length).toBeGreaterThan(2);
    for (const text of drafts) expect(text).toMatch(/DRAF · belum sah, belum ditandatangani.*DRAF/);
    const others = (await readPdf(await makePdf(paper({ body: annexed(80) })))).texts;
    for (const text of others) expect(text).not.toContain('DRAF');
  });

  it('says on every page what its code means and where it leads', async () => {
    const { texts } = await readPdf(await makePdf(paper({ body: annexed(80) })));
    for (const [at, text] of texts.entries()) {
      expect(text).toContain('bukan tanda tangan');
      expect(text).toContain('/contoh/naskah/0123456789ab');
      expect(text).toContain(`${at + 1} dari ${texts.length}`);
    }
  });

  it('names every row of a long annex once, in order, with its head on each page', async () => {
    const { texts } = await readPdf(await makePdf(paper({ body: annexed(150) })));
    const whole = texts.join(' ');
    const named = [...whole.matchAll(/nomor-(\d+)-/g)].map(([, number]) => Number(number));
    expect(named).toEqual(Array.from({ length: 150 }, (_, at) => at + 1));
    const annexPages = texts.filter((text) => text.includes('nomor-'));
    expect(annexPages.every((text) => text.includes('Nama inovasi'))).toBe(true);
  });

  it('leaves lines to fill in where something is still open', async () => {
    const open = { ...decree, number: '', signature: { place: '', date: '', title: 'Bupati Contoh', name: '' } };
    const { texts } = await readPdf(await makePdf(paper({ body: open })));
    expect(texts[0]).toMatch(/NOMOR: ……+/);
    expect(texts[0]).toMatch(/Ditetapkan di ……+/);
  });
});

it('a letter has its head, its subject and whom it is for', async () => {
  const body = {
    form: 'letter',
    number: '050/12',
    about: 'Penyampaian rancangan',
    enclosed: '1 berkas',
    recipient: ['Bupati Contoh'],
    paragraphs: ['Bersama ini kami sampaikan.'],
    annexes: [],
    copies: ['Sekretaris Daerah'],
    signature: { ...decree.signature, title: 'Plh. Kepala Balitbangda' },
  } as const;
  const letterhead = { lines: ['Pemerintah Kabupaten Contoh', 'Balitbangda'], logo: onePixel };
  const { texts } = await readPdf(await makePdf(paper({ body, letterhead })));
  for (const part of ['PEMERINTAH KABUPATEN CONTOH', 'Balitbangda', 'Penyampaian rancangan', 'Yth.', 'Tembusan:']) {
    expect(texts[0]).toContain(part);
  }
  expect(texts[0]).toContain('PLH. KEPALA BALITBANGDA,');
});

const onePixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC';

it('items are lettered a to z, then aa', () => {
  expect([0, 1, 25, 26, 27].map(letter)).toEqual(['a.', 'b.', 'z.', 'aa.', 'ab.']);
});
