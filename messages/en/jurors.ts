import type { Messages } from '#messages/id.ts';

export const jurors: Messages['jurors'] = {
  title: 'Jurors',
};
