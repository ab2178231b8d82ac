import type { Proposal } from './innovation.ts';

/** So many words, for tests that count them. */
export function wordsOf(count: number): string {
  return Array.from({ length: count }, (_, at) => `kata${at}`).join(' ');
}

/** A proposal that may be sent on any day after June 2025. */
export const completeProposal: Proposal = {
  title: 'Bank Sampah Sabtu (contoh)',
  summary: 'Warga menabung sampah kering setiap Sabtu dan mengambil hasilnya tiga bulan sekali.',
  topics: ['lingkungan-hidup'],
  initiatorKind: 'Masyarakat',
  initiatorName: 'Kelompok Melati',
  kind: 'Non Digital',
  form: 'Pelayanan publik',
  classification: 'Inovasi Desa',
  mainAffair: 'Lingkungan Hidup',
  crossingAffairs: ['Kesehatan'],
  astaCita: 8,
  pkpnCluster: 'Non PKPN',
  pkpnProgram: null,
  stage: 'penerapan',
  trialOn: '2024-02-01',
  implementedOn: '2024-06-01',
  developedOn: null,
  coordinates: '-6.2615, 107.153',
  designLegalBasis: wordsOf(50),
  designProblem: wordsOf(50),
  designStrategicIssue: wordsOf(50),
  designNovelty: wordsOf(50),
  designHowItWorks: wordsOf(50),
  designAdvantage: wordsOf(50),
  objective: 'Sampah yang diangkut turun menjadi separuh.',
  benefit: 'Keluarga mempunyai tabungan.',
  result: 'Belum diukur.',
  budgetLink: null,
  businessProfileLink: null,
  intellectualPropertyLink: null,
  awardLink: null,
};
