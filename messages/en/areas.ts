import type { Messages } from '#messages/id.ts';

/** Areas keep their official names; only what kind they are is translated. */
export const areas: Messages['areas'] = {
  titles: {
    province: (name) => `Provinsi ${name}`,
    regency: (name) => name,
    district: (name) => `Kecamatan ${name}`,
    ward: (name) => `Kelurahan ${name}`,
    village: (name) => `Desa ${name}`,
  },
  districtShort: (name) => `Kec. ${name}`,
  kinds: { province: 'Province', regency: 'Regency or city', district: 'District', ward: 'Ward', village: 'Village' },
  errors: {
    code: 'Write the Ministry of Home Affairs’ area code, for example 32.16.02.2002.',
    unknown: 'This area code is not on the list.',
    outside: 'This area lies outside your regency.',
  },
};
