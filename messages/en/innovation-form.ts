import type { Messages } from '#messages/id.ts';

// Good examples stay Indonesian: a proposal is written in Indonesian.
export const innovationForm: Messages['innovations']['form'] = {
  title: {
    name: 'Name of the innovation',
    label: 'What is the innovation called?',
    hint: 'A short name that is easy to remember; what its letters stand for may follow.',
    example: 'PASAR PAGI (Pangan Segar Antar RW, Pagi Hari)',
  },
  summary: {
    name: 'Summary',
    label: 'Tell it in two sentences',
    hint: 'What is done and who is helped. The public reads this in the catalogue.',
    example:
      'Sayur dari kebun warga diantar ke tiap RW sebelum pukul tujuh. Petani mendapat harga lebih baik dan ibu rumah tangga tidak perlu ke pasar.',
  },
  topics: { name: 'Topics', label: 'Which topics does it belong to?', hint: 'Choose one to three.', example: '' },
  initiatorKind: {
    name: 'Initiator',
    label: 'Who began it?',
    hint: 'Who first proposed it and did it.',
    example: '',
  },
  initiatorName: {
    name: 'Name of the initiator',
    label: 'What is their name?',
    hint: 'Of a person, a group or a unit. Stored encrypted, not shown to the public.',
    example: 'Kelompok Wanita Tani Melati, atau nama lengkap orangnya',
  },
  classification: {
    name: 'Classification',
    label: 'Whose innovation is it?',
    hint: 'Look at who runs it day by day.',
    example: '',
  },
  kind: {
    name: 'Kind',
    label: 'Digital or not?',
    hint: 'Digital if an app, a site or an electronic device is at its heart. A chat group alone is not.',
    example: '',
  },
  form: {
    name: 'Form',
    label: 'What form does it have?',
    hint: 'Governance: how the office works inside. Public service: what citizens feel directly.',
    example: '',
  },
  mainAffair: {
    name: 'Main affair',
    label: 'Which affair of government is the main one?',
    hint: 'One only, the closest to the problem that is solved.',
    example: '',
  },
  crossingAffairs: {
    name: 'Related affairs',
    label: 'Other affairs it touches',
    hint: 'Tick those that apply. The main affair need not be ticked again.',
    example: '',
  },
  astaCita: {
    name: 'Asta Cita',
    label: 'Which Asta Cita does it support?',
    hint: 'Choose the one mission of the President that fits best.',
    example: '',
  },
  pkpnCluster: {
    name: 'PKPN cluster',
    label: 'Which cluster of the national priority programmes (PKPN) is it in?',
    hint: 'Choose “Non PKPN” if none fits.',
    example: '',
  },
  pkpnProgram: {
    name: 'PKPN programme',
    label: 'Which PKPN programme?',
    hint: 'Leave it empty if you chose “Non PKPN”.',
    example: 'Pemeriksaan kesehatan gratis',
  },
  stage: {
    name: 'Stage',
    label: 'How far is it?',
    hint: 'Only innovations put to work count in the index.',
    example: '',
  },
  trialOn: {
    name: 'Date of trial',
    label: 'When did its trial begin?',
    hint: 'The first day it was tried with citizens or staff. An estimate will do.',
    example: '',
  },
  implementedOn: {
    name: 'Date put to work',
    label: 'When was it put to work?',
    hint: 'The first day as a regular activity, for example the date of the decree.',
    example: '',
  },
  developedOn: {
    name: 'Date of development',
    label: 'When was it last developed?',
    hint: 'Fill this in if it was put to work before 2024 and then extended or renewed.',
    example: '',
  },
  coordinates: {
    name: 'Coordinates',
    label: 'Where is it?',
    hint: 'Open a map on the phone, press long on the place, copy the two numbers and paste them here.',
    example: '-6.261500, 107.153000',
  },
  designLegalBasis: {
    name: 'Legal basis',
    label: 'What is its legal basis?',
    hint: 'Regulations from the nation down to the village, with number and year, and why they allow this innovation.',
    example:
      'Undang-Undang Nomor 6 Tahun 2014 tentang Desa memberi desa kewenangan mengurus kebersihan lingkungannya. Peraturan Desa Nomor 4 Tahun 2024 menetapkan bank sampah sebagai unit usaha desa, dan Keputusan Kepala Desa Nomor 11 Tahun 2024 menunjuk sembilan orang pengelolanya.',
  },
  designProblem: {
    name: 'Problem',
    label: 'What is the problem, and whom does it affect?',
    hint: 'Write as if telling a neighbour: what happens, where, since when, how many are affected. Say where the figures are from.',
    example:
      'Warga RT 04 dan RT 05 membuang sampah ke saluran karena truk hanya datang dua minggu sekali. Saat hujan, air meluap ke jalan desa. Menurut hitungan Ketua RT, 140 rumah terdampak sejak 2022.',
  },
  designStrategicIssue: {
    name: 'Strategic issue',
    label: 'Why does it matter beyond your village or office?',
    hint: 'Connect it with what concerns the world, Indonesia and the regency.',
    example:
      'Dunia menargetkan separuh sampah makanan berkurang pada 2030 (SDGs 12.3). Secara nasional, Indonesia menuju bebas sampah terbuka. Di kabupaten, tempat pemrosesan akhir sudah melebihi daya tampungnya.',
  },
  designNovelty: {
    name: 'What is new',
    label: 'What is new compared with the old way?',
    hint: 'Tell before and after, one by one.',
    example:
      'Sebelumnya sampah diangkut semua dan dibuang. Sekarang warga memilah dari rumah, sampah basah menjadi maggot untuk pakan lele, sampah kering ditabung, dan hanya sisanya yang diangkut.',
  },
  designHowItWorks: {
    name: 'How it works',
    label: 'How does it work?',
    hint: 'Put the steps in order: who does what, when, with what.',
    example:
      'Setiap Sabtu pukul 08.00 kader menimbang sampah kering di pos RW dan mencatatnya di buku tabungan. Pengepul mengambil pada hari Senin dan membayar ke kas. Setiap tiga bulan warga mengambil tabungannya.',
  },
  designAdvantage: {
    name: 'Advantages',
    label: 'What are its advantages?',
    hint: 'Why this way is better, cheaper or easier to copy than what there was.',
    example:
      'Tidak memerlukan mesin dan listrik. Modal awal Rp3.500.000 kembali dalam tujuh bulan. Desa lain dapat memulai dengan lima kader dan satu timbangan.',
  },
  objective: {
    name: 'Objective',
    label: 'What is its objective?',
    hint: 'The state to be reached, with figures and time if there are any.',
    example: 'Mengurangi sampah yang diangkut ke tempat pemrosesan akhir menjadi separuh dalam satu tahun.',
  },
  benefit: {
    name: 'Benefit',
    label: 'What is the benefit, and for whom?',
    hint: 'Name the groups that feel it and what they feel.',
    example: '210 keluarga mempunyai tabungan, kader mendapat penghasilan tambahan, saluran air tidak tersumbat lagi.',
  },
  result: {
    name: 'Result',
    label: 'What is the result so far?',
    hint: 'Write what has happened and how you know. No result yet may be written just so.',
    example:
      'Sampah terangkut turun dari 12 menjadi 7 meter kubik seminggu (catatan timbang bank sampah, Januari–Juni 2025).',
  },
  budgetLink: {
    name: 'Budget document',
    label: 'Link to the budget document',
    hint: 'A link to a file that anybody can open, beginning with https://',
    example: 'https://drive.google.com/file/d/…',
  },
  businessProfileLink: {
    name: 'Business profile',
    label: 'Link to the business profile',
    hint: 'A presentation or PDF about this innovation, if there is one.',
    example: '',
  },
  intellectualPropertyLink: {
    name: 'Intellectual property',
    label: 'Link to the intellectual property document (HAKI)',
    hint: 'A certificate or proof of registration, if there is one.',
    example: '',
  },
  awardLink: {
    name: 'Award',
    label: 'Link to proof of an award',
    hint: 'A charter or a news item, if it ever won one.',
    example: '',
  },
};

export const innovationSections: Messages['innovations']['sections'] = {
  tentang: {
    name: 'About the innovation',
    lead: 'Begin with what is easy: its name and story.',
    next: 'about the innovation',
  },
  klasifikasi: {
    name: 'Who is responsible, and classification',
    lead: 'Who began it and what kind it is.',
    next: 'who is responsible',
  },
  urusan: {
    name: 'Affairs and priorities',
    lead: 'Affairs of government and the national priorities it supports.',
    next: 'affairs',
  },
  waktu: {
    name: 'Stage, time and place',
    lead: 'How far it is, since when, and where.',
    next: 'stage and time',
  },
  masalah: {
    name: 'Design: the problem',
    lead: 'Three of six questions. The six answers together make one design.',
    next: 'the problem',
  },
  'cara-kerja': {
    name: 'Design: how it works',
    lead: 'The last three questions of the design.',
    next: 'how it works',
  },
  hasil: {
    name: 'Objective, benefit and result',
    lead: 'What it aims at and what is felt already.',
    next: 'objective and result',
  },
  dokumen: {
    name: 'Supporting documents',
    lead: 'All may be left empty. Links are enough here; the files are sent on the page Evidence files.',
    next: 'documents',
  },
};
