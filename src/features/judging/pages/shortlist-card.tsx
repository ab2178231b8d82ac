import {
  Alert,
  Button,
  Card,
  CheckboxGroup,
  ErrorSummary,
  Form,
  formatNumber,
  TextArea,
  useMessages,
} from '#ui/index.ts';
import type { ChosenResults, ResultRoom, RoomLine } from '../result-room.ts';
import { numberOf } from './entry-name.tsx';

export interface ShortlistTyped {
  peserta: readonly string[];
  alasan: string;
}

interface Props {
  room: ResultRoom;
  chosen: ChosenResults;
  errors: Readonly<Record<string, string>>;
  typed: ShortlistTyped | null;
}

/** The committee reads off the first ones, or says why it chooses otherwise. */
export function ShortlistCard({ room, chosen, errors, typed }: Props) {
  const { shortlist, certainty } = useMessages().results;
  const { lines, standing, stage } = chosen;
  const set = lines.some(({ shortlisted }) => shortlisted);
  const open = stage.closed && room.contest.state === 'announced';
  if (!open) return set ? null : <p class="text-tinta-2">{shortlist.waiting}</p>;
  const now = lines.filter((line) => (set ? line.shortlisted : line.rank <= standing.places));
  const ticked = typed?.peserta ?? now.map(({ entryId }) => entryId);
  const near = lines.filter((line) => line.certainty !== 'out' || line.rank <= standing.places);
  const others = lines.filter((line) => !near.includes(line));
  const optionOf = (line: RoomLine) => ({
    value: line.entryId,
    label: choiceOf(line),
    hint: certainty[line.certainty],
  });
  return (
    <Card title={set ? shortlist.again : shortlist.title} id="daftar-pendek">
      <ErrorSummary errors={summaryOf(errors)} />
      <p>{shortlist.text(formatNumber(standing.places))}</p>
      {lines.some((line) => line.certainty === 'close') && (
        <div class="mt-3">
          <Alert tone="warning">{shortlist.close}</Alert>
        </div>
      )}
      <Form
        action={`/kerja/lomba/${room.contest.id}/hasil/daftar-pendek`}
        hidden={{ kategori: chosen.category.id, seen: chosen.seen }}
        class="mt-4"
      >
        <CheckboxGroup
          name="peserta"
          label={shortlist.choose}
          error={errors.peserta}
          values={ticked}
          options={near.map(optionOf)}
        />
        {others.length > 0 && (
          <details open={others.some(({ entryId }) => ticked.includes(entryId)) || undefined}>
            <summary class="inline-flex min-h-11 cursor-pointer items-center font-semibold text-tarum-700">
              {shortlist.others(formatNumber(others.length))}
            </summary>
            <CheckboxGroup name="lain" label={shortlist.othersLabel} values={ticked} options={others.map(optionOf)} />
          </details>
        )}
        <TextArea
          name="alasan"
          label={shortlist.reason}
          hint={shortlist.reasonHint}
          required={false}
          error={errors.alasan}
          value={typed?.alasan ?? ''}
          maxlength={2000}
        />
        <div>
          <Button>{shortlist.button}</Button>
        </div>
      </Form>
    </Card>
  );
}

const summaryOf = ({ bacaan: _, ...rest }: Readonly<Record<string, string>>) => rest;

const choiceOf = (line: RoomLine) => `${line.rank}. ${numberOf(line)} · ${line.title ?? ''}`;
