import { formatNumber, Table, useMessages } from '#ui/index.ts';
import type { IndexView } from '../index-view.ts';
import type { OtherReading } from '../other-readings.ts';

/** The questions that the rules leave open, the answer used, and the index under each other answer. */
export function ChoiceTable({ view }: { view: IndexView }) {
  const words = useMessages().indexPages.choices;
  return (
    <Table
      caption={words.caption}
      rows={view.readings}
      rowKey={({ choice }) => choice}
      columns={[
        { key: 'question', head: words.question, main: true, cell: ({ choice }) => words[choice].question },
        { key: 'used', head: words.used, cell: ({ choice }) => words[choice].used },
        { key: 'otherwise', head: words.otherwise, cell: (reading) => <Others view={view} reading={reading} /> },
      ]}
    />
  );
}

function Others({ view, reading: { choice, others } }: { view: IndexView; reading: OtherReading }) {
  const words = useMessages().indexPages.choices;
  const answers: Readonly<Record<string, string>> = words[choice];
  if (others.every(({ index, predicate }) => index === view.index && predicate === view.predicate)) {
    return <span class="text-tinta-3">{words.no}</span>;
  }
  return (
    <ul>
      {others.map(({ key, index }) => (
        <li class="tabular-nums">{words.other(answers[key] ?? key, formatNumber(index, 2))}</li>
      ))}
    </ul>
  );
}
