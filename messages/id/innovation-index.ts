/** Words of the national index (IID): reasons, refusals of a file, the table of `iid score`. */
export const innovationIndex = {
  title: 'Indeks Inovasi Daerah',
  /** Why an innovation is not in n, or gives nothing. */
  reasons: {
    stage: 'tahapnya tidak dihitung',
    'no-date': 'tanggal penerapan dan pengembangan kosong',
    'outside-window': 'di luar jendela penerapan',
    rejected: 'ditolak: kematangan 0',
    'no-levels': 'semua indikator 0',
  },
  /** Why a row gives nothing. */
  zeros: {
    'not-filled': 'belum diisi',
    'level-zero': 'level 0',
    rejected: 'inovasi ditolak',
    'no-innovation': 'belum ada inovasi yang dihitung',
    'all-zero': 'semua inovasi level 0',
    'few-affairs': 'urusan wajib pelayanan dasar kurang',
    'no-total': 'jumlah SPD 0',
  },
  status: { official: 'resmi', estimate: 'perkiraan', prognosis: 'perkiraan' },
  editionLabel: (year: number, status: string) => `Edisi ${year} (${status})`,
  estimateNote: (year: number, note: string) => `Edisi ${year} adalah perkiraan. ${note}`,
  part: {
    spd: 'Satuan Pemerintah Daerah (SPD)',
    sid: 'Satuan Inovasi Daerah (SID)',
    meanMaturity: 'Rata-rata kematangan',
    countScore: 'Skor jumlah inovasi',
    total: 'Jumlah',
    n: 'Inovasi yang dihitung (n)',
    divisor: 'Pembagi',
    basicServiceAffairs: 'Urusan wajib pelayanan dasar',
  },
  partOf: (value: string, max: string) => `${value} dari ${max}`,
  table: {
    code: 'Kode',
    name: 'Indikator',
    weight: 'Bobot',
    level: 'Level',
    score: 'Skor',
    max: 'Maks',
    spdTotal: 'Jumlah SPD',
  },
  uncounted: (n: number) => `Inovasi dengan catatan (${n})`,
  notInN: 'tidak dihitung',
  more: (n: number) => `… dan ${n} lainnya`,
  mostGain: 'Paling menambah',
  gainOfSpd: (points: string, level: number) => `+${points} poin bila naik dari level ${level}`,
  gainOfSid: (points: string, innovations: number) => `+${points} poin bila ${innovations} inovasi naik satu level`,
  /** A file that cannot be scored. */
  refusal: {
    heading: 'Berkas tidak dapat dihitung:',
    notJson: 'bukan JSON yang sah',
    notJsonAt: (line: number, column: number) => `bukan JSON yang sah (baris ${line}, kolom ${column})`,
    missing: 'wajib diisi',
    unknownKey: 'kunci ini tidak dikenal',
    duplicate: 'id ini sudah dipakai inovasi lain',
    got: (value: string) => `tertulis ${value}`,
    oneOf: (values: string) => `harus salah satu dari ${values}`,
    unknownAffair: 'urusan tidak dikenal; tulis persis seperti dalam daftar urusan edisi ini',
    date: 'harus tanggal yang ada di kalender, TTTT-BB-HH',
    atLeast: (min: string) => `paling sedikit ${min}`,
    atMost: (max: string) => `paling banyak ${max}`,
    twoDecimals: 'paling banyak dua angka desimal',
    notThis: 'isinya tidak sesuai',
    types: {
      string: 'harus teks',
      number: 'harus angka',
      object: 'harus objek { … }',
      array: 'harus daftar [ … ]',
    },
    unknownEdition: (editions: string) => `edisi tidak dikenal; yang ada: ${editions}`,
    otherEdition: (inFile: number, asked: number) =>
      `berkas menyatakan edisi ${inFile}, perintah meminta edisi ${asked}; samakan dahulu`,
    editionOption: (value: string, editions: string) =>
      `--edition ${value}: edisi tidak dikenal; yang ada: ${editions}`,
  },
};

export type InnovationIndexMessages = typeof innovationIndex;
