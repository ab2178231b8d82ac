/** Words of the plenary, minutes, awards and what follows. */
export const verdicts = {
  title: 'Sidang pleno',
};
