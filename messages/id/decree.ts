/** Words of the decree that sets a region's innovations. */
export const decree = {
  heading: (head: string) => `Keputusan ${head}`,
  about: (region: string, year: number | null) =>
    `Penetapan Inovasi Daerah ${region}${year === null ? '' : ` Tahun ${year}`}`,
  considering: {
    purpose:
      'bahwa untuk meningkatkan kinerja penyelenggaraan pemerintahan daerah, mutu pelayanan publik, dan kesejahteraan masyarakat, inovasi daerah perlu ditetapkan, diterapkan, dan dibina;',
    checked: (count: number, operator: string) =>
      `bahwa ${count} inovasi yang diusulkan perangkat daerah, pemerintah desa, unit layanan, dan masyarakat telah diperiksa dan diterima oleh ${operator};`,
    conclusion: (head: string, about: string) =>
      `bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan Keputusan ${head} tentang ${about};`,
  },
  decides: {
    sets: (region: string, year: number | null) =>
      `Menetapkan Inovasi Daerah ${region}${year === null ? '' : ` Tahun ${year}`} sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari Keputusan ini.`,
    units: (operator: string) =>
      `Perangkat daerah, pemerintah desa, dan unit kerja yang inovasinya tercantum dalam Lampiran wajib menerapkan, mendokumentasikan, dan melaporkan perkembangannya kepada ${operator}.`,
    operator: (operator: string) =>
      `${operator} membina, memantau, dan mengevaluasi penerapan Inovasi Daerah sebagaimana dimaksud dalam Diktum KESATU.`,
    cost: 'Segala biaya yang timbul akibat ditetapkannya Keputusan ini dibebankan pada Anggaran Pendapatan dan Belanja Daerah dan sumber lain yang sah dan tidak mengikat.',
    begins: 'Keputusan ini mulai berlaku pada tanggal ditetapkan.',
  },
  annex: {
    title: (region: string, year: number | null) =>
      `Daftar Inovasi Daerah ${region}${year === null ? '' : ` Tahun ${year}`}`,
    heads: ['No.', 'Nama inovasi', 'Organisasi', 'Urusan', 'Inisiator'],
  },
  page: {
    title: 'Draf keputusan inovasi daerah',
    lead: 'Draf memuat semua inovasi yang sudah diterima menurut pilihan Anda. Daftarnya dibekukan saat draf dibuat.',
    accepted: (count: string) => `Sudah diterima: ${count} inovasi.`,
    none: 'Belum ada inovasi yang diterima',
    noneHelp: 'Keputusan menetapkan inovasi yang sudah diperiksa dan diterima.',
    toReview: 'Buka daftar pemeriksaan',
    year: 'Tahun diterima',
    yearHint: 'Kosongkan untuk semua tahun.',
    affair: 'Urusan',
    kind: 'Jenis organisasi',
    all: 'Semua',
    submit: 'Buat draf',
  },
};
