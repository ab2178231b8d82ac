/** The proposal form: for each field its name, its question, how to answer, and a good answer where one helps. */
export const innovationForm = {
  title: {
    name: 'Nama inovasi',
    label: 'Apa nama inovasinya?',
    hint: 'Nama pendek yang mudah diingat, boleh dengan kepanjangannya.',
    example: 'PASAR PAGI (Pangan Segar Antar RW, Pagi Hari)',
  },
  summary: {
    name: 'Ringkasan',
    label: 'Ceritakan dalam dua kalimat',
    hint: 'Apa yang dilakukan dan siapa yang terbantu. Kalimat ini yang dibaca umum di katalog.',
    example:
      'Sayur dari kebun warga diantar ke tiap RW sebelum pukul tujuh. Petani mendapat harga lebih baik dan ibu rumah tangga tidak perlu ke pasar.',
  },
  topics: { name: 'Topik', label: 'Termasuk topik apa?', hint: 'Pilih satu sampai tiga.', example: '' },
  initiatorKind: {
    name: 'Inisiator',
    label: 'Siapa yang memulai?',
    hint: 'Pihak yang pertama kali mengusulkan dan menjalankan.',
    example: '',
  },
  initiatorName: {
    name: 'Nama inisiator',
    label: 'Siapa namanya?',
    hint: 'Nama orang, kelompok, atau satuan kerja. Disimpan terenkripsi, tidak ditampilkan kepada umum.',
    example: 'Kelompok Wanita Tani Melati, atau nama lengkap orangnya',
  },
  classification: {
    name: 'Klasifikasi',
    label: 'Ini inovasi siapa?',
    hint: 'Lihat siapa yang menjalankannya sehari-hari.',
    example: '',
  },
  kind: {
    name: 'Jenis',
    label: 'Digital atau nondigital?',
    hint: 'Digital bila intinya aplikasi, situs, atau alat elektronik. Grup WhatsApp saja bukan inti.',
    example: '',
  },
  form: {
    name: 'Bentuk',
    label: 'Apa bentuknya?',
    hint: 'Tata kelola: cara kerja di dalam kantor. Pelayanan publik: yang langsung dirasakan warga.',
    example: '',
  },
  mainAffair: {
    name: 'Urusan utama',
    label: 'Urusan pemerintahan mana yang utama?',
    hint: 'Satu saja, yang paling dekat dengan masalah yang diselesaikan.',
    example: '',
  },
  crossingAffairs: {
    name: 'Urusan beririsan',
    label: 'Urusan lain yang ikut tersentuh',
    hint: 'Centang bila ada. Urusan utama tidak perlu dicentang lagi.',
    example: '',
  },
  astaCita: {
    name: 'Asta Cita',
    label: 'Mendukung Asta Cita yang mana?',
    hint: 'Pilih satu misi Presiden yang paling sesuai.',
    example: '',
  },
  pkpnCluster: {
    name: 'Klaster PKPN',
    label: 'Masuk klaster Program Kerja Prioritas Nasional (PKPN) mana?',
    hint: 'Pilih “Non PKPN” bila tidak ada yang sesuai.',
    example: '',
  },
  pkpnProgram: {
    name: 'Program PKPN',
    label: 'Program PKPN apa?',
    hint: 'Kosongkan bila Anda memilih “Non PKPN”.',
    example: 'Pemeriksaan kesehatan gratis',
  },
  stage: {
    name: 'Tahapan',
    label: 'Sudah sampai tahap apa?',
    hint: 'Hanya tahap penerapan yang dihitung dalam indeks.',
    example: '',
  },
  trialOn: {
    name: 'Waktu uji coba',
    label: 'Kapan mulai diuji coba?',
    hint: 'Hari pertama dicoba bersama warga atau petugas. Perkiraan tanggal boleh.',
    example: '',
  },
  implementedOn: {
    name: 'Waktu penerapan',
    label: 'Kapan mulai diterapkan?',
    hint: 'Hari pertama berjalan sebagai kegiatan tetap, misalnya tanggal surat keputusan.',
    example: '',
  },
  developedOn: {
    name: 'Waktu pengembangan',
    label: 'Kapan terakhir dikembangkan?',
    hint: 'Isi bila penerapannya sebelum 2024 lalu ditambah, diperluas, atau diperbarui.',
    example: '',
  },
  coordinates: {
    name: 'Titik koordinat',
    label: 'Di mana tempatnya?',
    hint: 'Buka peta di HP, tekan lama pada tempatnya, salin dua angka yang muncul, lalu tempel di sini.',
    example: '-6.261500, 107.153000',
  },
  designLegalBasis: {
    name: 'Dasar hukum',
    label: 'Apa dasar hukumnya?',
    hint: 'Peraturan dari pusat sampai desa, dengan nomor dan tahunnya, dan mengapa peraturan itu mengizinkan inovasi ini.',
    example:
      'Undang-Undang Nomor 6 Tahun 2014 tentang Desa memberi desa kewenangan mengurus kebersihan lingkungannya. Peraturan Desa Nomor 4 Tahun 2024 menetapkan bank sampah sebagai unit usaha desa, dan Keputusan Kepala Desa Nomor 11 Tahun 2024 menunjuk sembilan orang pengelolanya.',
  },
  designProblem: {
    name: 'Permasalahan',
    label: 'Apa masalahnya, dan siapa yang terdampak?',
    hint: 'Tulis seperti bercerita kepada tetangga: apa yang terjadi, di mana, sejak kapan, berapa banyak yang terdampak. Sebutkan dari mana angkanya.',
    example:
      'Warga RT 04 dan RT 05 membuang sampah ke saluran karena truk hanya datang dua minggu sekali. Saat hujan, air meluap ke jalan desa. Menurut hitungan Ketua RT, 140 rumah terdampak sejak 2022.',
  },
  designStrategicIssue: {
    name: 'Isu strategis',
    label: 'Mengapa ini penting di luar desa atau kantor Anda?',
    hint: 'Hubungkan dengan hal yang sedang menjadi perhatian dunia, Indonesia, dan kabupaten.',
    example:
      'Dunia menargetkan separuh sampah makanan berkurang pada 2030 (SDGs 12.3). Secara nasional, Indonesia menuju bebas sampah terbuka. Di kabupaten, tempat pemrosesan akhir sudah melebihi daya tampungnya.',
  },
  designNovelty: {
    name: 'Metode pembaharuan',
    label: 'Apa yang baru dibanding cara lama?',
    hint: 'Ceritakan sebelum dan sesudah, satu per satu.',
    example:
      'Sebelumnya sampah diangkut semua dan dibuang. Sekarang warga memilah dari rumah, sampah basah menjadi maggot untuk pakan lele, sampah kering ditabung, dan hanya sisanya yang diangkut.',
  },
  designHowItWorks: {
    name: 'Cara kerja',
    label: 'Bagaimana cara kerjanya?',
    hint: 'Urutkan langkahnya: siapa melakukan apa, kapan, dengan alat apa.',
    example:
      'Setiap Sabtu pukul 08.00 kader menimbang sampah kering di pos RW dan mencatatnya di buku tabungan. Pengepul mengambil pada hari Senin dan membayar ke kas. Setiap tiga bulan warga mengambil tabungannya.',
  },
  designAdvantage: {
    name: 'Keunggulan',
    label: 'Apa keunggulannya?',
    hint: 'Mengapa cara ini lebih baik, lebih murah, atau lebih mudah ditiru daripada yang sudah ada.',
    example:
      'Tidak memerlukan mesin dan listrik. Modal awal Rp3.500.000 kembali dalam tujuh bulan. Desa lain dapat memulai dengan lima kader dan satu timbangan.',
  },
  objective: {
    name: 'Tujuan',
    label: 'Apa tujuannya?',
    hint: 'Keadaan yang ingin dicapai, dengan angka dan waktunya bila ada.',
    example: 'Mengurangi sampah yang diangkut ke tempat pemrosesan akhir menjadi separuh dalam satu tahun.',
  },
  benefit: {
    name: 'Manfaat',
    label: 'Apa manfaatnya, dan bagi siapa?',
    hint: 'Sebutkan kelompok yang merasakan dan apa yang mereka rasakan.',
    example: '210 keluarga mempunyai tabungan, kader mendapat penghasilan tambahan, saluran air tidak tersumbat lagi.',
  },
  result: {
    name: 'Hasil',
    label: 'Apa hasilnya sejauh ini?',
    hint: 'Tulis yang sudah terjadi dan dari mana Anda mengetahuinya. Belum ada hasil pun boleh ditulis apa adanya.',
    example:
      'Sampah terangkut turun dari 12 menjadi 7 meter kubik seminggu (catatan timbang bank sampah, Januari–Juni 2025).',
  },
  budgetLink: {
    name: 'Dokumen anggaran',
    label: 'Tautan dokumen anggaran',
    hint: 'Tautan ke berkas yang dapat dibuka siapa saja, diawali https://',
    example: 'https://drive.google.com/file/d/…',
  },
  businessProfileLink: {
    name: 'Profil bisnis',
    label: 'Tautan profil bisnis',
    hint: 'Presentasi atau PDF tentang inovasi ini, bila ada.',
    example: '',
  },
  intellectualPropertyLink: {
    name: 'Dokumen HAKI',
    label: 'Tautan dokumen hak kekayaan intelektual (HAKI)',
    hint: 'Sertifikat atau bukti pendaftaran, bila ada.',
    example: '',
  },
  awardLink: {
    name: 'Penghargaan',
    label: 'Tautan bukti penghargaan',
    hint: 'Piagam atau berita, bila pernah mendapat penghargaan.',
    example: '',
  },
};

export const innovationSections = {
  tentang: { name: 'Tentang inovasi', lead: 'Mulai dari yang mudah: nama dan ceritanya.', next: 'tentang inovasi' },
  klasifikasi: {
    name: 'Penanggung jawab dan klasifikasi',
    lead: 'Siapa yang memulai dan termasuk jenis apa.',
    next: 'penanggung jawab',
  },
  urusan: {
    name: 'Urusan dan prioritas',
    lead: 'Urusan pemerintahan dan prioritas nasional yang didukung.',
    next: 'urusan',
  },
  waktu: {
    name: 'Tahap, waktu, dan tempat',
    lead: 'Sudah sejauh mana, sejak kapan, dan di mana.',
    next: 'tahap dan waktu',
  },
  masalah: {
    name: 'Rancang bangun: masalahnya',
    lead: 'Tiga dari enam pertanyaan. Jawaban keenamnya digabung menjadi satu rancang bangun.',
    next: 'masalahnya',
  },
  'cara-kerja': {
    name: 'Rancang bangun: cara kerjanya',
    lead: 'Tiga pertanyaan terakhir rancang bangun.',
    next: 'cara kerja',
  },
  hasil: {
    name: 'Tujuan, manfaat, dan hasil',
    lead: 'Apa yang dituju dan apa yang sudah terasa.',
    next: 'tujuan dan hasil',
  },
  dokumen: {
    name: 'Dokumen pendukung',
    lead: 'Semua boleh dikosongkan. Di sini cukup tautan; berkasnya dikirim di halaman Berkas bukti.',
    next: 'dokumen',
  },
};
