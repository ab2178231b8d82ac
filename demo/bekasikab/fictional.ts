import { invent } from '../invented.ts';

const office = invent({ kind: 'district_office', name: 'Kecamatan Tarum Raya (contoh)' });
const agency = invent({ kind: 'agency', name: 'Dinas Contoh Inovasi' });

/** Organisations that do not exist. Invented activity of the demonstration belongs to these. */
export const fictionalBekasi = [
  agency,
  office,
  invent({ kind: 'village', name: 'Desa Tarum Asri (contoh)', parent: office }),
  invent({ kind: 'village', name: 'Desa Rawa Kunyit (contoh)', parent: office }),
  invent({ kind: 'puskesmas', name: 'Puskesmas Tarum Raya (contoh)', parent: agency }),
  invent({ kind: 'school', name: 'SMK Karya Tarum (contoh)' }),
];
