import type { Messages } from '#messages/id.ts';

export const competitions: Messages['competitions'] = {
  title: 'Innovation contests',
};
