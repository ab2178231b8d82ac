import {
  A,
  Chip,
  EmptyState,
  ExampleChip,
  ExportLinks,
  formatNumber,
  MeterBar,
  Pagination,
  Section,
  Table,
  useMessages,
} from '#ui/index.ts';
import type { IndexView, InnovationLine } from '../index-view.ts';
import { address, maturityAddress } from './addresses.ts';

export const innovationsPerPage = 25;

/** Every accepted innovation: counted or not, why, and what it gives. */
export function InnovationSection({ view, page }: { view: IndexView; page: number }) {
  const words = useMessages().indexPages.innovations;
  const { innovations, edition } = view;
  if (innovations.length === 0) {
    return (
      <Section title={words.title} id="inovasi">
        <EmptyState title={words.emptyTitle}>{words.emptyText}</EmptyState>
      </Section>
    );
  }
  const pages = Math.ceil(innovations.length / innovationsPerPage);
  const shown = innovations.slice((page - 1) * innovationsPerPage, page * innovationsPerPage);
  return (
    <Section title={words.title} id="inovasi">
      <div class="card on-paper border-garis bg-white">
        <p class="mb-3 text-tinta-2">{words.note(view.n, innovations.length)}</p>
        <InnovationTable view={view} lines={shown} />
        <ExportLinks list={address('/indeks/kematangan', edition)} />
        <Pagination page={page} pages={pages} href={(n) => `${address('/indeks', edition, { halaman: n })}#inovasi`} />
      </div>
    </Section>
  );
}

function InnovationTable({ view, lines }: { view: IndexView; lines: readonly InnovationLine[] }) {
  const words = useMessages().indexPages.innovations;
  const max = view.edition.sid.max;
  return (
    <Table
      caption={words.caption}
      rows={lines}
      rowKey={({ innovation }) => innovation.id}
      columns={[
        { key: 'name', head: words.innovation, main: true, cell: (line) => <InnovationName view={view} line={line} /> },
        {
          key: 'bar',
          head: words.maturity,
          wide: true,
          cell: (line) => (
            <div class="flex items-center gap-3">
              <MeterBar value={line.maturity} max={max} label={line.innovation.title} />
              <span class="min-w-18 text-end whitespace-nowrap tabular-nums">
                <b>{formatNumber(line.maturity)}</b> <span class="text-tinta-3">/ {formatNumber(max)}</span>
              </span>
            </div>
          ),
        },
        { key: 'counted', head: words.counted, cell: (line) => <Counted line={line} /> },
        {
          key: 'gives',
          head: words.gives,
          align: 'end',
          cell: ({ share }) => (
            <span class="whitespace-nowrap">{words.points(formatNumber(share.maturity + share.count, 2))}</span>
          ),
        },
      ]}
    />
  );
}

function InnovationName({ view, line: { innovation } }: { view: IndexView; line: InnovationLine }) {
  return (
    <>
      <A to={maturityAddress(innovation.id, view.edition)} class="link-quiet">
        {innovation.title}
      </A>{' '}
      {innovation.example && <ExampleChip />}
      <span class="block text-sm font-normal text-tinta-3">{innovation.organizationName}</span>
    </>
  );
}

function Counted({ line: { counted, reasons } }: { line: InnovationLine }) {
  const { indexPages, innovationIndex } = useMessages();
  const words = indexPages.innovations;
  return (
    <>
      <Chip tone={counted ? 'tarum' : 'kertas'}>{counted ? words.yes : words.no}</Chip>
      {reasons.length > 0 && (
        <span class="mt-1 block text-sm text-tinta-2">
          {reasons.map((reason) => innovationIndex.reasons[reason]).join('; ')}
        </span>
      )}
    </>
  );
}
