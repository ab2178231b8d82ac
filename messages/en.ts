import { areas } from './en/areas.ts';
import { briefing } from './en/briefing.ts';
import { catalogue } from './en/catalogue.ts';
import { common } from './en/common.ts';
import { decree } from './en/decree.ts';
import { evidence } from './en/evidence.ts';
import { indexPages } from './en/index-pages.ts';
import { innovationIndex } from './en/innovation-index.ts';
import { innovations } from './en/innovations.ts';
import { operations } from './en/operations.ts';
import { organizations } from './en/organizations.ts';
import { papers } from './en/papers.ts';
import { people } from './en/people.ts';
import { portal } from './en/portal.ts';
import { regions } from './en/regions.ts';
import { ui } from './en/ui.ts';
import { id, type Messages } from './id.ts';

/** The English catalogue. The shell speaks Indonesian: its words are not translated. */
export const en: Messages = {
  areas,
  briefing,
  catalogue,
  // Not translated yet: invitations, mails, signing in, calendar, open data.
  calendar: id.calendar,
  invitations: id.invitations,
  mails: id.mails,
  openData: id.openData,
  signIn: id.signIn,
  commands: id.commands,
  common,
  decree,
  evidence,
  indexPages,
  innovationIndex,
  innovations,
  operations,
  organizations,
  papers,
  people,
  portal,
  regions,
  ui,
};
