import type { Messages } from '#messages/id.ts';

export const assignments: Messages['assignments'] = {
  title: 'Assignment',
};
