import {
  A,
  Alert,
  Button,
  Card,
  type FieldProblem,
  fieldId,
  formatNumber,
  HiddenField,
  href,
  NumberField,
  RadioGroup,
  Select,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { Indicator } from '../edition.ts';
import { numberOf } from '../index-view.ts';
import { meaningsOf } from '../level.ts';
import { fieldsOf, type LevelQuestion, measureButton, measuresOf } from '../level-form.ts';

export interface QuestionCardProps {
  question: LevelQuestion;
  errors: readonly FieldProblem[];
  worthOfScore: number | null;
  /** Address of the form. */
  action: string;
  /** Where the documents of the innovation stand; the region has none. */
  evidencePath?: string | undefined;
}

/** One indicator: what it asks, its levels in the ministry's words and what each is worth, and help with a number. */
export function QuestionCard({ question, errors, worthOfScore, action, evidencePath }: QuestionCardProps) {
  const words = useMessages().indexPages.form;
  const { indicator, level, stored } = question;
  const fields = fieldsOf(indicator.code);
  const errorOf = (name: string) => errors.find((one) => one.name === name)?.message;
  return (
    <Card>
      <RadioGroup
        name={fields.level}
        label={words.question(numberOf(indicator.code), indicator.name, indicator.mandatory === true)}
        hint={hintOf(indicator, words)}
        error={errorOf(fields.level)}
        value={level}
        options={[0, 1, 2, 3].map((one) => ({
          value: String(one),
          label: sayLevel(indicator, one, words),
          hint: one === 0 ? '' : optionHint(indicator, one, worthOfScore, words),
        }))}
      />
      <HiddenField name={fields.seen} value={stored ?? ''} />
      {stored !== null && String(stored) !== level && <p class="text-sm text-tinta-2">{words.stored(stored)}</p>}
      {evidencePath && (
        <p>
          <A to={`${evidencePath}?untuk=${indicator.code}`} class="link inline-flex min-h-11 items-center">
            {words.toEvidence(numberOf(indicator.code))}
          </A>
        </p>
      )}
      <BasisHelp indicator={indicator} />
      <MeasureHelp question={question} errorOf={errorOf} action={action} />
    </Card>
  );
}

type Words = ReturnType<typeof useMessages>['indexPages']['form'];

function hintOf({ definition, evidence, fileTypes }: Indicator, words: Words) {
  return (
    <>
      {definition && <span class="block">{definition}.</span>}
      {evidence && (
        <span class="block">
          <b>{words.evidence}:</b> {evidence}. {fileTypes && words.files(fileTypes.join(', '))}
        </span>
      )}
    </>
  );
}

/** An indicator with several bases calls its levels "Level 1 …" already. */
export function sayLevel(indicator: Indicator, level: number, words: Words): string {
  const label = level === 0 ? words.level0 : meaningsOf(indicator, level).label;
  return label.startsWith(words.level(level)) ? label : words.option(level, label);
}

function optionHint(indicator: Indicator, level: number, worthOfScore: number | null, words: Words): string {
  const score = indicator.weight * level;
  return worthOfScore === null
    ? words.optionScore(formatNumber(score))
    : words.optionPoints(formatNumber(score), formatNumber(score * worthOfScore, 2));
}

/** What each level means on each basis, for indicators that have several. */
function BasisHelp({ indicator }: { indicator: Indicator }) {
  const words = useMessages().indexPages.form;
  if (!indicator.alternatives) return null;
  return (
    <details class="good-example">
      <summary>{words.basisTitle}</summary>
      <dl class="grid gap-3 px-4 pb-4 text-md">
        {indicator.alternatives.map(({ name, levels }) => (
          <div>
            <dt class="font-semibold">{name}</dt>
            {levels.map(({ level, label }) => (
              <dd class="text-tinta-2">{words.option(level, label)}</dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
}

interface MeasureHelpProps {
  question: LevelQuestion;
  action: string;
  errorOf: (name: string) => string | undefined;
}

/** Works a level out from a number; nothing is saved by it. */
function MeasureHelp({ question, action, errorOf }: MeasureHelpProps) {
  const { base } = useFrame();
  const { indexPages } = useMessages();
  const words = indexPages.form;
  const metrics: Readonly<Record<string, string>> = indexPages.metrics;
  const measures = measuresOf(question.indicator);
  const [first] = measures;
  if (!first) return null;
  const { code } = question.indicator;
  const fields = fieldsOf(code);
  const opened = question.value !== '' || errorOf(fields.basis) !== undefined;
  return (
    <details class="good-example" open={opened}>
      <summary>{words.measureTitle}</summary>
      <div class="grid gap-4 px-4 pb-4">
        {question.measured && (
          <Alert tone="success" live>
            {words.measured(question.measured.value, question.measured.unit, question.measured.level)}
          </Alert>
        )}
        {first.basis !== '' && (
          <Select
            name={fields.basis}
            label={words.measureBasis}
            value={question.basis}
            error={errorOf(fields.basis)}
            options={measures.map(({ basis, name }) => ({ value: basis, label: name }))}
          />
        )}
        <NumberField
          name={fields.value}
          label={metrics[first.metric] ?? words.measureValue}
          hint={words.measureHint}
          value={question.value}
          error={errorOf(fields.value)}
          unit={first.unit}
        />
        <div>
          <Button
            tone="plain"
            name={measureButton}
            value={code}
            formAction={`${href(base, action)}#${fieldId(code)}`}
            icon="refresh-cw"
          >
            {words.measureButton}
          </Button>
        </div>
      </div>
    </details>
  );
}
