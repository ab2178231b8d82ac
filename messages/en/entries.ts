import type { Messages } from '#messages/id.ts';

export const entries: Messages['entries'] = {
  title: 'Entries',
};
