import {
  A,
  Button,
  ButtonLink,
  Chip,
  Chips,
  EmptyState,
  ErrorSummary,
  ExampleChip,
  Form,
  formatDateTime,
  Page,
  Table,
  type Tone,
  useMessages,
} from '#ui/index.ts';
import type { JurorsPage as Data, JurorLine } from '../juror.queries.ts';
import { isActive, isOverdue, type JurorState } from '../juror.ts';

export interface JurorsPageProps {
  data: Data;
  now: Date;
  /** Id of the paper that the button would draft; null for who drafts none. */
  paperId: string | null;
  /** Where people are asked into the office of a juror: of the committee's organisation. */
  officeOf: string | null;
  /** Address of a message that reminds a juror. */
  reminder(line: JurorLine): string;
  errors?: Readonly<Record<string, string>>;
}

export const tones: Record<JurorState, Tone> = {
  appointed: 'kunyit',
  acknowledged: 'tarum',
  declined: 'kertas',
  left: 'kertas',
};

export function JurorsPage(props: JurorsPageProps) {
  const { jurors: words } = useMessages();
  const { contest, jurors, sight, mayAppoint } = props.data;
  const home = `/kerja/lomba/${contest.id}/juri`;
  const active = jurors.filter(({ state }) => isActive(state));
  const answered = active.filter(({ state }) => state === 'acknowledged').length;
  const appoint = mayAppoint && (
    <ButtonLink to={`${home}/baru`} icon="plus">
      {words.list.appoint}
    </ButtonLink>
  );
  return (
    <Page
      title={words.list.title}
      lead={contest.name}
      breadcrumb={[{ label: contest.name, to: `/lomba/${contest.id}` }, { label: words.title }]}
      aside={contest.example && <ExampleChip />}
    >
      <ErrorSummary errors={props.errors ?? {}} />
      {sight === 'all' && (
        <div class="mb-5 flex flex-wrap items-center gap-3">
          {jurors.length > 0 && appoint}
          <ButtonLink to={`${home}/konflik`} tone="plain" icon="triangle-alert">
            {words.list.conflicts}
          </ButtonLink>
          <Office officeOf={mayAppoint ? props.officeOf : null} />
        </div>
      )}
      {jurors.length === 0 ? (
        <EmptyState title={words.list.empty} action={appoint}>
          {words.list.emptyHelp}
        </EmptyState>
      ) : (
        <>
          {sight === 'all' && <p class="mb-3">{words.list.answered(answered, active.length)}</p>}
          <JurorTable {...props} />
          {mayAppoint && <Paper {...props} />}
        </>
      )}
    </Page>
  );
}

function Office({ officeOf }: { officeOf: string | null }) {
  const words = useMessages().jurors.list;
  if (officeOf === null) return null;
  return (
    <>
      <A to={`/kerja/orang/jabatan?organisasi=${officeOf}&peran=juror`} class="link inline-flex min-h-11 items-center">
        {words.office}
      </A>
      <A
        to={`/kerja/orang/undangan/baru?organisasi=${officeOf}&peran=juror`}
        class="link inline-flex min-h-11 items-center"
      >
        {words.invite}
      </A>
    </>
  );
}

function JurorTable({ data: { jurors, sight, mayAppoint }, now, reminder }: JurorsPageProps) {
  const { list: words, chair } = useMessages().jurors;
  const more =
    sight === 'names'
      ? []
      : [
          { key: 'state', head: words.state, cell: (one: JurorLine) => <State {...{ one, now, reminder }} /> },
          {
            key: 'load',
            head: words.load,
            cell: (one: JurorLine) => words.loadOf(one.submitted, one.assigned, one.most),
          },
          { key: 'conflicts', head: words.conflictCount, cell: (one: JurorLine) => String(one.conflicts) },
        ];
  return (
    <Table
      caption={words.title}
      rows={jurors}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: words.name,
          main: true,
          cell: (one) => (
            <Chips>
              {mayAppoint ? <A to={`/kerja/lomba/${one.competitionId}/juri/${one.id}`}>{one.name}</A> : one.name}
              {one.chair && <Chip tone="nila">{chair}</Chip>}
            </Chips>
          ),
        },
        {
          key: 'institution',
          head: words.institution,
          cell: ({ title, institution }) => [title, institution].filter(Boolean).join(', ') || '–',
        },
        ...more,
      ]}
    />
  );
}

function State({ one, now, reminder }: { one: JurorLine; now: Date; reminder: JurorsPageProps['reminder'] }) {
  const { states, list: words } = useMessages().jurors;
  const late = isOverdue(one, now);
  return (
    <>
      <Chips>
        <Chip tone={tones[one.state]}>{states[one.state]}</Chip>
        {late && <Chip tone="bata">{words.overdue}</Chip>}
      </Chips>
      {one.state === 'appointed' && (
        <span class="block text-sm text-tinta-3">
          {one.acknowledgeBy && words.until(formatDateTime(one.acknowledgeBy))}{' '}
          <a href={reminder(one)} class="link inline-flex min-h-11 items-center" rel="noreferrer">
            {words.remind}
            <span class="sr-only">{`: ${one.name}`}</span>
          </a>
        </span>
      )}
      {one.leftReason && <span class="block text-sm text-tinta-3">{one.leftReason}</span>}
    </>
  );
}

function Paper({ data: { contest, jurors }, paperId }: JurorsPageProps) {
  const words = useMessages().jurors.list;
  const known = jurors.find((one) => one.paperId !== null)?.paperId;
  return (
    <div class="mt-6 flex flex-wrap items-center gap-3">
      {paperId === null ? (
        <p class="text-tinta-2">{words.paperHelp}</p>
      ) : (
        <Form action={`/kerja/lomba/${contest.id}/juri/surat`} hidden={{ id: paperId }}>
          <Button tone="plain" icon="file-text">
            {words.paper}
          </Button>
        </Form>
      )}
      {known && paperId !== null && <A to={`/kerja/naskah/${known}`}>{words.paperOpen}</A>}
    </div>
  );
}
