import { aftermath } from './en/aftermath.ts';
import { areas } from './en/areas.ts';
import { assignments } from './en/assignments.ts';
import { briefing } from './en/briefing.ts';
import { calendar } from './en/calendar.ts';
import { catalogue } from './en/catalogue.ts';
import { common } from './en/common.ts';
import { competitions } from './en/competitions.ts';
import { decree } from './en/decree.ts';
import { desk } from './en/desk.ts';
import { entries } from './en/entries.ts';
import { evidence } from './en/evidence.ts';
import { indexPages } from './en/index-pages.ts';
import { innovationIndex } from './en/innovation-index.ts';
import { innovations } from './en/innovations.ts';
import { invitations } from './en/invitations.ts';
import { jurors } from './en/jurors.ts';
import { mails } from './en/mails.ts';
import { mentoring } from './en/mentoring.ts';
import { openData } from './en/open-data.ts';
import { operations } from './en/operations.ts';
import { organizations } from './en/organizations.ts';
import { papers } from './en/papers.ts';
import { people } from './en/people.ts';
import { portal } from './en/portal.ts';
import { regions } from './en/regions.ts';
import { results } from './en/results.ts';
import { signIn } from './en/sign-in.ts';
import { ui } from './en/ui.ts';
import { verdicts } from './en/verdicts.ts';
import { id, type Messages } from './id.ts';

/** The English catalogue. The shell speaks Indonesian: its words are not translated. */
export const en: Messages = {
  areas,
  briefing,
  calendar,
  catalogue,
  commands: id.commands,
  common,
  decree,
  evidence,
  indexPages,
  innovationIndex,
  innovations,
  invitations,
  mails,
  openData,
  operations,
  organizations,
  papers,
  people,
  portal,
  regions,
  signIn,
  ui,
  mentoring,
  competitions,
  entries,
  jurors,
  assignments,
  desk,
  results,
  verdicts,
  aftermath,
};
