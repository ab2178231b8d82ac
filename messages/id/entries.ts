/** Words of entries to a contest, teams and consents. */
export const entries = {
  title: 'Peserta lomba',
};
