import type { Messages } from '#messages/id.ts';

export const mentoring: Messages['mentoring'] = {
  title: 'Mentoring',
};
