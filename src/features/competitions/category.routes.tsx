import { type Context, Hono } from 'hono';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, readForm } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId, newId } from '#platform/ids.ts';
import { removeCategory, saveCategory } from './category.acts.ts';
import { type Category, categoryInput } from './category.ts';
import { competitionVersion } from './competition-input.ts';
import { answer, typedOf } from './form-answers.routes.tsx';
import { committeeDesk, type Desk } from './page.queries.ts';
import { CategoriesPage } from './pages/categories-page.tsx';
import { CategoryPage } from './pages/category-page.tsx';
import { type Typed, tick } from './pages/typed.ts';

export const categoryRoutes = new Hono<Env>();

const fresh: Typed = { form: 'official', shortlistSize: '10', winners: '3' };

categoryRoutes.get('/kerja/lomba/:id/kategori', async (c) =>
  renderPage(c, <CategoriesPage {...(await committeeDesk(c.get('ctx'), c.req.param('id')))} />),
);

categoryRoutes.get('/kerja/lomba/:id/kategori/baru', async (c) => {
  const { competition } = await committeeDesk(c.get('ctx'), c.req.param('id'));
  return renderPage(
    c,
    <CategoryPage competition={competition} id={newId()} name={null} typed={fresh} entered={false} />,
  );
});

categoryRoutes.post('/kerja/lomba/:id/kategori/baru', async (c) => {
  const desk = await committeeDesk(c.get('ctx'), c.req.param('id'));
  const values = await readForm(c);
  const id = typeof values.id === 'string' && isId(values.id) ? values.id : newId();
  return save(c, desk, id, values, null);
});

categoryRoutes.get('/kerja/lomba/:id/kategori/:category', async (c) => {
  const desk = await committeeDesk(c.get('ctx'), c.req.param('id'));
  const category = find(desk, c.req.param('category'));
  const { competition } = desk;
  return renderPage(
    c,
    <CategoryPage
      competition={competition}
      id={category.id}
      name={category.name}
      typed={storedOf(category)}
      entered={hasEntries(desk, category.id)}
    />,
  );
});

categoryRoutes.post('/kerja/lomba/:id/kategori/:category', async (c) => {
  const desk = await committeeDesk(c.get('ctx'), c.req.param('id'));
  const category = find(desk, c.req.param('category'));
  return save(c, desk, category.id, await readForm(c), category.name);
});

categoryRoutes.post('/kerja/lomba/:id/kategori/:category/hapus', async (c) => {
  const id = c.req.param('id');
  const values = await readForm(c);
  return answer(
    c,
    async () => {
      const { version } = parseWith(competitionVersion, values);
      await removeCategory(c.get('ctx'), id, c.req.param('category'), version);
      return goTo(c, `/kerja/lomba/${id}/kategori`, 'competitions.removed');
    },
    async (errors) => <CategoriesPage {...(await committeeDesk(c.get('ctx'), id))} errors={errors} />,
  );
});

function save(c: Context<Env>, desk: Desk, id: string, values: FormValues, name: string | null): Promise<Response> {
  const { competition } = desk;
  return answer(
    c,
    async () => {
      await saveCategory(c.get('ctx'), competition.id, parseWith(categoryInput, { ...values, id }));
      return goTo(c, `/kerja/lomba/${competition.id}/kategori`, 'competitions.category');
    },
    (errors) => (
      <CategoryPage
        competition={competition}
        id={id}
        name={name}
        typed={typedOf(values)}
        errors={errors}
        entered={hasEntries(desk, id)}
      />
    ),
  );
}

function find({ categories }: Desk, id: string): Category {
  const found = categories.find((one) => one.id === id);
  if (!found) throw new NotFound(`no category ${id}`);
  return found;
}

const hasEntries = ({ counts }: Desk, id: string) =>
  counts.some(({ categoryId, state }) => categoryId === id && state !== 'withdrawn');

function storedOf(category: Category): Typed {
  const { name, description, organizationKinds, form, team, sustained, shortlistSize, winners } = category;
  return {
    ...{ name, description, form },
    organizationKinds: organizationKinds.join(','),
    team: tick(team),
    sustained: tick(sustained),
    minimumAgeMonths: String(category.minimumAgeMonths ?? ''),
    capPerOrganization: String(category.capPerOrganization ?? ''),
    winnersBarredYears: String(category.winnersBarredYears ?? ''),
    shortlistSize: String(shortlistSize),
    winners: String(winners),
  };
}
