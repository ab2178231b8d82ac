import type { ComponentChildren } from 'preact';
import { ExampleChip, useMessages } from '#ui/index.ts';
import type { ShownEntry } from '../published.queries.ts';

/** Entries by category, in the order in which they come. */
export function byCategory(shown: readonly ShownEntry[]): [string, ShownEntry[]][] {
  return [...Map.groupBy(shown, ({ category }) => category)];
}

/** Title and whose it is; of a school the team, never a pupil. */
export function EntryLine({ entry, children }: { entry: ShownEntry; children?: ComponentChildren }) {
  return (
    <div class="min-w-0">
      <p class="font-semibold">
        {entry.title} {entry.example && <ExampleChip />}
      </p>
      <p class="text-tinta-2">{entry.name}</p>
      {children}
    </div>
  );
}

export function PlaceWords({ place }: { place: number | null }) {
  const { aftermath } = useMessages();
  return <>{place === null ? aftermath.finalist : aftermath.award(place)}</>;
}
