/** Words of who reads what. */
export const assignments = {
  title: 'Penugasan juri',
};
