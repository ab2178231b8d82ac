import { type Context, Hono } from 'hono';
import type { ComponentChildren } from 'preact';
import { Invalid } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { addExports } from '#platform/http/exports.tsx';
import { type FormValues, type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import { decideEntry } from './check.acts.ts';
import { contestsTakingEntries } from './enter.queries.ts';
import { enterRoutes } from './enter.routes.tsx';
import { sendEntry, withdrawEntry } from './entry.acts.ts';
import { entryWork } from './entry.queries.ts';
import { entryColumns } from './entry-columns.ts';
import { decisions } from './entry-decision.ts';
import { entryList, entryRows, ownEntries } from './entry-list.queries.ts';
import { addressId, sent, several, stepIn } from './entry-requests.ts';
import { entryListAddress, readEntrySearch } from './entry-search.ts';
import { EntryListPage, OwnEntriesPage } from './pages/entry-list-page.tsx';
import { EntryPage } from './pages/entry-page.tsx';
import { sayProblems } from './pages/entry-words.tsx';

const one = '/kerja/peserta/:id{[0-9a-f]{8}-[0-9a-f-]{27}}';
const all = '/kerja/lomba/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/peserta';

/** Entries: entering, one's own, the committee's list and check. */
export const entryRoutes = new Hono<Env>().route('/', enterRoutes);

entryRoutes.get('/kerja/peserta', async (c) => {
  const ctx = c.get('ctx');
  const [lines, contests] = [await ownEntries(ctx), await contestsTakingEntries(ctx)];
  return renderPage(c, <OwnEntriesPage lines={lines} contests={contests} />);
});

entryRoutes.get(all, async (c) => {
  const search = readEntrySearch((name) => c.req.query(name));
  const list = await entryList(c.get('ctx'), addressId(c.req.param('id')), search);
  return renderPage(c, <EntryListPage list={list} search={search} />);
});

addExports(entryRoutes, all, async (c) => {
  const { messages } = c.get('frame');
  const id = addressId(c.req.param('id'));
  const search = readEntrySearch((name) => c.req.query(name));
  const { name, rows } = await entryRows(c.get('ctx'), id, search);
  const lead = [search.words, search.state ? messages.entries.states[search.state] : ''].filter(Boolean).join(', ');
  const title = messages.entries.list.title(name);
  return {
    file: 'peserta-lomba',
    title,
    lead,
    back: entryListAddress(id, search),
    columns: entryColumns(messages),
    rows,
  };
});

entryRoutes.get(one, (c) => showEntry(c));

/** Each step reads its form, calls one act, and comes back to the page: with a notice, or with what is wrong. */
function addStep(path: string, notice: string, act: (c: Context<Env>, form: FormValues) => Promise<void>): void {
  entryRoutes.post(`${one}${path}`, async (c) => {
    const form = await readForm(c);
    const refusal = await refusalOf(() => act(c, form));
    if (refusal) return showEntry(c, { refusal, typed: form });
    return goTo(c, notice === 'withdrawn' ? '/kerja' : `/kerja/peserta/${c.req.param('id')}`, `entries.${notice}`);
  });
}

addStep('/kirim', 'sent', (c, form) => sendEntry(c.get('ctx'), stepIn(c.req.param('id'), form)));

addStep('/tarik', 'withdrawn', async (c, form) => {
  try {
    await withdrawEntry(c.get('ctx'), stepIn(c.req.param('id'), form, sent(form, 'reason')));
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    // The same note stands in another form of the page.
    throw new Invalid(
      error.faults.map((fault) => ({ ...fault, field: fault.field === 'note' ? 'reason' : fault.field })),
    );
  }
});

addStep('/putuskan', 'decided', async (c, form) => {
  const decision = decisions.find((known) => known === sent(form, 'decision'));
  if (!decision) throw new Invalid([{ field: 'decision', message: 'entries.errors.decision' }]);
  const step = stepIn(c.req.param('id'), form, sent(form, 'note'));
  await decideEntry(c.get('ctx'), decision, { ...step, rules: several(form, 'rules') });
});

export interface Returned {
  refusal: Refusal;
  typed: FormValues;
}

/** The page of one entry, with what was typed and refused. */
export async function showEntry(
  c: Context<Env>,
  returned?: Returned,
  team: ComponentChildren = null,
): Promise<Response> {
  const work = await entryWork(c.get('ctx'), addressId(c.req.param('id')));
  const errors = sayProblems(c.get('frame').messages, returned?.refusal.faults ?? []);
  const page = <EntryPage work={work} formKey={newId()} errors={errors} typed={returned?.typed ?? {}} team={team} />;
  return renderPage(c, page, returned?.refusal.status);
}
