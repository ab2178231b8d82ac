import type { ComponentChildren } from 'preact';
import {
  Alert,
  CheckboxGroup,
  DateField,
  type FieldProps,
  type Option,
  type OptionGroup,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  useMessages,
} from '#ui/index.ts';
import { designFields } from '../design.ts';
import { classifications, forms, initiatorKinds, kinds, limits, type ProposalField, stages } from '../innovation.ts';
import { proposalEdition } from '../proposal.ts';
import { isRequired } from '../proposal-check.ts';
import type { Topic } from '../topic.ts';

export type Typed = Readonly<Record<string, string | string[] | undefined>>;

export interface SectionFieldProps {
  field: ProposalField;
  values: Typed;
  errors: Readonly<Record<string, string>>;
  /** Remark of a verifier on this field. */
  remark?: string | undefined;
  topics: readonly Topic[];
  /** Under the last design answer: the words of all six. */
  below?: ComponentChildren;
}

/** One question of the form with its hint, its good example, and what a verifier remarked. */
export function SectionField({ remark, ...props }: SectionFieldProps) {
  const { innovations } = useMessages();
  if (!remark) return <Question {...props} />;
  return (
    <div class="grid gap-3">
      <Alert tone="warning" title={innovations.section.remark}>
        <span class="whitespace-pre-line">{remark}</span>
      </Alert>
      <Question {...props} />
    </div>
  );
}

const text = (value: string | string[] | undefined) => (Array.isArray(value) ? (value.at(-1) ?? '') : (value ?? ''));
const list = (value: string | string[] | undefined) => [value ?? []].flat().filter((one) => one !== '');
const plain = (values: readonly string[]): Option[] => values.map((value) => ({ value, label: value }));

interface Asked {
  field: ProposalField;
  /** Name, label, hint, error and example of the field. */
  props: FieldProps;
  value: string;
  values: readonly string[];
  topics: readonly Topic[];
  below: ComponentChildren;
}

type Ask = (asked: Asked) => ComponentChildren;

const choose =
  (options: readonly string[]): Ask =>
  ({ props, value }) => <RadioGroup {...props} value={value} options={plain(options)} />;
const askDay: Ask = ({ props, value }) => <DateField {...props} value={value} />;
const askLink: Ask = ({ props, value }) => <TextField {...props} type="url" value={value} maxlength={limits.link} />;
const askLine =
  (max: number): Ask =>
  ({ props, value }) => <TextField {...props} value={value} maxlength={max} />;

/** How each field is asked for; a longer text is asked for in an area. */
const asks: Partial<Record<ProposalField, Ask>> = {
  title: askLine(limits.title),
  topics: ({ props, values, topics }) => (
    <CheckboxGroup {...props} values={values} options={topicOptions(topics, values)} />
  ),
  initiatorKind: choose(initiatorKinds),
  initiatorName: askLine(limits.initiatorName),
  classification: choose(classifications),
  kind: choose(kinds),
  form: choose(forms),
  mainAffair: ({ props, value }) => <MainAffair {...props} chosen={value} />,
  crossingAffairs: ({ props, values }) => <CrossingAffairs {...props} chosen={values} />,
  astaCita: ({ props, value }) => <RadioGroup {...props} value={value} options={numbered(proposalEdition.astaCita)} />,
  pkpnCluster: ({ props, value }) => <Select {...props} value={value} options={plain(proposalEdition.pkpnClusters)} />,
  pkpnProgram: askLine(limits.pkpnProgram),
  stage: ({ props, value }) => <Stage {...props} chosen={value} />,
  trialOn: askDay,
  implementedOn: askDay,
  developedOn: askDay,
  coordinates: askLine(limits.coordinates),
  budgetLink: askLink,
  businessProfileLink: askLink,
  intellectualPropertyLink: askLink,
  awardLink: askLink,
};

const askText: Ask = ({ field, props, value, below }) => (
  <TextArea
    {...props}
    value={value}
    maxlength={field in limits ? limits[field as keyof typeof limits] : limits.result}
    below={below}
    rows={5}
    {...(isDesign(field) ? { wordsOf: 'design' } : {})}
  />
);

function Question({ field, values, errors, topics, below }: Omit<SectionFieldProps, 'remark'>) {
  const { common, innovations } = useMessages();
  const words = innovations.form[field];
  const isUnreadable = values[field] === common.unreadable;
  const props: FieldProps = {
    name: field,
    label: words.label,
    hint: isUnreadable ? innovations.section.unreadable : words.hint,
    error: errors[field],
    required: isRequired(field) || neededSometimes.includes(field),
    example: words.example || undefined,
  };
  const ask = asks[field] ?? askText;
  return <>{ask({ field, props, value: text(values[field]), values: list(values[field]), topics, below })}</>;
}

const numbered = (labels: readonly string[]): Option[] =>
  labels.map((label, at) => ({ value: String(at + 1), label: `${at + 1}. ${label}` }));

function Stage({ chosen, ...props }: FieldProps & { chosen: string }) {
  const words = useMessages().innovations.stages;
  return <RadioGroup {...props} value={chosen} options={stages.map((value) => ({ value, label: words[value] }))} />;
}

function MainAffair({ chosen, ...props }: FieldProps & { chosen: string }) {
  const { section } = useMessages().innovations;
  const { affairs, basicServiceAffairs } = proposalEdition;
  const others = affairs.filter((affair) => !basicServiceAffairs.includes(affair));
  const options: OptionGroup[] = [
    { label: section.basicService, options: plain(basicServiceAffairs) },
    { label: section.otherAffairs, options: plain(others) },
  ];
  return <Select {...props} value={chosen} options={options} />;
}

/** Required or not as other answers decide: they say nothing beside the label. */
const neededSometimes: readonly ProposalField[] = ['trialOn', 'implementedOn', 'developedOn', 'pkpnProgram'];

const isDesign = (field: ProposalField) => (designFields as readonly string[]).includes(field);

/** Topics that can be chosen, and retired ones that this proposal still bears. */
function topicOptions(topics: readonly Topic[], chosen: readonly string[]): Option[] {
  return topics
    .filter((topic) => !topic.retired || chosen.includes(topic.slug))
    .map(({ slug, name }) => ({ value: slug, label: name }));
}

/** Thirty-eight boxes stay folded until somebody needs them. */
function CrossingAffairs({ chosen, ...props }: FieldProps & { chosen: readonly string[] }) {
  const { section } = useMessages().innovations;
  return (
    <details class="good-example" open={Boolean(props.error) || undefined}>
      <summary>{section.crossingOpen(chosen.length)}</summary>
      <div class="px-4 pt-2 pb-3">
        <CheckboxGroup {...props} values={chosen} options={plain(proposalEdition.affairs)} />
      </div>
    </details>
  );
}
