import { type Context, Hono } from 'hono';
import { messageAt } from '#messages/lookup.ts';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, readForm, refusalIn } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import { computePlans, takePlan } from './assignment.acts.ts';
import { assignmentPage, requireCommittee } from './assignment.queries.ts';
import { fixSchema, handOnSchema, runSchema, takeSchema, withdrawSchema } from './assignment-form.ts';
import { fixPair, withdrawPair } from './assignment-pair.acts.ts';
import { namesOf, sayRefused } from './assignment-words.ts';
import { handOn } from './hand-on.acts.ts';
import { AssignmentPage } from './pages/assignment-page.tsx';

/** The committee's: who reads what in a scoring stage. */
export const assignmentRoutes = new Hono<Env>();

const path = '/kerja/lomba/:id/penugasan';

assignmentRoutes.get(path, (c) => page(c, c.req.query('tahap')));

assignmentRoutes.post(`${path}/hitung`, (c) =>
  change(c, async (id, values) => {
    const run = parseWith(runSchema, values);
    await computePlans(c.get('ctx'), id, run);
    return goTo(c, back(id, run.stage), 'assignments.computed');
  }),
);

assignmentRoutes.post(`${path}/pakai`, (c) =>
  change(c, async (id, values) => {
    const { stage, added, withdrawn } = await takePlan(c.get('ctx'), id, parseWith(takeSchema, values).plan);
    return goTo(c, back(id, stage), 'assignments.taken', { added, withdrawn });
  }),
);

assignmentRoutes.post(`${path}/tetapkan`, (c) =>
  change(c, async (id, values) => {
    const fix = parseWith(fixSchema, values);
    await fixPair(c.get('ctx'), id, fix);
    return goTo(c, back(id, fix.stage), 'assignments.added');
  }),
);

assignmentRoutes.post(`${path}/tarik`, (c) =>
  change(c, async (id, values) => {
    // Each row has a field of its own name; what is wrong with it stands on top.
    const reason = values[`reason-${values.review}`] ?? values.reason;
    const withdrawal = parseWith(withdrawSchema, { ...values, reason });
    await withdrawPair(c.get('ctx'), id, withdrawal);
    return goTo(c, back(id, withdrawal.stage), 'assignments.removed');
  }),
);

assignmentRoutes.post(`${path}/bagi-ulang`, (c) =>
  change(c, async (id, values) => {
    const wish = parseWith(handOnSchema, values);
    const outcome = await handOn(c.get('ctx'), id, wish);
    if ('count' in outcome) return goTo(c, back(id, wish.stage), 'assignments.reassigned', { count: outcome.count });
    const { messages } = c.get('frame');
    const shown = await assignmentPage(c.get('ctx'), id, wish.stage);
    if (!shown) throw new NotFound(`no scoring stage of ${id}`);
    const name = namesOf(shown.stage);
    const why = outcome.refused.map((one) => sayRefused(messages, one, name)).join(' ');
    const said = messageAt(messages, 'assignments.errors.cannotMove', { why }) ?? why;
    return page(c, wish.stage, { errors: { '': said }, status: 422 });
  }),
);

const back = (id: string, stage: string) => `/kerja/lomba/${id}/penugasan?tahap=${stage}`;

interface Returned {
  typed?: Record<string, string>;
  errors?: Record<string, string>;
  status?: 200 | 409 | 422;
}

async function page(c: Context<Env>, asked: string | undefined, { typed, errors, status = 200 }: Returned = {}) {
  const found = await assignmentPage(c.get('ctx'), c.req.param('id') ?? '', asked);
  if (!found) throw new NotFound('no scoring stage');
  const ids = { run: newId(), pair: newId() };
  const shown = { plan: c.req.query('rencana'), juror: c.req.query('juri') };
  return renderPage(
    c,
    <AssignmentPage {...found} ids={ids} shown={shown} typed={typed ?? {}} errors={errors ?? {}} />,
    status,
  );
}

/** Runs a change; what is refused comes back on the page with all that was typed. */
async function change(c: Context<Env>, work: (id: string, values: FormValues) => Promise<Response>): Promise<Response> {
  requireCommittee(c.get('ctx'));
  const values = await readForm(c);
  try {
    return await work(c.req.param('id') ?? '', values);
  } catch (error) {
    const { faults, status } = refusalIn(error);
    const { messages } = c.get('frame');
    const errors = Object.fromEntries(
      faults
        .toReversed()
        .map(({ field, message }) => [field in values ? field : '', messageAt(messages, message) ?? message]),
    );
    const typed = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat().join(', ')]));
    // An unticked box sends nothing.
    if (typed.k !== undefined) typed.connected ??= '';
    return page(c, typed.stage, { typed, errors, status });
  }
}
