import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { samplePdf, samplePhoto, sampleSheet } from '../testing/sample-files.ts';
import { examine } from './intake.ts';
import { checkName, fileNameOf } from './kinds.ts';
import { type FileStore, openFolderStore } from './store.ts';

let folder: string;
let store: FileStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gelar-intake-'));
  store = openFolderStore(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function look(name: string, content: Buffer) {
  return examine(store, await store.receive(Readable.from([content]), 50_000_000), name);
}

async function refusalOf(name: string, content: Buffer) {
  const outcome = await look(name, content);
  return 'refusal' in outcome ? outcome.refusal : `accepted as ${outcome.mediaType}`;
}

const aside = () => readdir(join(folder, 'masuk'));

describe('what is taken', () => {
  test.each([
    ['SK Bupati.pdf', samplePdf(), 'application/pdf'],
    ['rekap.xlsx', sampleSheet(), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['rekap.csv', Buffer.from('desa,jumlah\nHarapan,12\n'), 'text/csv'],
  ])('%s is kept byte by byte', async (name, content, mediaType) => {
    const outcome = await look(name, content);
    expect(outcome).toMatchObject({ name, mediaType, thumbnail: null, content: { bytes: content.length } });
    if ('content' in outcome) await store.discard(outcome.content);
  });

  test('a photo is written anew: smaller, upright, without place and owner, with a thumbnail', async () => {
    const turned = await sharp(await samplePhoto({ side: 3000 }))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(turned).metadata()).exif).toBeDefined();
    const outcome = await look('IMG_001.JPG', turned);
    if ('refusal' in outcome || !outcome.thumbnail) throw new Error('refused');
    const kept = await sharp(outcome.content.path).metadata();
    expect([kept.format, kept.width, kept.height, kept.exif, kept.orientation]).toEqual([
      'jpeg',
      1800,
      2400,
      undefined,
      undefined,
    ]);
    const small = await sharp(outcome.thumbnail.path).metadata();
    expect([small.format, small.height]).toEqual(['webp', 360]);
    for (const one of [outcome.content, outcome.thumbnail]) await store.discard(one);
    expect(await aside()).toEqual([]);
  });

  test('what hides behind a picture is not kept', async () => {
    const outcome = await look(
      'foto.jpg',
      Buffer.concat([await samplePhoto(), Buffer.from('<script>alert(1)</script>')]),
    );
    if ('refusal' in outcome) throw new Error('refused');
    expect(await readFile(outcome.content.path, 'latin1')).not.toContain('<script>');
    await store.discard(outcome.content);
    if (outcome.thumbnail) await store.discard(outcome.thumbnail);
  });
});

describe('what is refused', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const html = Buffer.from('<!doctype html><script>alert(1)</script>');
  const photo = () => samplePhoto({ side: 400 });
  test('with its reason, and nothing of it stays', async () => {
    const jpeg = await photo();
    const bomb = sampleSheet([{ name: 'xl/besar.xml', content: Buffer.alloc(8_000_000), says: 4_000_000_000 }]);
    const honestBomb = sampleSheet([{ name: 'xl/besar.xml', content: Buffer.alloc(220 * 1024 * 1024) }]);
    const expected: [string, Buffer, string][] = [
      ['kosong.pdf', Buffer.alloc(0), 'empty'],
      ['gambar.svg', svg, 'kind'],
      ['gambar.png', svg, 'kind'],
      ['halaman.pdf', html, 'kind'],
      ['daftar.csv', html, 'kind'],
      ['daftar.csv', Buffer.from([0x61, 0, 0x62]), 'kind'],
      ['daftar.csv', Buffer.from([0xff, 0xfe, 0xfd]), 'kind'],
      ['program.pdf', Buffer.from('MZ\x90\x00'.padEnd(400, '\0'), 'latin1'), 'kind'],
      ['foto.pdf', jpeg, 'ending'],
      ['surat.jpg', samplePdf(), 'ending'],
      ['tanpa-akhiran', samplePdf(), 'ending'],
      ['rusak.jpg', jpeg.subarray(0, jpeg.length / 2), 'pixels'],
      ['bom.xlsx', bomb, 'bomb'],
      ['bom.xlsx', honestBomb, 'bomb'],
      ['../../etc/passwd.pdf', samplePdf(), 'name'],
      ['..', samplePdf(), 'name'],
      ['a\u202efdp.exe.pdf', samplePdf(), 'name'],
      ['a\0.pdf', samplePdf(), 'name'],
      [`${'a'.repeat(200)}.pdf`, samplePdf(), 'nameLong'],
    ];
    const found = [];
    for (const [name, content] of expected) found.push([name, content, await refusalOf(name, content)]);
    expect(found.map(([name, , refusal]) => [name, refusal])).toEqual(
      expected.map(([name, , refusal]) => [name, refusal]),
    );
    expect(await aside()).toEqual([]);
  });

  test('an archive cut short is damaged or no sheet', async () => {
    const sheet = sampleSheet();
    expect(['damaged', 'kind']).toContain(await refusalOf('rekap.xlsx', sheet.subarray(0, sheet.length - 40)));
  });

  test('whatever bytes come under whatever name, the answer is a verdict', async () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a.pdf', 'a.jpg', 'a.png', 'a.xlsx', 'a.csv'),
    );
    const heads = fc.constantFrom('', '%PDF-1.4', '\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'PK\x03\x04');
    await fc.assert(
      fc.asyncProperty(names, heads, fc.uint8Array({ maxLength: 300 }), async (name, head, tail) => {
        const outcome = await look(name, Buffer.concat([Buffer.from(head, 'latin1'), tail]));
        if ('content' in outcome) await store.discard(outcome.content);
        expect('refusal' in outcome || 'mediaType' in outcome).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

test('a name that is taken never leads anywhere', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const checked = checkName(name);
      if ('name' in checked) expect(/[/\\\0]/.test(checked.name) || checked.name === '..').toBe(false);
    }),
  );
  expect(fileNameOf('SK Bupati', 'application/pdf')).toBe('SK Bupati.pdf');
});
