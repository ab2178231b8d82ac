import { Alert, Button, Card, Form, useMessages } from '#ui/index.ts';
import type { ChosenResults, ResultRoom } from '../result-room.ts';
import { EntryName } from './entry-name.tsx';

interface Props {
  room: ResultRoom;
  chosen: ChosenResults;
  errors: Readonly<Record<string, string>>;
}

/** Entries around the cut that one more juror would tell most about, and the committee's button. */
export function ExtraCard({ room, chosen, errors }: Props) {
  const { extra } = useMessages().results;
  const { plan, stage, category } = chosen;
  const mayAssign = room.committee && stage.started && !stage.closed && plan.length > 0;
  return (
    <Card title={extra.title}>
      <p>{plan.length > 0 ? extra.text : extra.none}</p>
      {plan.length > 0 && (
        <ol class="mt-3 grid list-decimal gap-1 ps-6">
          {plan.map((line) => (
            <li>
              <EntryName line={line} />
            </li>
          ))}
        </ol>
      )}
      {errors.bacaan && (
        <div class="mt-3">
          <Alert tone="error">{errors.bacaan}</Alert>
        </div>
      )}
      {mayAssign && (
        <Form
          action={`/kerja/lomba/${room.contest.id}/hasil/bacaan`}
          hidden={{ tahap: stage.kind, kategori: category.id }}
          class="mt-4"
        >
          <p class="text-sm text-tinta-2">{extra.help}</p>
          <div>
            <Button>{extra.button}</Button>
          </div>
        </Form>
      )}
    </Card>
  );
}
