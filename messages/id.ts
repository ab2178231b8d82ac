import { areas } from './id/areas.ts';
import { calendar } from './id/calendar.ts';
import { catalogue } from './id/catalogue.ts';
import { commands } from './id/commands.ts';
import { common } from './id/common.ts';
import { indexPages } from './id/index-pages.ts';
import { innovationIndex } from './id/innovation-index.ts';
import { innovations } from './id/innovations.ts';
import { openData } from './id/open-data.ts';
import { organizations } from './id/organizations.ts';
import { people } from './id/people.ts';
import { portal } from './id/portal.ts';
import { ui } from './id/ui.ts';

/** The Indonesian catalogue, the only home of words shown to people. One file a feature under `id/`. */
export const id = {
  areas,
  calendar,
  catalogue,
  commands,
  common,
  indexPages,
  innovationIndex,
  innovations,
  openData,
  organizations,
  people,
  portal,
  ui,
};

export type Messages = typeof id;
