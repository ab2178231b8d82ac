import type { Messages } from '#messages/id.ts';
import type { Ctx, HeldOffice } from '#platform/tenancy.ts';
import type { PersonFace } from '#ui/frame.tsx';
import { officeTitle } from './title.ts';

/** The title under which the person acts in that office. */
export function titleOfOffice(office: HeldOffice, messages: Messages): string {
  return officeTitle(
    office.role,
    office.kind,
    office.organizationKind,
    office.organizationName,
    messages.people.titles,
  );
}

/** What the header says of the signed-in person. `waiting` is counted by the features that have tasks. */
export function personFace(ctx: Ctx, messages: Messages, waiting = 0): PersonFace | null {
  const { actor } = ctx;
  if (!actor) return null;
  const [first] = actor.offices;
  const { titles } = messages.people;
  const without = actor.platformAdministrator ? titles.platformAdministrator : titles.none;
  return {
    name: actor.name,
    title: first ? titleOfOffice(first, messages) : without,
    waiting,
    roles: [...new Set(actor.offices.map((office) => office.role))],
  };
}
