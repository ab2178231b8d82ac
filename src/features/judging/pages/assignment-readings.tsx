import { A, Button, Chip, ConfirmBlock, EmptyState, Fold, Form, Table, TextField, useMessages } from '#ui/index.ts';
import { type AssignmentStage, active, type StageReview, serves } from '../assignment-stage.ts';
import { namesOf, pathOf } from '../assignment-words.ts';
import { WhyPair } from './assignment-why.tsx';

/** More than these are shown juror by juror. */
const readable = 60;

/** The load of each juror and the readings as they stand. @param shown the juror whose readings are asked for */
export function ReadingsNow({ stage, shown }: { stage: AssignmentStage; shown?: string | undefined }) {
  const { now } = useMessages().assignments;
  const number = new Map(stage.entries.map((one) => [one.id, one.number]));
  const all = stage.reviews
    .filter((one) => one.state !== 'withdrawn')
    .sort((a, b) => (number.get(a.entryId) ?? 0) - (number.get(b.entryId) ?? 0));
  if (all.length === 0) return <EmptyState title={now.none} />;
  const one = stage.jurors.find(({ id }) => id === shown);
  const rows = one ? all.filter(({ jurorId }) => jurorId === one.id) : all;
  return (
    <section id="tugas">
      <h2 class="mb-3 text-xl font-bold">{now.title}</h2>
      <Loads stage={stage} />
      {rows.length > readable && !one ? (
        <p class="mt-3">{now.choose}</p>
      ) : (
        <Fold summary={one ? `${one.name}: ${rows.length}` : now.all(rows.length)}>
          <ReadingTable stage={stage} rows={rows} />
        </Fold>
      )}
    </section>
  );
}

function ReadingTable({ stage, rows }: { stage: AssignmentStage; rows: readonly StageReview[] }) {
  const { now } = useMessages().assignments;
  const name = namesOf(stage);
  return (
    <Table
      caption={now.title}
      columns={[
        { key: 'entry', head: now.entry, main: true, cell: ({ entryId }) => name(entryId) },
        {
          key: 'juror',
          head: now.juror,
          cell: (one) => (
            <>
              {name(one.jurorId)} <Chip>{now.states[one.state]}</Chip>{' '}
              {one.fixed && <Chip tone="tarum">{now.fixed}</Chip>}{' '}
              {one.mentored && <Chip tone="kunyit">{now.mentored}</Chip>}
            </>
          ),
        },
        { key: 'why', head: now.why, cell: (one) => <WhyPair stage={stage} juror={one.jurorId} entry={one.entryId} /> },
        { key: 'remove', head: now.remove, cell: (one) => <Remove stage={stage} review={one} name={name} /> },
      ]}
      rows={rows}
      rowKey={({ id }) => id}
    />
  );
}

interface RemoveProps {
  stage: AssignmentStage;
  review: StageReview;
  name: (id: string) => string;
}

function Remove({ stage, review, name }: RemoveProps) {
  const { now } = useMessages().assignments;
  if (review.state !== 'assigned' || review.touched || stage.closed) return null;
  return (
    <ConfirmBlock open={now.remove} question={now.removeTitle(name(review.entryId), name(review.jurorId))}>
      <Form action={pathOf(stage, '/tarik')} hidden={{ stage: stage.stage, review: review.id }}>
        <TextField name={`reason-${review.id}`} label={now.reason} maxlength={500} />
        <Button tone="danger">{now.remove}</Button>
      </Form>
    </ConfirmBlock>
  );
}

function Loads({ stage }: { stage: AssignmentStage }) {
  const { now } = useMessages().assignments;
  const rows = stage.jurors
    .map((one) => ({
      ...one,
      load: stage.reviews.filter((review) => review.jurorId === one.id && active(review)).length,
    }))
    .filter((one) => serves(one) || one.load > 0);
  return (
    <Table
      caption={now.load}
      compact
      columns={[
        {
          key: 'juror',
          head: now.juror,
          main: true,
          cell: ({ id, name }) => <A to={`${pathOf(stage)}?tahap=${stage.stage}&juri=${id}#tugas`}>{name}</A>,
        },
        { key: 'load', head: now.load, align: 'end', cell: ({ load, least, most }) => `${load} (${least}–${most})` },
      ]}
      rows={rows}
      rowKey={({ id }) => id}
    />
  );
}
