const number = (value: number, digits = 3) =>
  new Intl.NumberFormat('id-ID', { maximumFractionDigits: digits }).format(value);

/** Words of who reads what. */
export const assignments = {
  title: 'Penugasan juri',
  lead: 'Siapa membaca apa. Sistem menghitung dua penugasan; Anda memilih satu, dan dapat mengubahnya satu per satu.',
  stages: { desk: 'Penilaian berkas', presentation: 'Presentasi', field: 'Tinjauan lapangan' },
  stagesLabel: 'Tahap penilaian',
  noStage: 'Lomba ini tidak memiliki tahap penilaian.',
  counts: { entries: 'peserta yang dinilai', jurors: 'juri yang bertugas', reviews: 'bacaan sudah ditugaskan' },
  noEntries: 'Belum ada peserta yang memenuhi syarat pada tahap ini.',
  noJurors: 'Belum ada juri. Tunjuk juri lebih dahulu.',
  form: {
    title: 'Hitung penugasan',
    k: 'Juri per peserta',
    kHint: 'Kosongkan bila setiap juri membaca semua peserta yang boleh dibacanya.',
    connected: 'Semua juri dan peserta saling terhubung, agar nilai dapat dibandingkan',
    submit: 'Hitung',
    loads:
      'Batas beban tiap juri berasal dari daftar juri; pasangan yang ditetapkan dan yang sudah dinilai dipertahankan.',
  },
  plan: {
    title: 'Hasil hitungan',
    made: (when: string) => `Dihitung ${when}`,
    taken: 'sudah dipakai',
    objectives: { total: 'Kecocokan total tertinggi', maxmin: 'Teradil bagi peserta terlemah' },
    explain: {
      total: 'Jumlah kecocokan semua pasangan setinggi mungkin.',
      maxmin: 'Peserta yang paling lemah penilainya mendapat sebaik mungkin.',
    },
    total: 'Jumlah kecocokan',
    worst: 'Peserta terlemah',
    bound: 'Batas atas',
    proven: 'terbukti terbaik',
    gap: (points: number) => `paling jauh ${number(points)} di bawah yang terbaik`,
    kept: (kept: number, of: number, points: number) =>
      `${kept} dari ${of} pasangan lama dipertahankan, harganya ${number(points)} poin`,
    prices: 'Harga tiap syarat (poin)',
    constraints: {
      connected: 'semua terhubung',
      fixed: 'pasangan yang ditetapkan',
      least: 'beban minimal juri',
      previous: 'mempertahankan pasangan lama',
      conflicts: 'konflik kepentingan',
    },
    take: 'Pakai penugasan ini',
    takeQuestion:
      'Penugasan menjadi tugas juri. Bacaan yang sudah diberi nilai tetap; yang belum disentuh dapat ditarik.',
    pairs: (n: number) => `${n} pasangan dan alasannya`,
    refused: 'Permintaan ini tidak dapat dipenuhi',
  },
  refused: {
    few_jurors: (entry: string, k: number, able: number) =>
      `Peserta ${entry} meminta ${k} juri, tetapi hanya ${able} yang boleh membacanya. Perubahan terkecil: turunkan menjadi ${able}, atau tambah ${k - able} juri tanpa konflik.`,
    full: (readings: number, raise: string, lower: string) =>
      `Juri yang boleh sudah penuh: ${readings} bacaan tidak tertampung. Perubahan terkecil: naikkan batas ${raise}; atau kurangi ${readings} bacaan dari peserta ${lower}.`,
    raise: (juror: string, by: number, to: number) => `${juror} sebanyak ${by} (menjadi ${to})`,
    more: (n: number) => `dan ${n} lainnya`,
    idle: (juror: string, min: number, reachable: number) =>
      `Juri ${juror} paling sedikit ${min} peserta, tetapi hanya ${reachable} yang dapat diberikan. Perubahan terkecil: turunkan batas bawahnya menjadi ${reachable}.`,
    fixed_above_k: (entry: string, k: number, fixed: number) =>
      `Peserta ${entry} meminta ${k} juri, tetapi ${fixed} sudah ditetapkan. Naikkan menjadi ${fixed} atau lepas ${fixed - k} pasangan.`,
    fixed_above_max: (juror: string, max: number, fixed: number) =>
      `Juri ${juror} paling banyak ${max} peserta, tetapi ${fixed} sudah ditetapkan. Naikkan batasnya menjadi ${fixed} atau lepas ${fixed - max} pasangan.`,
    apart: (parts: number, readings: number) =>
      `Penugasan terpecah menjadi ${parts} bagian dan tidak ada pertukaran yang menyatukannya. Tambah ${readings} bacaan: naikkan jumlah juri pada ${readings} peserta.`,
  },
  now: {
    title: 'Tugas sekarang',
    none: 'Belum ada tugas pada tahap ini.',
    entry: 'Peserta',
    juror: 'Juri',
    why: 'Alasan',
    load: 'Beban',
    states: { assigned: 'ditugaskan', submitted: 'sudah dinilai', recused: 'dikembalikan juri', withdrawn: 'ditarik' },
    fixed: 'ditetapkan',
    mentored: 'pernah mendampingi',
    remove: 'Tarik',
    removeTitle: (entry: string, juror: string) => `Tarik ${entry} dari ${juror}?`,
    reason: 'Alasan',
  },
  add: {
    title: 'Tetapkan satu pasangan',
    lead: 'Pasangan yang Anda tetapkan dipertahankan saat dihitung ulang.',
    submit: 'Tetapkan',
  },
  left: {
    title: 'Juri yang tidak bertugas lagi',
    text: (juror: string, n: number) => `${juror} masih memegang ${n} bacaan yang belum dinilai.`,
    submit: 'Bagikan ulang bacaannya',
  },
  why: {
    category: 'mengenal kategori ini',
    affair: 'menguasai urusan ini',
    language: 'berbahasa sama',
    none: 'tidak ada kecocokan khusus',
    value: (value: number) => `kecocokan ${number(value, 2)}`,
  },
  notices: {
    computed: 'Penugasan dihitung.',
    taken: 'Penugasan dipakai: {added} bacaan ditambahkan, {withdrawn} ditarik.',
    added: 'Pasangan ditetapkan.',
    removed: 'Bacaan ditarik.',
    reassigned: 'Bacaan dibagikan ulang: {count}.',
  },
  errors: {
    committeeOnly: 'Hanya panitia lomba yang mengatur penugasan.',
    k: 'Isi bilangan 1 sampai 50, atau kosongkan.',
    stage: 'Pilih tahap yang ada pada lomba ini.',
    reason: 'Tulis alasannya, paling sedikit 5 huruf.',
    juror: 'Pilih juri yang bertugas.',
    entry: 'Pilih peserta yang dinilai pada tahap ini.',
    conflict: 'Juri ini memiliki konflik kepentingan dengan peserta itu.',
    mentored: 'Juri ini mendampingi inovasi itu; lomba ini tidak membolehkannya menilai.',
    closed: 'Tahap ini sudah ditutup.',
    over: 'Lomba ini tidak dapat diubah lagi.',
    scored: 'Bacaan ini sudah diberi nilai dan tidak dapat ditarik.',
    noRubric: 'Kategori peserta ini belum memiliki rubrik pada tahap ini.',
    outdated: 'Peserta, juri, atau konflik berubah sejak dihitung. Hitung sekali lagi.',
    refused: 'Hitungan ini tidak dapat dipakai karena permintaannya tidak terpenuhi.',
    cannotMove: 'Bacaan tidak dapat dibagikan ulang: {why}',
  },
  file: {
    heading: 'Berkas tidak dapat dihitung:',
    impossible: 'Permintaan tidak dapat dipenuhi:',
    notJson: 'bukan JSON yang benar',
    duplicate: 'ada dua kali',
    unknownJuror: 'juri ini tidak ada dalam "jurors"',
    unknownEntry: 'peserta ini tidak ada dalam "entries"',
    fixedAndBarred: 'pasangan ini ditetapkan dan sekaligus dilarang',
    minAboveMax: 'min melebihi max',
    rows: 'jumlah baris harus sama dengan jumlah juri',
    columns: 'jumlah angka harus sama dengan jumlah peserta',
    number: 'harus bilangan biasa',
    wrong: 'tidak sesuai bentuk berkas',
    unknownKey: 'kunci tidak dikenal',
    more: (n: number) => `… dan ${n} kesalahan lain`,
    juror: 'JURI',
    entries: 'PESERTA',
    summary: (pairs: number, total: number, worst: number, bound: number) =>
      `${pairs} pasangan; jumlah ${number(total)}; peserta terlemah ${number(worst)}; batas atas ${number(bound)}`,
  },
};
