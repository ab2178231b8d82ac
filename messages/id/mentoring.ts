/** Words of mentoring. */
export const mentoring = {
  title: 'Pendampingan',
};
