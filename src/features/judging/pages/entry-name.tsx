import { ExampleChip, useMessages } from '#ui/index.ts';
import type { RoomLine } from '../result-room.ts';

/** Number and title, as far as this person may read them. */
export function EntryName({ line }: { line: RoomLine }) {
  const { results } = useMessages();
  return (
    <span class="inline-flex flex-wrap items-center gap-2">
      <span>{line.title === null ? results.number(numberOf(line)) : `${numberOf(line)} · ${line.title}`}</span>
      {line.example && <ExampleChip />}
    </span>
  );
}

/** "012" as it stands on every list of the contest. */
export const numberOf = ({ number }: Pick<RoomLine, 'number'>): string => String(number).padStart(3, '0');
