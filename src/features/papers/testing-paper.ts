import type { NewPaper } from './paper.acts.ts';

/** An annex of so many invented innovations. */
export function annexRows(count: number): string[][] {
  return Array.from({ length: count }, (_, at) => [
    `${at + 1}.`,
    `Inovasi ke-${at + 1} (contoh): layanan jemput bola bagi warga lanjut usia`,
    `Desa Harapan ${at % 7} (contoh)`,
    'Sosial',
    'Masyarakat',
  ]);
}

/** A decree with everything that one has, for tests. */
export function exampleDecree(rows = 3): Omit<NewPaper, 'id'> {
  return {
    kind: 'innovation_decree',
    about: 'Penetapan Inovasi Daerah Kabupaten Contoh Tahun 2026',
    signerOffice: 'Bupati Contoh',
    content: {
      form: 'decree',
      heading: 'Keputusan Bupati Contoh',
      considering: ['bahwa inovasi daerah perlu ditetapkan;', 'bahwa perlu menetapkan Keputusan Bupati;'],
      recalling: ['Peraturan Pemerintah Nomor 38 Tahun 2017 tentang Inovasi Daerah'],
      noting: [],
      decides: ['Menetapkan Inovasi Daerah.', 'Keputusan ini mulai berlaku pada tanggal ditetapkan.'],
      annexes: [
        {
          title: 'Daftar Inovasi Daerah',
          columns: ['No.', 'Nama inovasi', 'Organisasi', 'Urusan', 'Inisiator'].map((head, at) => ({
            head,
            share: [7, 34, 25, 19, 15][at] ?? 1,
          })),
          rows: annexRows(rows),
        },
      ],
    },
  };
}

/** What the form of its draft sends when everything is filled in. */
export const filledIn: Readonly<Record<string, string>> = {
  number: '050/Kep.123-Balitbangda/2026',
  datedOn: '2026-11-24',
  place: 'Cikarang Pusat',
  signerKind: 'plt',
  signerName: 'Siti Contoh, S.E., M.M.',
  about: 'Penetapan Inovasi Daerah Kabupaten Contoh Tahun 2026',
  considering: 'bahwa inovasi daerah perlu ditetapkan;\nbahwa perlu menetapkan Keputusan Bupati;',
  recalling: 'Peraturan Pemerintah Nomor 38 Tahun 2017 tentang Inovasi Daerah',
  noting: '',
  decides: 'Menetapkan Inovasi Daerah.\nKeputusan ini mulai berlaku pada tanggal ditetapkan.',
};
