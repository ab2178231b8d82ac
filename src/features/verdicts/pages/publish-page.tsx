import type { Messages } from '#messages/id.ts';
import {
  Alert,
  Button,
  ButtonLink,
  Card,
  ConfirmBlock,
  EmptyState,
  ErrorSummary,
  Form,
  formatDateTime,
  Page,
  RadioGroup,
  Table,
  useMessages,
} from '#ui/index.ts';
import type { PlacedLine, PublishView } from '../publish.queries.ts';

export interface PublishPageProps {
  view: PublishView;
  /** The region's level of SPD-12 as it stands; null for whoever may not state it. */
  spdLevel: number | null;
  errors: Readonly<Record<string, string>>;
}

/** What the committee does once the verdict is sealed. */
export function PublishPage({ view, spdLevel, errors }: PublishPageProps) {
  const { aftermath } = useMessages();
  const { publish } = aftermath;
  const { contest, lines, corrected } = view;
  const path = `/kerja/lomba/${contest.id}`;
  return (
    <Page
      title={publish.title}
      lead={publish.lead(contest.name)}
      breadcrumb={[{ label: contest.name, to: path }, { label: publish.title }]}
      example={contest.example}
    >
      <div class="grid gap-5">
        <ErrorSummary errors={errors} />
        {corrected && (
          <Alert tone="warning" title={publish.correctedTitle}>
            <p class="mb-3">{publish.corrected}</p>
            <Form action={`${path}/pengumuman/koreksi`}>
              <Button>{publish.correct}</Button>
            </Form>
          </Alert>
        )}
        {contest.publishedAt && <Published view={view} path={path} />}
        {lines.length === 0 ? (
          <EmptyState title={publish.notSealed}>{publish.notSealedHelp}</EmptyState>
        ) : (
          <Card title={publish.places} icon="trophy">
            <Table caption={publish.places} columns={columns(aftermath)} rows={lines} rowKey={keyOf} />
            {view.finalists > 0 && <p class="mt-3 text-tinta-2">{publish.finalists(view.finalists)}</p>}
            {contest.state === 'sealed' && <Announce view={view} path={path} />}
          </Card>
        )}
        {contest.publishedAt && spdLevel !== null && <Spd path={path} level={spdLevel} error={errors.level} />}
      </div>
    </Page>
  );
}

const keyOf = (line: PlacedLine) => `${line.category} ${line.place}`;

const columns = ({ publish, award }: Messages['aftermath']) => [
  { key: 'place', head: publish.place, cell: ({ place }: PlacedLine) => award(place) },
  { key: 'entry', head: publish.entry, cell: ({ title }: PlacedLine) => title, main: true },
  { key: 'name', head: publish.organization, cell: ({ name }: PlacedLine) => name },
  { key: 'category', head: publish.category, cell: ({ category }: PlacedLine) => category },
];

function Announce({ view, path }: { view: PublishView; path: string }) {
  const { publish } = useMessages().aftermath;
  return (
    <div class="mt-4">
      <ConfirmBlock open={publish.open} question={publish.question}>
        <Form action={`${path}/pengumuman`} hidden={{ version: view.contest.version }}>
          <Button icon="send">{publish.button}</Button>
        </Form>
      </ConfirmBlock>
    </div>
  );
}

function Published({ view, path }: { view: PublishView; path: string }) {
  const { publish } = useMessages().aftermath;
  const open = `/lomba/${view.contest.id}`;
  const links = [
    [`${open}/hasil`, publish.result],
    [`${open}/galeri`, publish.gallery],
    [`${path}/piagam`, publish.certificates],
    [`${path}/keberatan`, publish.objections],
  ] as const;
  return (
    <Card tone="tint" title={publish.next}>
      <p class="mb-3">{publish.published(formatDateTime(view.contest.publishedAt ?? ''))}</p>
      <div class="flex flex-wrap gap-2">
        {links.map(([to, words]) => (
          <ButtonLink to={to} tone="plain">
            {words}
          </ButtonLink>
        ))}
      </div>
    </Card>
  );
}

function Spd({ path, level, error }: { path: string; level: number; error: string | undefined }) {
  const { spd } = useMessages().aftermath;
  const options = [
    { value: '1', label: spd.levels.one },
    { value: '2', label: spd.levels.two },
  ].filter(({ value }) => Number(value) > level);
  return (
    <Card title={spd.title} icon="chart-column">
      <p class="mb-2">{spd.lead}</p>
      <p class="mb-4 text-tinta-2">{options.length > 0 ? spd.now(level) : spd.enough(level)}</p>
      {options.length > 0 && (
        <Form action={`${path}/pengumuman/spd-12`}>
          <RadioGroup name="level" label={spd.choose} options={options} hint={spd.third} error={error} />
          <div>
            <Button>{spd.button}</Button>
          </div>
        </Form>
      )}
    </Card>
  );
}
