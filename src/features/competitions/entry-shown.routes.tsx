import type { Context } from 'hono';
import type { Env } from '#platform/http/env.ts';
import type { FormValues, Refusal } from '#platform/http/forms.ts';
import { renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import { entryWork } from './entry.queries.ts';
import { addressId } from './entry-requests.ts';
import { EntryPage } from './pages/entry-page.tsx';
import { sayProblems } from './pages/entry-words.tsx';
import { TeamCard, type TeamCardProps } from './pages/team-card.tsx';
import { teamOf } from './team.queries.ts';

export interface Returned {
  refusal: Refusal;
  typed: FormValues;
}

/** The page of one entry, with what was typed and refused, and with a pupil's name after somebody asked for it. */
export async function showEntry(
  c: Context<Env>,
  returned: Returned | null = null,
  revealed: TeamCardProps['revealed'] = null,
): Promise<Response> {
  const ctx = c.get('ctx');
  const work = await entryWork(ctx, addressId(c.req.param('id')));
  const errors = sayProblems(c.get('frame').messages, returned?.refusal.faults ?? []);
  const typed = returned?.typed ?? {};
  const team = work.category.team && (
    <TeamCard
      entryId={work.row.id}
      members={await teamOf(ctx, work.row.id)}
      mayAdd={work.may.team}
      newId={newId()}
      {...{ typed, errors, revealed }}
    />
  );
  const page = <EntryPage work={work} formKey={newId()} errors={errors} typed={typed} team={team} />;
  return renderPage(c, page, returned?.refusal.status);
}
