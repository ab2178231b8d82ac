import {
  A,
  Alert,
  Button,
  ButtonLink,
  DefaultButton,
  ErrorSummary,
  ExampleChip,
  Form,
  formatDateTime,
  Page,
  SaveState,
  StickyBar,
  TextArea,
  useMessages,
} from '#ui/index.ts';
import type { FieldConflict } from '../review.acts.ts';
import { longestNotes, longestRemark, scoreField, scoreText } from '../review.ts';
import type { ReviewSheet } from '../review-sheet.queries.ts';
import { CompareTable } from './compare-table.tsx';
import { CriterionField } from './criterion-field.tsx';
import { reviewAddress, stageName } from './desk-page.tsx';
import { EntryReading } from './entry-reading.tsx';
import { RecuseForm, type TypedRecusal } from './recuse-form.tsx';

export type Typed = Readonly<Record<string, string>>;

export interface ReviewPageProps {
  sheet: ReviewSheet;
  /** Opaque key of the person, under which a phone keeps what is not sent yet. */
  owner: string;
  /** What was typed and could not be saved; else what is stored is shown. */
  typed?: Typed | undefined;
  errors?: Readonly<Record<string, string>>;
  conflicts?: readonly FieldConflict[];
  recusal?: TypedRecusal | undefined;
}

/** One entry beside the rubric: read, scored and sent on one page. */
export function ReviewPage({ sheet, owner, typed, errors = {}, conflicts = [], recusal }: ReviewPageProps) {
  const { desk } = useMessages();
  const { review, number, content } = sheet;
  const home = reviewAddress(review.id);
  const title = desk.entryTitled(number, content?.title ?? '');
  const said = { ...errors, ...bothValues(conflicts, desk) };
  return (
    <Page
      title={title}
      lead={`${sheet.contest}: ${stageName(review.stage, desk)}, ${sheet.category}`}
      width="form"
      breadcrumb={[{ label: desk.title, to: '/kerja/penilaian' }, { label: desk.entry(number) }]}
    >
      {sheet.example && <ExampleChip />}
      {content && <EntryReading content={content} organization={sheet.organization} showIndex={sheet.showIndex} />}
      {review.submittedAt && review.state === 'submitted' && (
        <Alert tone="success">{desk.submittedAt(formatDateTime(review.submittedAt))}</Alert>
      )}
      {conflicts.length > 0 && (
        <Alert tone="warning" title={desk.conflictTitle}>
          {desk.conflictHelp}
        </Alert>
      )}
      <ErrorSummary errors={named(said, sheet)} />
      <Form
        action={home}
        hidden={{ version: review.version }}
        autosave={{
          to: `${home}/simpan`,
          version: review.version,
          owner,
          unsaved: typed !== undefined,
          keepPage: true,
        }}
        class="mt-6"
      >
        <DefaultButton />
        <h2 class="text-2xl">{desk.scores}</h2>
        <SaveState />
        <Fields sheet={sheet} typed={typed} errors={said} />
        <StickyBar>
          <Button name="langkah" value="simpan" tone="plain">
            {desk.save}
          </Button>
          <Button name="langkah" value="kirim">
            {review.state === 'submitted' ? desk.correct : desk.send}
          </Button>
        </StickyBar>
      </Form>
      <CompareTable sheet={sheet} />
      <RecuseForm id={review.id} typed={recusal} errors={errors} />
      <Neighbours sheet={sheet} />
    </Page>
  );
}

function Fields({ sheet, typed, errors }: Pick<ReviewPageProps, 'sheet' | 'typed'> & { errors: Typed }) {
  const { desk } = useMessages();
  const weights = sheet.criteria.reduce((sum, { weight }) => sum + weight, 0);
  const { review } = sheet;
  return (
    <>
      {sheet.criteria.map((criterion) => (
        <CriterionField
          criterion={criterion}
          scale={review.scale}
          share={criterion.weight / weights}
          value={typed?.[scoreField(criterion.id)] ?? scoreText(criterion.value)}
          error={errors[scoreField(criterion.id)]}
        />
      ))}
      <TextArea
        name="remark"
        label={desk.remark}
        hint={desk.remarkHint}
        required={false}
        maxlength={longestRemark}
        value={typed?.remark ?? review.remark}
        error={errors.remark}
      />
      {sheet.notes !== null && (
        <TextArea
          name="notes"
          label={desk.notes}
          hint={desk.notesHint}
          required={false}
          maxlength={longestNotes}
          value={typed?.notes ?? sheet.notes}
          error={errors.notes}
        />
      )}
    </>
  );
}

type Words = ReturnType<typeof useMessages>['desk'];

function bothValues(conflicts: readonly FieldConflict[], { conflictBoth, emptyValue }: Words): Record<string, string> {
  return Object.fromEntries(
    conflicts.map(({ field, mine, theirs, at }) => [
      field,
      conflictBoth(mine || emptyValue, theirs || emptyValue, formatDateTime(at)),
    ]),
  );
}

/** Which criterion each sentence is about: on top of the form it stands alone. */
function named(errors: Typed, { criteria }: ReviewSheet): Record<string, string> {
  const names = new Map(criteria.map(({ id, name }) => [scoreField(id), name]));
  return Object.fromEntries(
    Object.entries(errors).map(([field, message]) => {
      const name = names.get(field);
      return [field, name ? `${name}: ${message}` : message];
    }),
  );
}

function Neighbours({ sheet: { before, after } }: Pick<ReviewPageProps, 'sheet'>) {
  const { desk, ui } = useMessages();
  return (
    <nav class="mt-8 flex flex-wrap items-center justify-between gap-3" aria-label={desk.back}>
      {before ? (
        <A to={reviewAddress(before)} class="page-link" rel="prev">
          {ui.previous}
        </A>
      ) : (
        <span />
      )}
      <ButtonLink to="/kerja/penilaian" tone="quiet">
        {desk.back}
      </ButtonLink>
      {after ? (
        <A to={reviewAddress(after)} class="page-link" rel="next">
          {ui.next}
        </A>
      ) : (
        <span />
      )}
    </nav>
  );
}
