import { type Context, Hono } from 'hono';
import type { Messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import type { Fault } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { addExports, type ListExport } from '#platform/http/exports.tsx';
import { type FormValues, parseWith, type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { drawChart } from '#ui/charts/draw-chart.ts';
import { CalculationPage } from './pages/calculation-page.tsx';
import { ResultPage } from './pages/result-page.tsx';
import { assignExtraReviews, setShortlist } from './result.acts.ts';
import { resultRoom } from './result.queries.ts';
import { extraForm, shortlistForm } from './result.ts';
import type { ResultRoom, RoomLine } from './result-room.ts';

const one = '/kerja/lomba/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/hasil';

export const resultRoutes = new Hono<Env>();

addExports(resultRoutes, one, async (c) => exportOf(await roomFor(c), c));

resultRoutes.get(one, async (c) => renderPage(c, <ResultPage room={await roomFor(c)} />));

resultRoutes.get(`${one}/perhitungan`, async (c) => {
  const room = await roomFor(c);
  return renderPage(c, <CalculationPage room={room} chart={await chartOf(room, c.get('frame').messages)} />);
});

resultRoutes.post(`${one}/bacaan`, async (c) => {
  const form = await readForm(c);
  const competitionId = c.req.param('id') ?? '';
  let given = 0;
  const refusal = await refusalOf(async () => {
    const { kategori: categoryId, tahap: stage } = parseWith(extraForm, form);
    given = await assignExtraReviews(c.get('ctx'), { competitionId, categoryId, stage });
  });
  if (refusal)
    return refused(c, form, { ...refusal, faults: refusal.faults.map((one) => ({ ...one, field: 'bacaan' })) });
  return goTo(c, addressOf(form, competitionId), given > 0 ? 'results.extraGiven' : 'results.extraNone', { n: given });
});

resultRoutes.post(`${one}/daftar-pendek`, async (c) => {
  const form = await readForm(c);
  const competitionId = c.req.param('id') ?? '';
  const refusal = await refusalOf(async () => {
    const { kategori: categoryId, peserta, lain, alasan: reason, seen } = parseWith(shortlistForm, form);
    await setShortlist(c.get('ctx'), { competitionId, categoryId, entryIds: [...peserta, ...lain], reason, seen });
  });
  if (refusal) return refused(c, form, refusal);
  return goTo(c, addressOf(form, competitionId), 'results.shortlisted');
});

function roomFor(c: Context<Env>, asked?: FormValues): Promise<ResultRoom> {
  const stage = asked ? text(asked, 'tahap') : (c.req.query('tahap') ?? '');
  const categoryId = asked ? text(asked, 'kategori') : (c.req.query('kategori') ?? '');
  const typed = c.req.query('halaman') ?? '';
  const page = /^[1-9]\d{0,4}$/.test(typed) ? Number(typed) : 1;
  return resultRoom(c.get('ctx'), c.req.param('id') ?? '', { stage, categoryId, page });
}

const text = (form: FormValues, name: string): string => [form[name] ?? ''].flat().at(-1) ?? '';

/** What was typed comes back with what is wrong. */
async function refused(c: Context<Env>, form: FormValues, { faults, status }: Refusal): Promise<Response> {
  const room = await roomFor(c, form);
  const typed = { peserta: [form.peserta ?? [], form.lain ?? []].flat(), alasan: text(form, 'alasan') };
  const errors = problemsOf(c.get('frame').messages, faults);
  return renderPage(c, <ResultPage room={room} errors={errors} typed={'seen' in form ? typed : null} />, status);
}

function problemsOf(messages: Messages, faults: readonly Fault[]): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const { field, message, values } of faults)
    problems[field] ??= messageAt(messages, message, values) ?? messages.common.errors.wrongValue;
  return problems;
}

function addressOf(form: FormValues, competitionId: string): string {
  const query = new URLSearchParams({ tahap: text(form, 'tahap') || 'desk', kategori: text(form, 'kategori') });
  return `/kerja/lomba/${competitionId}/hasil?${query}`;
}

/** Chances around the cut: more bars than these say nothing on a phone. */
const mostBars = 20;

async function chartOf({ chosen }: ResultRoom, { results }: Messages) {
  if (!chosen || chosen.lines.length === 0) return null;
  const title = results.how.chart(String(chosen.standing.places));
  const items = chosen.lines.slice(0, mostBars).map((line) => ({
    label: nameOf(line, results),
    value: Math.round(line.topPlaces * 100),
  }));
  return drawChart({ kind: 'bars', title, heads: [results.how.chartName, results.how.chartValue], items });
}

function nameOf({ number, title }: RoomLine, results: Messages['results']): string {
  const shown = String(number).padStart(3, '0');
  return title === null ? results.number(shown) : `${shown} · ${title}`;
}

function exportOf({ contest, chosen }: ResultRoom, c: Context<Env>): ListExport<RoomLine> {
  const { results } = c.get('frame').messages;
  const { columns, certainty } = results;
  const figure = (head: string, cell: (line: RoomLine) => number) => ({ head, kind: 'number' as const, cell });
  const four = (value: number) => Math.round(value * 1e4) / 1e4;
  return {
    file: results.export.file,
    title: `${results.title}: ${contest.name}`,
    ...(chosen && { lead: results.export.stage(chosen.category.name, results.stages[chosen.stage.kind]) }),
    columns: [
      figure(columns.rank, ({ rank }) => rank),
      { head: columns.entry, width: 60, cell: (line) => nameOf(line, results) },
      { head: columns.organization, width: 40, cell: ({ organization }) => organization ?? '' },
      figure(columns.score, (line) => four(line.calibrated)),
      figure(columns.spread, ({ sd }) => four(sd)),
      figure(columns.mean, ({ mean }) => four(mean)),
      figure(columns.readings, ({ readings }) => readings),
      figure(columns.band, ({ tieBand }) => tieBand),
      { head: columns.certainty, width: 30, cell: (line) => certainty[line.certainty] },
      { head: columns.shortlisted, cell: (line) => (line.shortlisted ? results.export.yes : '') },
    ],
    rows: chosen?.lines ?? [],
  };
}
