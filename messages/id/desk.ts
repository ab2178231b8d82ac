/** Words of the juror’s desk. */
export const desk = {
  title: 'Meja juri',
};
