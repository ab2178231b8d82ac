import { Hono } from 'hono';
import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { parseWith, readForm } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import { answer, typedOf } from './form-answers.routes.tsx';
import { committeeDesk, type Desk } from './page.queries.ts';
import { RubricPage, type RubricPageProps } from './pages/rubric-page.tsx';
import { type Typed, tick } from './pages/typed.ts';
import { changeRubric, type RubricUse, takeRubric } from './rubric.acts.ts';
import { type Criterion, mostCriteria, type Rubric, rubricTyped } from './rubric.ts';

const taking = z.object({
  edited: z.coerce.number('common.errors.wrongForm').int().min(1),
  template: z.string('competitions.errors.choose').min(1, 'competitions.errors.choose'),
});

export function createRubricRoutes(use: RubricUse): Hono<Env> {
  const routes = new Hono<Env>();

  routes.get('/kerja/lomba/:id/rubrik/:rubric', async (c) => {
    const page = pageOf(await committeeDesk(c.get('ctx'), c.req.param('id')), c.req.param('rubric'));
    return renderPage(c, <RubricPage {...page} />);
  });

  routes.post('/kerja/lomba/:id/rubrik/:rubric', async (c) => {
    const page = pageOf(await committeeDesk(c.get('ctx'), c.req.param('id')), c.req.param('rubric'));
    const values = typedOf(await readForm(c));
    if (values.more) return renderPage(c, <RubricPage {...page} typed={values} rows={rowsIn(values) + 1} />);
    return answer(
      c,
      async () => {
        await changeRubric(c.get('ctx'), use, page.competition.id, page.rubric.id, rubricTyped(values));
        return goTo(c, `/kerja/lomba/${page.competition.id}/kategori`, 'competitions.rubric');
      },
      (errors) => <RubricPage {...page} typed={values} rows={rowsIn(values)} errors={errors} />,
    );
  });

  routes.post('/kerja/lomba/:id/rubrik/:rubric/templat', async (c) => {
    const page = pageOf(await committeeDesk(c.get('ctx'), c.req.param('id')), c.req.param('rubric'));
    const values = typedOf(await readForm(c));
    return answer(
      c,
      async () => {
        await takeRubric(c.get('ctx'), page.competition.id, page.rubric.id, parseWith(taking, values));
        return goTo(c, `/kerja/lomba/${page.competition.id}/rubrik/${page.rubric.id}`, 'competitions.rubric');
      },
      (errors) => <RubricPage {...page} template={values.template ?? ''} errors={errors} />,
    );
  });

  return routes;
}

function pageOf({ competition, categories, rubrics }: Desk, id: string): RubricPageProps {
  const rubric = rubrics.find((one) => one.id === id);
  const category = categories.find((one) => one.id === rubric?.categoryId);
  if (!rubric || !category) throw new NotFound(`no rubric ${id}`);
  return { competition, category, rubric, typed: storedOf(rubric), rows: rubric.criteria.length, spare: newIds() };
}

/** Ids for criteria that may be added, so that a repeated send is recognised. */
const newIds = () => Array.from({ length: mostCriteria }, () => newId());

function rowsIn(values: Typed): number {
  const rows = Object.keys(values).flatMap((name) => /^c(\d+)\.name$/.exec(name)?.[1] ?? []);
  return Math.min(mostCriteria - 1, Math.max(0, ...rows.map((n) => Number(n) + 1)));
}

function storedOf({ edited, name, source, scaleMin, scaleMax, showIndex, criteria }: Rubric): Typed {
  const head = { edited, name, source, scaleMin, scaleMax, showIndex: tick(showIndex) };
  return { ...strings(head), ...Object.assign({}, ...criteria.map(criterionOf)) };
}

const strings = (values: Readonly<Record<string, string | number>>): Typed =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));

function criterionOf({ id, name, question, weight, anchors }: Criterion, at: number): Typed {
  const words = Object.fromEntries(anchors.map((one) => [`c${at}.a${one.value}`, one.words]));
  const own = { id, name, question, weight: String(weight).replace('.', ','), order: at + 1 };
  const named = Object.fromEntries(Object.entries(own).map(([part, value]) => [`c${at}.${part}`, String(value)]));
  return { ...named, ...words };
}
