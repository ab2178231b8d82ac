import {
  Chart,
  type Column,
  DefinitionList,
  type DrawnChart,
  formatNumber,
  formatShare,
  Pagination,
  Section,
  Table,
  useMessages,
} from '#ui/index.ts';
import { type ChosenResults, linesOfPage, type ResultRoom, type RoomJuror, type RoomLine } from '../result-room.ts';
import { EntryName, numberOf } from './entry-name.tsx';
import { ResultFrame, resultAddress } from './result-frame.tsx';

/** How the ranking came about: for the chair, the jurors and the committee. */
export function CalculationPage({ room, chart }: { room: ResultRoom; chart: DrawnChart | null }) {
  const { how } = useMessages().results;
  return (
    <ResultFrame room={room} under="/perhitungan" title={how.title} lead={how.lead}>
      {(chosen) => (
        <div class="grid gap-8">
          <Section title={how.scores}>
            <p class="mb-3 max-w-text">{how.explain}</p>
            <Scores room={room} chosen={chosen} />
          </Section>
          {chart && (
            <Section title={chart.spec.title}>
              <Chart chart={chart} />
            </Section>
          )}
          <Section title={how.jurors}>
            <p class="mb-3 max-w-text">{how.jurorsText}</p>
            <Jurors jurors={chosen.jurors} />
          </Section>
          <Section title={how.model}>
            <Model chosen={chosen} />
          </Section>
        </div>
      )}
    </ResultFrame>
  );
}

function Scores({ room, chosen }: { room: ResultRoom; chosen: ChosenResults }) {
  const { lines, ...paging } = linesOfPage(chosen.lines, room.page);
  return (
    <>
      <ScoreTable lines={lines} places={chosen.standing.places} />
      <Pagination {...paging} href={(page) => `${resultAddress(room, chosen, '/perhitungan')}&halaman=${page}`} />
    </>
  );
}

function ScoreTable({ lines, places }: { lines: readonly RoomLine[]; places: number }) {
  const { columns, how } = useMessages().results;
  const figure = (key: string, head: string, cell: (line: RoomLine) => string): Column<RoomLine> => ({
    key,
    head,
    align: 'end',
    cell,
  });
  const special = places === 3 || places === 10;
  return (
    <Table
      caption={how.scores}
      rows={lines}
      rowKey={(line) => line.entryId}
      columns={[
        figure('rank', columns.rank, ({ rank }) => formatNumber(rank)),
        { key: 'entry', head: columns.entry, main: true, cell: (line) => <EntryName line={line} /> },
        figure('mean', columns.mean, ({ mean }) => formatNumber(mean, 2)),
        figure('meanShift', columns.meanShift, ({ meanShift }) => formatNumber(meanShift, 2)),
        figure('zScore', columns.zScore, ({ zScore }) => formatNumber(zScore, 2)),
        figure('score', columns.score, (line) => `${formatNumber(line.calibrated, 2)} ± ${formatNumber(line.sd, 2)}`),
        figure('top3', columns.top3, ({ top3 }) => percent(top3)),
        figure('top10', columns.top10, ({ top10 }) => percent(top10)),
        ...(special ? [] : [figure('places', columns.topPlaces(String(places)), (line) => percent(line.topPlaces))]),
        figure('band', columns.band, ({ tieBand }) => formatNumber(tieBand)),
      ]}
    />
  );
}

/** Whole points: the draws say no more. */
const percent = (share: number) => formatShare(Math.round(share * 100) / 100);

function Jurors({ jurors }: { jurors: readonly RoomJuror[] }) {
  const { how } = useMessages().results;
  const { jurorColumns: columns } = how;
  const signed = (value: number) => `${value > 0 ? '+' : ''}${formatNumber(value, 2)}`;
  return (
    <Table
      caption={how.jurors}
      rows={jurors}
      rowKey={(juror) => juror.jurorId}
      columns={[
        { key: 'name', head: columns.name, main: true, cell: ({ name }) => name },
        { key: 'n', head: columns.n, align: 'end', cell: ({ n }) => formatNumber(n) },
        {
          key: 'tendency',
          head: columns.tendency,
          align: 'end',
          cell: ({ tendency, tendencySd }) => `${signed(tendency)} ± ${formatNumber(tendencySd, 2)}`,
        },
        {
          key: 'agreement',
          head: columns.agreement,
          align: 'end',
          cell: ({ agreement }) => (agreement === null ? how.unknownAgreement : formatNumber(agreement, 2)),
        },
        { key: 'without', head: columns.without, cell: (juror) => <Without juror={juror} /> },
      ]}
    />
  );
}

function Without({ juror: { enter, leave, farthest } }: { juror: RoomJuror }) {
  const { how } = useMessages().results;
  const listed = (numbers: readonly number[]) => numbers.map((number) => numberOf({ number })).join(', ');
  const changes = [
    ...(enter.length > 0 ? [how.enter(listed(enter))] : []),
    ...(leave.length > 0 ? [how.leave(listed(leave))] : []),
  ];
  return (
    <span>
      {changes.length > 0 ? changes.join('; ') : how.same}
      {farthest > 0 && <span class="block text-sm text-tinta-2">{how.farthest(formatNumber(farthest))}</span>}
    </span>
  );
}

function Model({ chosen: { standing } }: { chosen: ChosenResults }) {
  const { how } = useMessages().results;
  const { quality, tendency, disagreement, mentorEffect } = standing.model;
  return (
    <>
      <DefinitionList
        items={[
          { term: how.variances.quality, value: formatNumber(quality, 3) },
          { term: how.variances.tendency, value: formatNumber(tendency, 3) },
          { term: how.variances.disagreement, value: formatNumber(disagreement, 3) },
          {
            term: how.variances.mentorEffect,
            value: mentorEffect === null ? how.noMentor : formatNumber(mentorEffect, 2),
          },
          { term: how.draws, value: formatNumber(standing.draws) },
          { term: how.seed, value: String(standing.seed) },
        ]}
      />
      <p class="mt-3 max-w-text text-sm text-tinta-2">{how.again}</p>
    </>
  );
}
