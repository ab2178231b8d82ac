/** Words of jurors, conflicts of interest and appointment. */
export const jurors = {
  title: 'Juri',
};
