import { areas } from './id/areas.ts';
import { catalogue } from './id/catalogue.ts';
import { commands } from './id/commands.ts';
import { common } from './id/common.ts';
import { indexPages } from './id/index-pages.ts';
import { innovationIndex } from './id/innovation-index.ts';
import { innovations } from './id/innovations.ts';
import { organizations } from './id/organizations.ts';
import { people } from './id/people.ts';
import { portal } from './id/portal.ts';
import { signIn } from './id/sign-in.ts';
import { ui } from './id/ui.ts';

/** The Indonesian catalogue, the only home of words shown to people. One file a feature under `id/`. */
export const id = {
  areas,
  catalogue,
  commands,
  common,
  indexPages,
  innovationIndex,
  innovations,
  organizations,
  people,
  portal,
  signIn,
  ui,
};

export type Messages = typeof id;
