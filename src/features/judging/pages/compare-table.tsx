import { A, Fold, formatNumber, Table, useMessages } from '#ui/index.ts';
import type { ReviewSheet } from '../review-sheet.queries.ts';
import { reviewAddress } from './desk-page.tsx';

/** The juror's own scores with the same rubric: so that a four today means what it meant yesterday. */
export function CompareTable({ sheet }: { sheet: ReviewSheet }) {
  const { desk } = useMessages();
  if (sheet.others.length === 0) return null;
  return (
    <section class="mt-10">
      <Fold summary={desk.compare}>
        <p class="field-hint">{desk.compareHint}</p>
        <Table
          caption={desk.compare}
          compact
          rows={sheet.others}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'entry',
              head: desk.table.entry,
              main: true,
              cell: ({ id, number, title }) => <A to={reviewAddress(id)}>{desk.entryTitled(number, title)}</A>,
            },
            { key: 'mean', head: desk.compareMean, align: 'end', cell: ({ mean }) => formatNumber(mean, 2) },
          ]}
        />
      </Fold>
    </section>
  );
}
