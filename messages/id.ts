import { areas } from './id/areas.ts';
import { briefing } from './id/briefing.ts';
import { catalogue } from './id/catalogue.ts';
import { commands } from './id/commands.ts';
import { common } from './id/common.ts';
import { decree } from './id/decree.ts';
import { evidence } from './id/evidence.ts';
import { indexPages } from './id/index-pages.ts';
import { innovationIndex } from './id/innovation-index.ts';
import { innovations } from './id/innovations.ts';
import { invitations } from './id/invitations.ts';
import { mails } from './id/mails.ts';
import { operations } from './id/operations.ts';
import { organizations } from './id/organizations.ts';
import { papers } from './id/papers.ts';
import { people } from './id/people.ts';
import { portal } from './id/portal.ts';
import { regions } from './id/regions.ts';
import { signIn } from './id/sign-in.ts';
import { ui } from './id/ui.ts';

/** The Indonesian catalogue, the only home of words shown to people. One file a feature under `id/`. */
export const id = {
  areas,
  briefing,
  catalogue,
  commands,
  common,
  evidence,
  decree,
  indexPages,
  innovationIndex,
  innovations,
  operations,
  invitations,
  mails,
  organizations,
  papers,
  people,
  portal,
  regions,
  signIn,
  ui,
};

export type Messages = typeof id;
