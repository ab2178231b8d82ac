import { expect, test } from 'vitest';
import { roles } from './office.ts';
import { actingTitle, officeTitle, regionHeadTitle } from './title.ts';

const titles: [role: string, kind: string, organizationKind: string, name: string, title: string][] = [
  ['organization_head', 'plt', 'village', 'Muara Bakti', 'Plt. Kepala Desa Muara Bakti'],
  ['organization_head', 'definitive', 'village', 'Desa Muara Bakti', 'Kepala Desa Muara Bakti'],
  ['organization_head', 'plh', 'district_office', 'Kecamatan Babelan', 'Plh. Camat Babelan'],
  ['organization_head', 'definitive', 'district_office', 'Kec. Babelan', 'Camat Babelan'],
  ['organization_head', 'pj', 'agency', 'Dinas Kesehatan', 'Pj. Kepala Dinas Kesehatan'],
  ['organization_head', 'definitive', 'ward', 'Bahagia', 'Lurah Bahagia'],
  ['organization_head', 'definitive', 'ward', 'Kelurahan Bahagia', 'Lurah Bahagia'],
  ['organization_head', 'definitive', 'puskesmas', 'Puskesmas Babelan I', 'Kepala Puskesmas Babelan I'],
  ['organization_head', 'definitive', 'hospital', 'RSUD Cabangbungin', 'Direktur RSUD Cabangbungin'],
  ['organization_head', 'definitive', 'school', 'SMKN 1 Cikarang Barat', 'Kepala SMKN 1 Cikarang Barat'],
  ['organization_head', 'definitive', 'agency', 'Sekretariat Daerah', 'Sekretaris Daerah'],
  ['organization_head', 'plt', 'agency', 'Inspektorat Daerah', 'Plt. Inspektur Daerah'],
  ['organization_head', 'definitive', 'agency', 'Satuan Polisi Pamong Praja', 'Kepala Satuan Polisi Pamong Praja'],
  [
    'organization_head',
    'definitive',
    'agency',
    'Badan Penanggulangan Bencana Daerah',
    'Kepala Pelaksana Badan Penanggulangan Bencana Daerah',
  ],
  ['organization_head', 'definitive', 'university', 'Universitas Pelita Bangsa', 'Rektor Universitas Pelita Bangsa'],
  ['organization_head', 'definitive', 'university', 'Politeknik Bekasi', 'Direktur Politeknik Bekasi'],
  ['organization_head', 'definitive', 'community', 'Karang Taruna Mekar', 'Ketua Karang Taruna Mekar'],
  ['innovator', 'definitive', 'village', 'Muara Bakti', 'Operator inovasi Desa Muara Bakti'],
  ['innovator', 'definitive', 'school', 'SMKN 1 Setu', 'Operator inovasi SMKN 1 Setu'],
  ['verifier', 'definitive', 'agency', 'Balitbangda', 'Verifikator'],
  ['tenant_admin', 'definitive', 'agency', 'Balitbangda', 'Administrator Balitbangda'],
];

test.each(titles)('%s, %s, %s "%s" is "%s"', (role, kind, organizationKind, name, title) => {
  expect(officeTitle(role, kind, organizationKind, name)).toBe(title);
});

test('a name that only begins like an institution keeps its own words', () => {
  expect(officeTitle('organization_head', 'definitive', 'agency', 'Inspektorat')).toBe('Inspektur');
  expect(officeTitle('organization_head', 'definitive', 'community', 'Akademia Warga')).toBe('Ketua Akademia Warga');
  expect(officeTitle('organization_head', 'definitive', 'village', 'Desamukti')).toBe('Kepala Desa Desamukti');
  expect(officeTitle('organization_head', 'definitive', 'village', '$& {bare}')).toBe('Kepala Desa $& {bare}');
});

test('every role has a title at every kind of organisation', () => {
  for (const role of roles) {
    const title = officeTitle(role, 'definitive', 'agency', 'Dinas Sosial');
    expect(title).not.toMatch(/[{}_]/);
  }
});

test('the head of a region has the title of its kind, and an acting one says so', () => {
  const names = [
    'Kabupaten Bekasi',
    'Kota Bandung',
    'Provinsi Jawa Barat',
    'Kabupaten Tarumasari (contoh)',
    'Tarumasari',
  ];
  expect(names.map((name) => regionHeadTitle(name))).toEqual([
    'Bupati Bekasi',
    'Wali Kota Bandung',
    'Gubernur Jawa Barat',
    'Bupati Tarumasari (contoh)',
    'Kepala Daerah Tarumasari',
  ]);
  expect(['definitive', 'plt', 'plh', 'pj'].map((kind) => actingTitle(kind, 'Bupati Bekasi'))).toEqual([
    'Bupati Bekasi',
    'Plt. Bupati Bekasi',
    'Plh. Bupati Bekasi',
    'Pj. Bupati Bekasi',
  ]);
});
