import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Invalid } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { cursorOf, placeOf } from './cursor.ts';
import { datasetNames, dictionaryOf, fileCalled } from './dataset.ts';
import { typeName } from './document-view.ts';
import { fileOf, partCalled, partsFor, sitemapFile } from './sitemap.ts';

test('a cursor comes back as the place it was made of', () => {
  const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.integer({ min: 0, max: 999 }), (at, micro) => {
      const place = { datedAt: at.toISOString().replace('Z', `${String(micro).padStart(3, '0')}Z`), id: newId() };
      expect(placeOf(cursorOf(place))).toEqual(place);
    }),
  );
});

test('anything else is no cursor, and is never handed to the database', () => {
  const wrong = fc.oneof(
    fc.string(),
    fc.string().map((text) => Buffer.from(text).toString('base64url')),
    fc.constant(cursorOf({ datedAt: '2026-13-45T99:99:99.000000Z', id: newId() })),
    fc.constant(cursorOf({ datedAt: 'infinity', id: newId() })),
    fc.constant(cursorOf({ datedAt: '2026-01-01T00:00:00.000000Z', id: "x'; drop" })),
  );
  fc.assert(
    fc.property(wrong, (text) => {
      expect(() => placeOf(text)).toThrow(Invalid);
    }),
  );
});

test('no file of a sitemap holds more than the protocol allows, and none is missing', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), fc.integer({ min: 1, max: 100 }), (inovasi, organisasi, most) => {
      const parts = partsFor({ inovasi, organisasi }, most);
      const files = (kind: string) => parts.filter((part) => part.kind === kind).length;
      expect(files('inovasi') * most).toBeGreaterThanOrEqual(inovasi);
      expect((files('inovasi') - 1) * most).toBeLessThan(Math.max(inovasi, 1));
      expect(files('halaman')).toBe(1);
      for (const part of parts) expect(partCalled(fileOf(part))).toEqual(part);
    }),
  );
  for (const wrong of ['inovasi.xml', 'inovasi-0.xml', 'inovasi-1', 'orang-1.xml', '../x-1.xml', 'inovasi-1.xml.gz']) {
    expect(partCalled(wrong)).toBeNull();
  }
  expect(sitemapFile(['https://x/?a=1&b=<'])).toContain('<loc>https://x/?a=1&#38;b=&#60;</loc>');
});

test('files are called by dataset and format', () => {
  expect(fileCalled('index-levels.csv')).toEqual({ name: 'index-levels', format: 'csv' });
  for (const wrong of [
    'innovations',
    'innovations.xml',
    'innovations.csv.gz',
    '__proto__.csv',
    '.csv',
    'drafts.json',
  ]) {
    expect(fileCalled(wrong)).toBeNull();
  }
});

test('the dictionary explains every field in words, and says which may be empty', () => {
  for (const name of datasetNames) {
    for (const field of dictionaryOf(name))
      expect([name, field.field, field.meaning.length > 3]).toEqual([name, field.field, true]);
  }
  expect(dictionaryOf('organizations').find(({ field }) => field === 'parentId')).toEqual({
    field: 'parentId',
    type: 'uuid',
    nullable: true,
    meaning: 'Organisasi induknya.',
  });
  expect(dictionaryOf('calendar').find(({ field }) => field === 'firstDay')).toMatchObject({
    type: 'date',
    nullable: false,
  });
});

test.each([
  [{ $ref: '#/components/schemas/Topic' }, 'Topic'],
  [{ type: 'string', format: 'uuid' }, 'string (uuid)'],
  [{ type: ['integer', 'null'] }, 'integer | null'],
  [{ enum: ['a', 'b'] }, 'a | b'],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
  [{}, 'object'],
])('%j is shown as %s', (schema, words) => expect(typeName(schema)).toBe(words));
