import { invent } from '../invented.ts';

const health = invent({ kind: 'agency', name: 'Dinas Kesehatan Tarumasari (contoh)' });
const office = invent({ kind: 'district_office', name: 'Kecamatan Lembah Kunyit (contoh)' });

/** The invented neighbour: a second government, so that keeping tenants apart is real. */
export const tarumasariOrganizations = [
  invent({ kind: 'agency', name: 'Badan Riset dan Inovasi Tarumasari (contoh)', shortName: 'BRIDA Tarumasari' }),
  health,
  office,
  invent({ kind: 'village', name: 'Desa Sumber Tarum (contoh)', parent: office }),
  invent({ kind: 'village', name: 'Desa Bukit Kunyit (contoh)', parent: office }),
  invent({ kind: 'puskesmas', name: 'Puskesmas Lembah Kunyit (contoh)', parent: health }),
];
