/** What a region begins with, so that its first proposal finds a topic to choose. Its administrator changes the list at will. */
export const firstTopics: readonly string[] = [
  'teknologi dan robotik',
  'tanaman dan hidroponik',
  'kesehatan',
  'pangan sehat',
  'lingkungan hidup',
  'pelayanan',
  'akuntabilitas',
  'transparansi',
  'usaha kecil',
  'pendidikan',
  'perumahan',
  'keamanan',
  'sosial',
];
