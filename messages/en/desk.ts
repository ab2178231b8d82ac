import type { Messages } from '#messages/id.ts';

export const desk: Messages['desk'] = {
  title: 'The juror’s desk',
};
