import { A, ButtonLink, EmptyState, formatDate, Page, Table, useMessages } from '#ui/index.ts';
import type { PaperLine } from '../paper.queries.ts';
import { StateChip } from './state-chip.tsx';

/** `mayMake`: offers to make one; who only checks scans does not see it. */
export function PaperListPage({ papers: rows, mayMake }: { papers: readonly PaperLine[]; mayMake: boolean }) {
  const { papers } = useMessages();
  const words = papers.list;
  const make = mayMake && (
    <ButtonLink to="/kerja/naskah/baru" icon="plus">
      {words.new}
    </ButtonLink>
  );
  return (
    <Page title={words.title} lead={words.lead} aside={rows.length > 0 && make}>
      {rows.length === 0 ? (
        <EmptyState title={words.empty} action={make}>
          {words.emptyHelp}
        </EmptyState>
      ) : (
        <PaperTable rows={rows} />
      )}
    </Page>
  );
}

function PaperTable({ rows }: { rows: readonly PaperLine[] }) {
  const { papers } = useMessages();
  const words = papers.list;
  return (
    <Table
      caption={words.title}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'about',
          head: words.about,
          main: true,
          cell: (row) => (
            <A to={`/kerja/naskah/${row.id}`}>
              {papers.kinds[row.kind]}: {row.about}
            </A>
          ),
        },
        {
          key: 'number',
          head: words.number,
          cell: (row) => row.number || <span class="text-tinta-3">{words.noNumber}</span>,
        },
        { key: 'date', head: words.date, cell: (row) => formatDate(row.datedOn ?? row.createdAt) },
        {
          key: 'state',
          head: words.state,
          cell: (row) => <StateChip state={row.state} simulated={row.simulated} />,
        },
      ]}
    />
  );
}
