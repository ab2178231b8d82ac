import { aftermath } from './id/aftermath.ts';
import { areas } from './id/areas.ts';
import { assignments } from './id/assignments.ts';
import { briefing } from './id/briefing.ts';
import { calendar } from './id/calendar.ts';
import { catalogue } from './id/catalogue.ts';
import { commands } from './id/commands.ts';
import { common } from './id/common.ts';
import { competitions } from './id/competitions.ts';
import { decree } from './id/decree.ts';
import { desk } from './id/desk.ts';
import { entries } from './id/entries.ts';
import { evidence } from './id/evidence.ts';
import { indexPages } from './id/index-pages.ts';
import { innovationIndex } from './id/innovation-index.ts';
import { innovations } from './id/innovations.ts';
import { invitations } from './id/invitations.ts';
import { jurors } from './id/jurors.ts';
import { mails } from './id/mails.ts';
import { mentoring } from './id/mentoring.ts';
import { openData } from './id/open-data.ts';
import { operations } from './id/operations.ts';
import { organizations } from './id/organizations.ts';
import { papers } from './id/papers.ts';
import { people } from './id/people.ts';
import { portal } from './id/portal.ts';
import { regions } from './id/regions.ts';
import { results } from './id/results.ts';
import { signIn } from './id/sign-in.ts';
import { ui } from './id/ui.ts';
import { verdicts } from './id/verdicts.ts';

/** The Indonesian catalogue, the only home of words shown to people. One file a feature under `id/`. */
export const id = {
  areas,
  briefing,
  calendar,
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
  openData,
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

export type Messages = typeof id;
