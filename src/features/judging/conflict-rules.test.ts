import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ContestFacts,
  domainOfAddress,
  type EntryFacts,
  findConflicts,
  institutionalDomain,
  type JurorFacts,
  sameInstitution,
} from './conflict-rules.ts';

test.each([
  ['Univ 13', 'Desa 13', false], // numbers never make two names alike (HotCRP's hints did)
  ['13', '13', false],
  ['Universitas Padjadjaran', 'universitas padjadjaran', true],
  ['Univ. Padjadjaran', 'Universitas Padjadjaran', true],
  ['SMAN 1 Cikarang Utara', 'SMAN 2 Cikarang Utara', false],
  ['SMA Negeri 1 Cikarang Utara', 'SMAN 1 Cikarang Utara', true],
  ['Desa Sukamaju', 'Kecamatan Sukamaju', false],
  ['Pemerintah Desa Sukamaju', 'Desa Sukamaju', true],
  ['Sukamaju', 'Desa Sukamaju', true],
  ['Pemerintah Kabupaten', 'Kabupaten', false],
  ['', '', false],
  ['Dinas Kesehatan Kabupaten Bekasi', 'Dinas Kesehatan Bekasi', true],
  ['Dinas Kesehatan', 'Dinas Pendidikan', false],
])('%j and %j are the same institution: %s', (a, b, same) => {
  expect(sameInstitution(a, b)).toBe(same);
  expect(sameInstitution(b, a)).toBe(same);
});

test('names of numbers and general words are nobody', () => {
  const number = fc.integer({ min: 0, max: 9999 }).map(String);
  const kind = fc.constantFrom('Desa', 'Univ', 'SMAN', 'Dinas', 'Puskesmas', 'Kabupaten');
  fc.assert(
    fc.property(kind, number, kind, number, (a, n, b, m) => sameInstitution(`${a} ${n}`, `${b} ${m}`) === false),
  );
});

test('public providers tell nothing', () => {
  expect(['gmail.com', 'Yahoo.co.id', '', 'ipdn.ac.id'].map(institutionalDomain)).toEqual([
    null,
    null,
    null,
    'ipdn.ac.id',
  ]);
  expect(domainOfAddress('sari@fk.unpad.ac.id')).toBe('fk.unpad.ac.id');
});

const juror = (change: Partial<JurorFacts> = {}): JurorFacts => ({
  id: 'j',
  userId: 'u',
  name: 'Dr. Sari Contoh, M.Si.',
  institution: 'IPDN',
  institutionId: null,
  mailDomain: null,
  organizationIds: [],
  ...change,
});
const entry = (change: Partial<EntryFacts> = {}): EntryFacts => ({
  id: 'e',
  innovationId: 'i',
  organizationId: 'village',
  organizationName: 'Desa Sukamaju',
  mailDomains: ['sukamaju.desa.id'],
  ...change,
});
const facts = (change: Partial<ContestFacts> = {}): ContestFacts => ({
  regionName: 'Kabupaten Bekasi',
  regionDomains: ['bekasikab.go.id'],
  parents: new Map([
    ['village', 'district'],
    ['uptd', 'agency'],
    ['agency', 'regency'],
  ]),
  organizationNames: new Map([
    ['district', 'Kecamatan Cikarang Utara'],
    ['agency', 'Dinas Kesehatan'],
    ['regency', 'Pemerintah Kabupaten Bekasi'],
    ['village', 'Desa Sukamaju'],
    ['uptd', 'Puskesmas Sukamaju'],
  ]),
  mentored: [],
  mentoredByName: [],
  ...change,
});
const agency = { organizationId: 'agency', organizationName: 'Dinas Kesehatan' };

test.each<[string, JurorFacts, EntryFacts, ContestFacts, string[]]>([
  ['nothing in common', juror(), entry(), facts(), []],
  ['an office there', juror({ organizationIds: ['village'] }), entry(), facts(), ['same_organization Desa Sukamaju']],
  ['the institution there', juror({ institutionId: 'village' }), entry(), facts(), ['same_organization Desa Sukamaju']],
  ['named so', juror({ institution: 'Pemdes Sukamaju' }), entry(), facts(), ['same_organization Desa Sukamaju']],
  [
    'above it',
    juror({ organizationIds: ['district'] }),
    entry(),
    facts(),
    ['parent_organization Kecamatan Cikarang Utara'],
  ],
  [
    'below it',
    juror({ organizationIds: ['uptd'] }),
    entry(agency),
    facts(),
    ['parent_organization Puskesmas Sukamaju'],
  ],
  ['beside it, under one district', juror({ organizationIds: ['other'] }), entry(), facts(), []],
  ['the regency itself above', juror({ organizationIds: ['regency'] }), entry(agency), facts(), []],
  ['the regency named', juror({ institution: 'Pemerintah Kabupaten Bekasi' }), entry(agency), facts(), []],
  ['one domain', juror({ mailDomain: 'sukamaju.desa.id' }), entry(), facts(), ['mail_domain sukamaju.desa.id']],
  [
    'a domain below',
    juror({ mailDomain: 'unpad.ac.id' }),
    entry({ mailDomains: ['fk.unpad.ac.id'] }),
    facts(),
    ['mail_domain fk.unpad.ac.id'],
  ],
  [
    "the regency's domain",
    juror({ mailDomain: 'bekasikab.go.id' }),
    entry({ mailDomains: ['bekasikab.go.id'] }),
    facts(),
    [],
  ],
  ['another with the same end', juror({ mailDomain: 'aju.desa.id' }), entry(), facts(), []],
  [
    'mentored it',
    juror(),
    entry(),
    facts({ mentored: [{ userId: 'u', innovationId: 'i', lastOn: '2027-03-01' }] }),
    ['mentored 2027-03-01'],
  ],
  [
    'mentored another',
    juror(),
    entry(),
    facts({ mentored: [{ userId: 'u', innovationId: 'x', lastOn: '2027-03-01' }] }),
    [],
  ],
  [
    'mentored it, by name',
    juror(),
    entry(),
    facts({ mentoredByName: [{ name: 'Sari Contoh', innovationId: 'i', lastOn: '2027-03-02' }] }),
    ['mentored 2027-03-02'],
  ],
])('%s', (_, who, what, known, found) => {
  expect(findConflicts([who], [what], known).map(({ kind, seen }) => `${kind} ${seen}`)).toEqual(found);
});

test('five hundred jurors and two thousand entries are looked through in a few seconds', () => {
  const jurors = Array.from({ length: 500 }, (_, at) =>
    juror({ id: `j${at}`, userId: `u${at}`, institution: `Universitas ${at}` }),
  );
  const entries = Array.from({ length: 2000 }, (_, at) => entry({ id: `e${at}`, innovationId: `i${at}` }));
  const begun = performance.now();
  expect(findConflicts(jurors, entries, facts())).toEqual([]);
  expect(performance.now() - begun).toBeLessThan(5000);
});
