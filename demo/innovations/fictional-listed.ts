import type { ListedInnovation } from '#features/innovations/index.ts';

function invent(
  owner: string,
  entry: Pick<ListedInnovation, 'title' | 'summary' | 'affair' | 'topics' | 'year'>,
): ListedInnovation {
  return {
    ...entry,
    owner: { name: owner, kind: 'desa' },
    calledInnovation: true,
    form: 'Pelayanan publik',
    awards: null,
    sources: ['dibuat untuk contoh'],
    example: true,
  };
}

/** Entries that read as if a newspaper had named them, of villages that do not exist: their officers can claim them. */
export const fictionalListed: ListedInnovation[] = [
  invent('Desa Tarum Asri (contoh)', {
    title: 'WARUNG AIR (Isi Ulang Air Minum Desa)',
    summary: 'Depot air minum milik badan usaha desa yang mengantar galon ke rumah lansia tanpa ongkos.',
    affair: 'Pemberdayaan Masyarakat dan Desa',
    topics: ['pelayanan', 'usaha-kecil'],
    year: 2025,
  }),
  invent('Desa Tarum Asri (contoh)', {
    title: 'POSYANDU MALAM TARUM ASRI',
    summary:
      'Posyandu dibuka sesudah magrib dua kali sebulan agar orang tua yang bekerja dapat ikut menimbang anaknya.',
    affair: 'Kesehatan',
    topics: ['kesehatan'],
    year: 2024,
  }),
  invent('Desa Rawa Kunyit (contoh)', {
    title: 'PERAHU SEKOLAH RAWA KUNYIT',
    summary:
      'Perahu warga mengantar anak sekolah menyeberangi muara pada musim pasang, dengan jadwal dan jaket pelampung.',
    affair: 'Pendidikan',
    topics: ['pendidikan'],
    year: 2025,
  }),
];
