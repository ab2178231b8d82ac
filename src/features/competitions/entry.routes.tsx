import { type Context, Hono } from 'hono';
import { Invalid } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { addExports } from '#platform/http/exports.tsx';
import { type FormValues, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { decideEntry } from './check.acts.ts';
import { contestsTakingEntries } from './enter.queries.ts';
import { enterRoutes } from './enter.routes.tsx';
import { sendEntry, withdrawEntry } from './entry.acts.ts';
import { entryColumns } from './entry-columns.ts';
import { decisions } from './entry-decision.ts';
import { entryList, entryRows, ownEntries } from './entry-list.queries.ts';
import { addressId, sent, several, stepIn } from './entry-requests.ts';
import { entryListAddress, readEntrySearch } from './entry-search.ts';
import { showEntry } from './entry-shown.routes.tsx';
import { EntryListPage, OwnEntriesPage } from './pages/entry-list-page.tsx';
import { teamRoutes } from './team.routes.tsx';

const one = '/kerja/peserta/:id{[0-9a-f]{8}-[0-9a-f-]{27}}';
const all = '/kerja/lomba/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/peserta';

/** Entries: entering, one's own, the committee's list and check. */
export const entryRoutes = new Hono<Env>().route('/', enterRoutes).route('/', teamRoutes);

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
