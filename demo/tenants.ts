import type { NewTenant } from '#platform/tenants.ts';

const help = { helpLabel: '0812-0000-0000 (contoh)', helpHref: null, demonstration: true };

export const bekasikab: NewTenant = {
  slug: 'bekasikab',
  name: 'Kabupaten Bekasi',
  shortName: 'Kabupaten Bekasi',
  areaCode: '32.16',
  operatorName: 'Balitbangda Kabupaten Bekasi',
  reportedTotals: {
    puskesmas: {
      reported: 51,
      source:
        'https://planet.merdeka.com/hot-news/bekasi-butuh-30-puskesmas-baru-target-rpjmd-2025-2029-407824-mvk.html',
    },
  },
  ...help,
};

export const tarumasari: NewTenant = {
  slug: 'tarumasari',
  name: 'Kabupaten Tarumasari (contoh)',
  shortName: 'Tarumasari (contoh)',
  areaCode: null,
  operatorName: 'Badan Riset dan Inovasi Tarumasari (contoh)',
  ...help,
};
