import {
  Alert,
  Button,
  ButtonLink,
  DefaultButton,
  ErrorSummary,
  type FieldProblem,
  Form,
  Page,
  SaveState,
  type Step,
  Steps,
  StickyBar,
  useMessages,
  WordCount,
} from '#ui/index.ts';
import { countDesignWords, designFields } from '../design.ts';
import type { Draft } from '../innovation.queries.ts';
import { fieldText, isProposalField, type Proposal, type ProposalField } from '../innovation.ts';
import { proposalEdition } from '../proposal.ts';
import { type Section, type SectionKey, sectionAfter, sectionBefore, sections } from '../sections.ts';
import type { Topic } from '../topic.ts';
import { sayFaults, type Told } from './faults.ts';
import { isComplete } from './progress.ts';
import { SectionField, type Typed } from './section-field.tsx';
import { Similar } from './similar-panel.tsx';

export interface SectionPageProps {
  draft: Draft;
  section: Section;
  topics: readonly Topic[];
  /** Opaque key of the person, under which a phone keeps what is not sent yet. */
  owner: string;
  /** What was typed and could not be saved; else what is stored is shown. */
  typed?: Typed;
  faults?: readonly Told[];
  /** Stored values that somebody else wrote meanwhile. */
  newer?: Readonly<Record<string, string | string[]>>;
  /** Opened from the check before sending: what is missing is said, and saving leads back there. */
  checking: boolean;
}

/** A short part of the form: three to five questions, saved as they are answered. */
export function SectionPage({
  draft,
  section,
  topics,
  owner,
  typed,
  faults = [],
  newer = {},
  checking,
}: SectionPageProps) {
  const messages = useMessages();
  const { sections: names, list, section: words } = messages.innovations;
  const name = names[section.key];
  const home = `/kerja/inovasi/${draft.id}`;
  const errors = { ...sayFaults(messages, faults), ...newerNotes(newer, words) };
  const values: Typed = typed ?? storedValues(draft.proposal);
  const before = sectionBefore(section.key);
  return (
    <Page
      title={name.name}
      lead={name.lead}
      width="form"
      breadcrumb={[
        { label: list.title, to: '/kerja/inovasi' },
        { label: draft.proposal.title || list.untitled, to: home },
        { label: name.name },
      ]}
    >
      <Steps steps={stepsOf(draft, section, names)} aside={<SaveState />} />
      {Object.keys(newer).length > 0 && (
        <Alert tone="warning" title={words.conflictTitle}>
          {words.conflictHelp}
        </Alert>
      )}
      <ErrorSummary errors={summaryOf(errors, messages.innovations.form)} />
      <Form
        action={`${home}/isi/${section.key}`}
        hidden={{ version: draft.version, ...(checking ? { periksa: '1' } : {}) }}
        autosave={{ to: `${home}/simpan/${section.key}`, version: draft.version, owner, unsaved: typed !== undefined }}
        class="mt-6"
      >
        <DefaultButton />
        {section.fields.map((field) => (
          <>
            <SectionField
              field={field}
              values={values}
              errors={errors}
              remark={draft.history.remarks[field]}
              topics={topics}
              below={
                (designFields as readonly string[]).includes(field) && (
                  <DesignCount section={section} values={values} proposal={draft.proposal} />
                )
              }
            />
            {field === similarAfter[section.key] && <SimilarHere draft={draft} section={section} />}
          </>
        ))}
        <StickyBar>
          <ButtonLink to={before && !checking ? `${home}/isi/${before.key}` : home} tone="plain">
            {words.back}
          </ButtonLink>
          <Button>{nextWords(section, checking, words, names)}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}

/** Where what is similar stands in the sections that say what the innovation is. */
const similarAfter: Partial<Record<SectionKey, ProposalField>> = {
  tentang: 'summary',
  masalah: 'designStrategicIssue',
  'cara-kerja': 'designAdvantage',
};

function SimilarHere({ draft, section }: Pick<SectionPageProps, 'draft' | 'section'>) {
  const texts = section.fields.filter((field) => field !== 'title' && field !== 'topics');
  return (
    <Similar
      fields={{ title: section.key === 'tentang' ? 'title' : null, texts }}
      title={draft.proposal.title}
      draft={draft}
      chosen={draft.basedOn}
    />
  );
}

type SectionWords = ReturnType<typeof useMessages>['innovations'];

function nextWords(
  section: Section,
  checking: boolean,
  words: SectionWords['section'],
  names: SectionWords['sections'],
) {
  const next = checking ? undefined : sectionAfter(section.key);
  return next ? words.next(names[next.key].next) : words.toCheck;
}

/** Which question each sentence is about: on top of the form it stands alone. */
function summaryOf(errors: Readonly<Record<string, string>>, words: SectionWords['form']): FieldProblem[] {
  return Object.entries(errors).map(([name, message]) => ({
    name,
    message: isProposalField(name) ? `${words[name].name}: ${message}` : message,
  }));
}

function newerNotes(newer: Readonly<Record<string, string | string[]>>, words: SectionWords['section']) {
  return Object.fromEntries(
    Object.entries(newer).map(([field, now]) => [field, words.conflictNow([now].flat().join(', ') || '–')]),
  );
}

function storedValues(proposal: Proposal): Typed {
  return Object.fromEntries(Object.entries(proposal).map(([field, value]) => [field, fieldText(value)]));
}

function stepsOf(draft: Draft, current: Section, names: SectionWords['sections']): Step[] {
  return sections.map((section) => ({
    label: names[section.key].name,
    to: `/kerja/inovasi/${draft.id}/isi/${section.key}`,
    state: section.key === current.key ? 'current' : isComplete(draft, section) ? 'done' : 'left',
  }));
}

/** Words of all six answers: those on this page as they are typed, the others as they are stored. */
function DesignCount({ section, values, proposal }: { section: Section; values: Typed; proposal: Proposal }) {
  const { designScope } = useMessages().innovations.section;
  const here = designFields.filter((field) => (section.fields as readonly string[]).includes(field));
  const elsewhere = countDesignWords({ ...proposal, ...Object.fromEntries(here.map((field) => [field, ''])) });
  return (
    <WordCount
      of="design"
      texts={here.map((field) => [values[field] ?? ''].flat().join(' '))}
      elsewhere={elsewhere}
      min={proposalEdition.designMinWords}
      scope={designScope}
    />
  );
}
