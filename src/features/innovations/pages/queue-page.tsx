import { A, EmptyState, ExampleChip, ExportLinks, formatShortDate, Page, Table, useMessages } from '#ui/index.ts';
import type { QueueLine } from '../tasks.queries.ts';

/** What waits to be checked, longest waiting first. */
export function QueuePage({ lines, own }: { lines: readonly QueueLine[]; own: number }) {
  const { review } = useMessages().innovations;
  return (
    <Page title={review.queue} lead={review.queueLead}>
      {lines.length === 0 ? <EmptyState title={review.empty}>{review.emptyHelp}</EmptyState> : <Lines lines={lines} />}
      {lines.length > 0 && <ExportLinks list="/kerja/verifikasi" />}
      {own > 0 && <p class="mt-4 text-sm text-tinta-2">{review.ownHidden(own)}</p>}
    </Page>
  );
}

function Lines({ lines }: { lines: readonly QueueLine[] }) {
  const { review } = useMessages().innovations;
  return (
    <Table
      caption={review.queue}
      rows={lines}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'title',
          head: review.columns.title,
          main: true,
          cell: (row) => (
            <span class="inline-flex flex-wrap items-center gap-2">
              <A to={`/kerja/verifikasi/${row.id}`}>{row.title}</A>
              {row.example && <ExampleChip />}
            </span>
          ),
        },
        { key: 'organization', head: review.columns.organization, cell: (row) => row.organizationName },
        { key: 'affair', head: review.columns.affair, cell: (row) => row.affair ?? '' },
        {
          key: 'since',
          head: review.columns.since,
          cell: (row) => `${formatShortDate(row.since)} (${review.days(row.days)})`,
        },
      ]}
    />
  );
}
