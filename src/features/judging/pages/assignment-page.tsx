import {
  Alert,
  Button,
  Card,
  Checkbox,
  EmptyState,
  ErrorSummary,
  ExampleChip,
  FigureStrip,
  Form,
  NumberField,
  Page,
  Select,
  Tabs,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { Plan } from '../assignment.queries.ts';
import { type AssignmentStage, active, serves } from '../assignment-stage.ts';
import { pathOf } from '../assignment-words.ts';
import { PlanCard, PlanPairs } from './assignment-plan.tsx';
import { ReadingsNow } from './assignment-readings.tsx';

export interface AssignmentPageProps {
  stage: AssignmentStage;
  plans: readonly Plan[];
  /** Of the next run and the next pair, so that a form sent twice is recognised. */
  ids: { run: string; pair: string };
  /** The plan whose pairs are shown, and the juror whose readings are. */
  shown?: { plan?: string | undefined; juror?: string | undefined };
  typed?: Readonly<Record<string, string>>;
  errors?: Readonly<Record<string, string>>;
}

/** Who reads what in a stage: work it out, look at both results, take one, mend it by hand. */
export function AssignmentPage(props: AssignmentPageProps) {
  const { stage, plans, shown = {}, errors = {} } = props;
  const open = plans.find(({ id }) => id === shown.plan);
  const { assignments } = useMessages();
  const jurors = stage.jurors.filter(serves);
  const given = stage.reviews.filter(active).length;
  return (
    <Page
      title={`${assignments.title}: ${assignments.stages[stage.stage]}`}
      lead={assignments.lead}
      breadcrumb={[
        { label: `${stage.name} ${stage.year}`, to: `/kerja/lomba/${stage.competitionId}` },
        { label: assignments.title },
      ]}
      aside={stage.example ? <ExampleChip /> : undefined}
    >
      <Tabs
        label={assignments.stagesLabel}
        tabs={stage.stages.map((one) => ({
          label: assignments.stages[one],
          to: `${pathOf(stage)}?tahap=${one}`,
          current: one === stage.stage,
        }))}
      />
      <div class="mt-5 grid gap-6">
        <ErrorSummary errors={errors} />
        {stage.closed && <Alert>{assignments.errors.closed}</Alert>}
        <FigureStrip
          figures={[
            { value: stage.entries.length, label: assignments.counts.entries },
            { value: jurors.length, label: assignments.counts.jurors },
            { value: given, label: assignments.counts.reviews },
          ]}
        />
        {stage.entries.length === 0 && <EmptyState title={assignments.noEntries} />}
        {jurors.length === 0 && <EmptyState title={assignments.noJurors} />}
        <RunForm {...props} />
        <Plans stage={stage} plans={plans} />
        {open && <PlanPairs stage={stage} plan={open} />}
        <LeftJurors stage={stage} />
        <ReadingsNow stage={stage} shown={shown.juror} />
        <PairForm {...props} />
      </div>
    </Page>
  );
}

/** Nothing to work out, or too late. */
const still = (stage: AssignmentStage) => stage.closed || stage.entries.length === 0 || !stage.jurors.some(serves);

function RunForm({ stage, ids, typed = {}, errors = {} }: AssignmentPageProps) {
  const { form } = useMessages().assignments;
  if (still(stage)) return null;
  return (
    <Card title={form.title}>
      <Form action={pathOf(stage, '/hitung')} hidden={{ id: ids.run, stage: stage.stage }}>
        <NumberField
          name="k"
          label={form.k}
          hint={form.kHint}
          value={typed.k ?? stage.reviewsPerEntry ?? ''}
          error={errors.k}
        />
        <Checkbox name="connected" value="ya" label={form.connected} checked={(typed.connected ?? 'ya') === 'ya'} />
        <p class="text-sm text-tinta-2">{form.loads}</p>
        <Button>{form.submit}</Button>
      </Form>
    </Card>
  );
}

function Plans({ stage, plans }: Pick<AssignmentPageProps, 'stage' | 'plans'>) {
  const { plan } = useMessages().assignments;
  if (plans.length === 0) return null;
  return (
    <section>
      <h2 class="mb-3 text-xl font-bold">{plan.title}</h2>
      <div class="grid gap-5 lg:grid-cols-2 lg:items-start">
        {plans.map((one) => (
          <PlanCard stage={stage} plan={one} />
        ))}
      </div>
    </section>
  );
}

function LeftJurors({ stage }: Pick<AssignmentPageProps, 'stage'>) {
  const { left } = useMessages().assignments;
  const open = stage.jurors
    .filter((one) => !serves(one))
    .map((one) => ({
      ...one,
      count: stage.reviews.filter(({ jurorId, state }) => jurorId === one.id && state === 'assigned').length,
    }))
    .filter(({ count }) => count > 0);
  if (open.length === 0 || stage.closed) return null;
  return (
    <Card title={left.title}>
      {open.map(({ id, name, count }) => (
        <Form action={pathOf(stage, '/bagi-ulang')} hidden={{ stage: stage.stage, jurorId: id }}>
          <p class="mb-3">{left.text(name, count)}</p>
          <Button>{left.submit}</Button>
        </Form>
      ))}
    </Card>
  );
}

function PairForm({ stage, ids, typed = {}, errors = {} }: AssignmentPageProps) {
  const { add, now } = useMessages().assignments;
  if (still(stage)) return null;
  const jurors = stage.jurors.filter(serves).map(({ id, name }) => ({ value: id, label: name }));
  const entries = stage.entries.map(({ id, number, title }) => ({ value: id, label: `${number}. ${title}` }));
  return (
    <Card title={add.title}>
      <p class="mb-3">{add.lead}</p>
      <Form action={pathOf(stage, '/tetapkan')} hidden={{ id: ids.pair, stage: stage.stage }}>
        <Select name="entryId" label={now.entry} options={entries} value={typed.entryId} error={errors.entryId} />
        <Select name="jurorId" label={now.juror} options={jurors} value={typed.jurorId} error={errors.jurorId} />
        <TextField name="reason" label={now.reason} value={typed.reason} error={errors.reason} maxlength={500} />
        <Button>{add.submit}</Button>
      </Form>
    </Card>
  );
}
