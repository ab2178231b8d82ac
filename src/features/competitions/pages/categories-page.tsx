import {
  Button,
  ButtonLink,
  Card,
  ConfirmBlock,
  EmptyState,
  ErrorSummary,
  Form,
  formatNumber,
  Page,
  useMessages,
} from '#ui/index.ts';
import type { Category } from '../category.ts';
import { scoringStages } from '../competition.ts';
import type { Desk } from '../page.queries.ts';
import type { Rubric } from '../rubric.ts';
import { Rules } from './call-page.tsx';
import type { Errors } from './typed.ts';

/** The categories of a contest with the ways to their rubrics. */
export function CategoriesPage({ competition, categories, rubrics, stages, errors = {} }: Desk & { errors?: Errors }) {
  const { desk, categoryForm: words } = useMessages().competitions;
  const own = `/kerja/lomba/${competition.id}`;
  const changeable = competition.state === 'draft' || competition.state === 'announced';
  const held = scoringStages.filter((kind) => stages.some((one) => one.kind === kind));
  const add = changeable && (
    <ButtonLink to={`${own}/kategori/baru`} icon="plus">
      {words.add}
    </ButtonLink>
  );
  return (
    <Page
      title={words.title}
      breadcrumb={[
        { label: desk.title, to: '/kerja/lomba' },
        { label: competition.name, to: own },
      ]}
      aside={add}
    >
      <ErrorSummary errors={errors} />
      {categories.length === 0 && <EmptyState title={words.none} />}
      <div class="grid gap-5 lg:grid-cols-2">
        {categories.map((category) => (
          <Card title={category.name}>
            {category.description && <p class="mb-2">{category.description}</p>}
            <Rules category={category} />
            <h3 class="mt-4 font-bold">{words.rubrics}</h3>
            <ul class="grid gap-2">
              {held.flatMap((stage) =>
                rubrics
                  .filter((one) => one.categoryId === category.id && one.stage === stage)
                  .map((rubric) => <RubricLink own={own} rubric={rubric} />),
              )}
            </ul>
            {changeable && <Deeds own={own} version={competition.version} category={category} />}
          </Card>
        ))}
      </div>
    </Page>
  );
}

function RubricLink({ own, rubric }: { own: string; rubric: Rubric }) {
  const { stages, rubricForm } = useMessages().competitions;
  const total = rubric.criteria.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <li>
      <ButtonLink to={`${own}/rubrik/${rubric.id}`} tone="quiet" icon="list-checks">
        {`${stages[rubric.stage]}: ${rubric.name}`}
      </ButtonLink>
      <p class="ps-4 text-sm text-tinta-2">
        {rubricForm.total(formatNumber(total), rubric.criteria.length)}
        {rubric.version > 1 && <> · {rubricForm.version(rubric.version)}</>}
      </p>
    </li>
  );
}

function Deeds({ own, version, category }: { own: string; version: number; category: Category }) {
  const { categoryForm: words } = useMessages().competitions;
  return (
    <div class="mt-4 flex flex-wrap items-start gap-2">
      <ButtonLink to={`${own}/kategori/${category.id}`} tone="plain" icon="pencil">
        {words.change}
        <span class="sr-only">{` ${category.name}`}</span>
      </ButtonLink>
      <ConfirmBlock open={words.remove} question={words.removeQuestion(category.name)}>
        <Form action={`${own}/kategori/${category.id}/hapus`} hidden={{ version }}>
          <Button tone="danger">{words.remove}</Button>
        </Form>
      </ConfirmBlock>
    </div>
  );
}
