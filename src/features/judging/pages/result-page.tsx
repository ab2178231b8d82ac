import {
  ButtonLink,
  Chip,
  Chips,
  ExportLinks,
  FigureStrip,
  formatNumber,
  Pagination,
  Section,
  StatusChip,
  Table,
  useMessages,
} from '#ui/index.ts';
import { type ChosenResults, linesOfPage, type ResultRoom, type RoomLine } from '../result-room.ts';
import { EntryName, numberOf } from './entry-name.tsx';
import { ExtraCard } from './extra-card.tsx';
import { ResultFrame, resultAddress } from './result-frame.tsx';
import { ShortlistCard, type ShortlistTyped } from './shortlist-card.tsx';

interface Props {
  room: ResultRoom;
  errors?: Readonly<Record<string, string>>;
  typed?: ShortlistTyped | null;
}

/** The ranking in plain words: who is safely in, who cannot be told apart, where one more reading tells most. */
export function ResultPage({ room, errors = {}, typed = null }: Props) {
  const { results } = useMessages();
  return (
    <ResultFrame room={room} title={results.title} lead={results.lead}>
      {(chosen) => (
        <div class="grid gap-8">
          <Figures chosen={chosen} />
          <Ranking room={room} chosen={chosen} />
          <ExtraCard room={room} chosen={chosen} errors={errors} />
          {room.committee && chosen.stage.kind === 'desk' && (
            <ShortlistCard room={room} chosen={chosen} errors={errors} typed={typed} />
          )}
        </div>
      )}
    </ResultFrame>
  );
}

function Figures({ chosen: { lines, standing } }: { chosen: ChosenResults }) {
  const { figures } = useMessages().results;
  const count = (certainty: string) => lines.filter((line) => line.certainty === certainty).length;
  return (
    <FigureStrip
      figures={[
        { value: lines.length, label: figures.scored },
        { value: standing.places, label: figures.places },
        { value: count('in'), label: figures.safe },
        { value: count('close'), label: figures.close },
      ]}
    />
  );
}

function Ranking({ room, chosen }: { room: ResultRoom; chosen: ChosenResults }) {
  const { results } = useMessages();
  const { unscored } = chosen;
  const { lines, ...paging } = linesOfPage(chosen.lines, room.page);
  return (
    <Section title={results.ranking}>
      <Lines lines={lines} />
      <Pagination {...paging} href={(page) => `${resultAddress(room, chosen)}&halaman=${page}`} />
      {unscored.length > 0 && (
        <p class="mt-3 text-sm text-tinta-2">
          {results.unscored(unscored.map((number) => numberOf({ number })).join(', '))}
        </p>
      )}
      <div class="mt-4 flex flex-wrap items-center gap-4">
        <ButtonLink to={resultAddress(room, chosen, '/perhitungan')} tone="plain">
          {results.calculation}
        </ButtonLink>
        <ExportLinks list={resultAddress(room, chosen)} />
      </div>
    </Section>
  );
}

function Lines({ lines }: { lines: readonly RoomLine[] }) {
  const { results } = useMessages();
  const { columns } = results;
  const named = lines.some(({ organization }) => organization !== null);
  return (
    <Table
      caption={results.ranking}
      rows={lines}
      rowKey={(line) => line.entryId}
      columns={[
        { key: 'rank', head: columns.rank, align: 'end', cell: ({ rank }) => formatNumber(rank) },
        { key: 'entry', head: columns.entry, main: true, cell: (line) => <EntryName line={line} /> },
        ...(named
          ? [{ key: 'organization', head: columns.organization, cell: (line: RoomLine) => line.organization ?? '' }]
          : []),
        { key: 'score', head: columns.score, align: 'end', cell: (line) => formatNumber(line.calibrated, 2) },
        { key: 'readings', head: columns.readings, align: 'end', cell: (line) => results.times(String(line.readings)) },
        { key: 'certainty', head: columns.certainty, cell: (line) => <CertaintyChips line={line} /> },
      ]}
    />
  );
}

const looks = {
  in: { tone: 'tarum', icon: 'circle-check' },
  close: { tone: 'kunyit', icon: 'triangle-alert' },
  out: { tone: 'kertas', icon: undefined },
} as const;

function CertaintyChips({ line }: { line: RoomLine }) {
  const { results } = useMessages();
  const { tone, icon } = looks[line.certainty];
  return (
    <Chips>
      <StatusChip tone={tone} {...(icon ? { icon } : {})}>
        {results.certainty[line.certainty]}
      </StatusChip>
      {line.shortlisted && <Chip tone="nila">{results.shortlisted}</Chip>}
      {line.extraOpen && <Chip>{results.extraOpen}</Chip>}
    </Chips>
  );
}
