import { type Context, Hono } from 'hono';
import { messageAt } from '#messages/lookup.ts';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId } from '#platform/ids.ts';
import { RoomPage } from './pages/room-page.tsx';
import { orderPresentations, setPresentationMinutes, stepPresentation } from './presentation.acts.ts';
import { presentationRoom } from './presentation.queries.ts';

/** The room in which entries are presented: the committee runs the timer, jurors see the same one. */
export const presentationRoutes = new Hono<Env>();

const at = '/kerja/lomba/:id/presentasi';

presentationRoutes.get(at, (c) => show(c));

/** What the timer asks for every few seconds. */
presentationRoutes.get(`${at}.json`, async (c) => {
  const { clock, entries } = await presentationRoom(c.get('ctx'), idIn(c, 'id'));
  const running = entries.find((entry) => entry.running);
  const { from, until } = running?.running ?? {};
  return c.json(
    {
      clock,
      entryId: running?.entryId ?? null,
      state: running?.state ?? null,
      from: from ?? null,
      until: until ?? null,
    },
    200,
    { 'Cache-Control': 'no-store' },
  );
});

presentationRoutes.post(`${at}/urutan`, async (c) => {
  const form = await readForm(c);
  const places = Object.entries(form)
    .filter(([name]) => name.startsWith('urutan-') && isId(name.slice(7)))
    .map(([name, value]) => ({ id: name.slice(7), place: Number([value].flat().at(-1)) }));
  const wanted = places.map(({ place }) => place).sort((a, b) => a - b);
  const whole = wanted.every((place, index) => place === index + 1);
  const ids = whole ? places.sort((a, b) => a.place - b.place).map(({ id }) => id) : [];
  return after(c, form, 'ordered', () => orderPresentations(c.get('ctx'), idIn(c, 'id'), ids));
});

presentationRoutes.post(`${at}/waktu`, async (c) => {
  const form = await readForm(c);
  const minutes = { pitch: numberIn(form.pitch), questions: numberIn(form.questions) };
  return after(c, form, 'minutes', () => setPresentationMinutes(c.get('ctx'), idIn(c, 'id'), minutes));
});

for (const [word, step] of [
  ['mulai', 'begin'],
  ['tanya', 'ask'],
  ['selesai', 'end'],
  ['ulang', 'again'],
] as const) {
  presentationRoutes.post(`${at}/:entry/${word}`, async (c) => {
    const wanted = { competitionId: idIn(c, 'id'), entryId: idIn(c, 'entry'), step };
    return after(c, {}, null, () => stepPresentation(c.get('ctx'), wanted));
  });
}

/** "" is no number. */
function numberIn(value: FormValues[string] | undefined): number {
  const text = [value ?? ''].flat().at(-1)?.trim() ?? '';
  return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
}

async function after(
  c: Context<Env>,
  form: FormValues,
  notice: 'ordered' | 'minutes' | null,
  work: () => Promise<void>,
): Promise<Response> {
  const refusal = await refusalOf(work);
  if (refusal) return show(c, form, refusal);
  return goTo(c, `/kerja/lomba/${idIn(c, 'id')}/presentasi`, notice ? `desk.${notice}` : undefined);
}

async function show(c: Context<Env>, form: FormValues = {}, refusal?: Refusal): Promise<Response> {
  const room = await presentationRoom(c.get('ctx'), idIn(c, 'id'));
  const { messages } = c.get('frame');
  const errors = Object.fromEntries(
    (refusal?.faults ?? []).map(({ field, message }) => [field, messageAt(messages, message) ?? message]),
  );
  const typed = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, [value].flat().at(-1) ?? '']));
  return renderPage(c, <RoomPage room={room} typed={typed} errors={errors} />, refusal?.status);
}

function idIn(c: Context<Env>, name: string): string {
  const id = c.req.param(name) ?? '';
  if (!isId(id)) throw new NotFound(`no ${name} ${id}`);
  return id;
}
