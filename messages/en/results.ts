import type { Messages } from '#messages/id.ts';

export const results: Messages['results'] = {
  title: 'Results',
};
