/** Words of the results room. */
export const results = {
  title: 'Hasil penilaian',
};
