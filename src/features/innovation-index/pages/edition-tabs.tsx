import { Alert, Tabs, useMessages } from '#ui/index.ts';
import type { Edition } from '../edition.ts';
import { currentEdition, EDITIONS } from '../editions.ts';
import { address } from './addresses.ts';

/** The editions of one page as links: the official one first, then the others from the newest down. */
export function EditionTabs({
  path,
  edition,
  editions = EDITIONS,
}: {
  path: string;
  edition: Edition;
  editions?: readonly Edition[];
}) {
  const { indexPages: words, innovationIndex } = useMessages();
  const official = currentEdition();
  const ordered = [...editions].sort(
    (a, b) => Number(b === official) - Number(a === official) || b.edition - a.edition,
  );
  return (
    <Tabs
      label={words.editions}
      tabs={ordered.map((one) => ({
        label: words.editionTab(one.edition, innovationIndex.status[one.status]),
        to: address(path, one),
        current: one === edition,
      }))}
    />
  );
}

/** Says that an edition is no official one, and why. */
export function EstimateNote({ edition, levelsOf }: { edition: Edition; levelsOf: number | null }) {
  const { indexPages: words } = useMessages();
  if (edition.status === 'official') return null;
  return (
    <div class="mb-6">
      <Alert tone="warning" title={words.estimateTitle(edition.edition)}>
        {edition.statusNote} {levelsOf !== null && words.levelsFrom(levelsOf)}
      </Alert>
    </div>
  );
}
