import {
  Alert,
  Button,
  Card,
  Checkbox,
  DateField,
  ErrorSummary,
  Form,
  formatDate,
  NumberField,
  Page,
  StickyBar,
  TextField,
  useMessages,
} from '#ui/index.ts';
import { isScoringStage, type StageKind, stageKinds } from '../competition.ts';
import type { Desk } from '../page.queries.ts';
import { ExtensionPart } from './extension-part.tsx';
import { type Errors, fieldsOf, type Typed } from './typed.ts';

/** A stage that would end on a day without work. */
export interface EndOnDayOff {
  stage: StageKind;
  day: string;
  instead: string;
  reason: { kind: 'weekend' } | { kind: 'holiday' | 'joint_leave'; name: string };
}

export type StagesPageProps = Desk & {
  typed: Typed;
  errors?: Errors;
  off?: readonly EndOnDayOff[];
  /** Id of the extension that its form would make. */
  extensionId: string;
  /** What was typed in the form of the extension. */
  extending?: Typed;
  extensionErrors?: Errors;
};

/** The stages with their dates, and the form that moves a deadline. */
export function StagesPage(props: StagesPageProps) {
  const { competition, typed, errors = {}, off = [], extensionErrors = {} } = props;
  const { desk, stageForm } = useMessages().competitions;
  const own = `/kerja/lomba/${competition.id}`;
  const announced = competition.state === 'announced';
  return (
    <Page
      width="form"
      title={stageForm.title}
      lead={stageForm.lead}
      breadcrumb={[
        { label: desk.title, to: '/kerja/lomba' },
        { label: competition.name, to: own },
      ]}
    >
      <ErrorSummary errors={errors} />
      <ErrorSummary errors={extensionErrors} />
      {announced && <Alert>{stageForm.announced}</Alert>}
      <Form action={`${own}/tahap`} hidden={{ version: competition.version }}>
        {off.length > 0 && <DaysOff off={off} />}
        <div class="grid gap-5">
          {stageKinds.map((kind) => (
            <StageFields kind={kind} typed={typed} errors={errors} />
          ))}
        </div>
        <StickyBar>
          <Button>{stageForm.save}</Button>
        </StickyBar>
      </Form>
      {announced && <ExtensionPart {...props} />}
    </Page>
  );
}

function DaysOff({ off }: { off: readonly EndOnDayOff[] }) {
  const { stageForm, stages } = useMessages().competitions;
  const why = ({ reason }: EndOnDayOff) =>
    reason.kind === 'weekend' ? stageForm.reasons.weekend : stageForm.reasons[reason.kind](reason.name);
  return (
    <Alert tone="warning" live>
      <ul>
        {off.map((one) => (
          <li>{stageForm.holiday(stages[one.stage], formatDate(one.day), why(one), formatDate(one.instead))}</li>
        ))}
      </ul>
      <div class="mt-2 flex flex-wrap gap-2">
        <Button name="take" value="ya">
          {stageForm.take}
        </Button>
        <Button name="keep" value="ya" tone="plain">
          {stageForm.keep}
        </Button>
      </div>
    </Alert>
  );
}

function StageFields({ kind, typed, errors }: { kind: StageKind; typed: Typed; errors: Errors }) {
  const { stageForm, stages, stageNotes } = useMessages().competitions;
  const at = fieldsOf({ typed, errors });
  const field = (name: string) => at(`${kind}.${name}`);
  return (
    <Card title={stages[kind]}>
      <p class="mb-2 text-md text-tinta-2">{stageNotes[kind]}</p>
      <Checkbox name={`${kind}.on`} label={stageForm.held} checked={typed[`${kind}.on`] === 'ya'} />
      <div class="grid gap-x-4 sm:grid-cols-[13rem_1fr]">
        <DateField {...field('fromDay')} label={stageForm.fromDay} />
        <TextField {...field('fromTime')} label={stageForm.fromTime} width="short" maxlength={5} placeholder="08.00" />
        <DateField {...field('toDay')} label={stageForm.toDay} />
        <TextField {...field('toTime')} label={stageForm.toTime} width="short" maxlength={5} placeholder="16.00" />
      </div>
      {isScoringStage(kind) && (
        <NumberField {...field('reviews')} label={stageForm.reviews} hint={stageForm.reviewsHint} required={false} />
      )}
      {kind === 'presentation' && (
        <div class="grid gap-x-4 sm:grid-cols-2">
          <NumberField {...field('pitch')} label={stageForm.pitch} required={false} />
          <NumberField {...field('questions')} label={stageForm.questions} required={false} />
        </div>
      )}
    </Card>
  );
}
