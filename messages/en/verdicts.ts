import type { Messages } from '#messages/id.ts';

export const verdicts: Messages['verdicts'] = {
  title: 'Plenary',
};
