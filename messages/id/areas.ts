/** Official titles of areas and words of their list. */
export const areas = {
  titles: {
    province: (name: string) => `Provinsi ${name}`,
    regency: (name: string) => name,
    district: (name: string) => `Kecamatan ${name}`,
    ward: (name: string) => `Kelurahan ${name}`,
    village: (name: string) => `Desa ${name}`,
  },
  districtShort: (name: string) => `Kec. ${name}`,
  kinds: { province: 'Provinsi', regency: 'Kabupaten/Kota', district: 'Kecamatan', ward: 'Kelurahan', village: 'Desa' },
  errors: {
    code: 'Tulis kode wilayah Kemendagri, misalnya 32.16.02.2002.',
    unknown: 'Kode wilayah ini tidak ada dalam daftar.',
    outside: 'Wilayah ini di luar kabupaten Anda.',
  },
};
