import { ButtonLink, formatNumber, Section, Table, useMessages } from '#ui/index.ts';
import type { ImportView } from '../import.queries.ts';
import { letterOf } from '../import-columns.ts';
import { sayFault } from './faults.ts';

/** What is wrong, by row and column as the sheet's program calls them. */
export function ImportFaults({ view }: { view: ImportView }) {
  const messages = useMessages();
  const { wrong: words } = messages.innovations.imports;
  const left = view.faultCount - view.faults.length;
  return (
    <Section title={words.title}>
      <p class="mb-3 text-tinta-2">{words.lead}</p>
      <Table
        caption={words.title}
        rows={view.faults}
        rowKey={({ row, cell, message }) => `${row} ${cell} ${message}`}
        columns={[
          {
            key: 'row',
            head: words.row,
            main: true,
            cell: ({ row }) => <span class="whitespace-nowrap">{`${words.row} ${row}`}</span>,
          },
          {
            key: 'column',
            head: words.column,
            cell: ({ cell }) => (cell === null ? words.whole : letterOf(cell)),
          },
          {
            key: 'reason',
            head: words.reason,
            wide: true,
            cell: ({ message, values = {} }) => sayFault(messages, { field: '', message, values }),
          },
        ]}
      />
      {left > 0 && <p class="mt-3">{words.more(formatNumber(left))}</p>}
      <p class="mt-4">
        <ButtonLink to={`/kerja/impor/${view.id}/salah.xlsx`} icon="download">
          {words.download}
        </ButtonLink>
      </p>
      <p class="mt-2 text-sm text-tinta-2">{words.downloadNote}</p>
    </Section>
  );
}
