import {
  A,
  ButtonLink,
  Chip,
  type Column,
  EmptyState,
  ExampleChip,
  formatDateTime,
  formatNumber,
  Island,
  MeterBar,
  Page,
  Section,
  Table,
  type Tone,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { DeskGroup, DeskItem, Progress } from '../desk.queries.ts';
import KeepPagesIsland from './keep-pages.island.tsx';

const tones: Record<Progress, Tone> = {
  untouched: 'kunyit',
  begun: 'kunyit',
  ready: 'nila',
  submitted: 'tarum',
  recused: 'kertas',
  withdrawn: 'kertas',
};

const counted = ({ progress }: DeskItem) => progress !== 'recused' && progress !== 'withdrawn';

export const reviewAddress = (id: string): string => `/kerja/penilaian/${id}`;

/** Everything that one juror has to score, stage by stage. */
export function DeskPage({ groups, now }: { groups: readonly DeskGroup[]; now: Date }) {
  const { desk } = useMessages();
  const { base } = useFrame();
  const open = groups.filter(({ opening }) => opening === 'open').flatMap(({ items }) => items.filter(counted));
  const pages = open.map(({ id, version, progress }) => ({
    to: `${base}${reviewAddress(id)}`,
    mark: `${version} ${progress}`,
  }));
  return (
    <Page title={desk.title} lead={desk.lead} breadcrumb={[{ label: desk.title }]}>
      {groups.length === 0 ? (
        <EmptyState title={desk.none}>{desk.noneText}</EmptyState>
      ) : (
        <>
          <Island of={KeepPagesIsland} props={{ under: `${base}${reviewAddress('')}`, pages, words: desk.keeping }} />
          {groups.map((group) => (
            <Group group={group} now={now} />
          ))}
        </>
      )}
    </Page>
  );
}

function Group({ group, now }: { group: DeskGroup; now: Date }) {
  const { desk } = useMessages();
  const { contest, stage, items } = group;
  const mine = items.filter(counted);
  const done = mine.filter(({ progress }) => progress === 'submitted').length;
  const next = mine.find(({ progress }) => progress !== 'submitted');
  const name = stageName(stage, desk);
  return (
    <Section title={`${contest}: ${name}`} aside={group.example && <ExampleChip />}>
      <div class="grid gap-3 mb-5">
        <p>{deadlineOf(group, now, desk)}</p>
        {mine.length > 0 && (
          <>
            <p class="font-semibold">{desk.progress(String(done), String(mine.length))}</p>
            <MeterBar value={done} max={mine.length} label={name} />
          </>
        )}
        {group.opening === 'open' && next && (
          <p>
            <ButtonLink to={reviewAddress(next.id)} iconEnd="arrow-right">
              {desk.next(desk.entry(next.number))}
            </ButtonLink>
          </p>
        )}
        {group.opening === 'open' && !next && mine.length > 0 && <p>{desk.allDone}</p>}
      </div>
      <Table caption={desk.table.caption} columns={columns(desk)} rows={items} rowKey={({ id }) => id} />
    </Section>
  );
}

type Words = ReturnType<typeof useMessages>['desk'];

export function stageName(stage: string, { stages }: Words): string {
  return stage === 'presentation' || stage === 'field' ? stages[stage] : stages.desk;
}

const day = 24 * 60 * 60 * 1000;

function deadlineOf({ opening, startsAt, endsAt }: DeskGroup, now: Date, { deadline }: Words): string {
  if (opening === 'early') return deadline.early(formatDateTime(startsAt));
  if (opening === 'closed') return deadline.closed;
  const until = formatDateTime(endsAt);
  return endsAt.getTime() - now.getTime() < day ? deadline.lastDay(until) : deadline.open(until);
}

function columns({ table, states, entryTitled, entry }: Words): Column<DeskItem>[] {
  return [
    {
      key: 'entry',
      head: table.entry,
      main: true,
      cell: ({ id, number, title }) =>
        title === '' ? (
          entry(number)
        ) : (
          <A to={reviewAddress(id)} class="link">
            {entryTitled(number, title)}
          </A>
        ),
    },
    { key: 'category', head: table.category, cell: ({ category }) => category },
    { key: 'state', head: table.state, cell: ({ progress }) => <Chip tone={tones[progress]}>{states[progress]}</Chip> },
    {
      key: 'mean',
      head: table.mean,
      align: 'end',
      cell: ({ mean }) => (mean === null ? '–' : formatNumber(mean)),
    },
  ];
}
