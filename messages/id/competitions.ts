/** Words of contests: set-up, stages, categories, rubrics. */
export const competitions = {
  title: 'Lomba inovasi',
};
