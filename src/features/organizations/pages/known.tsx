import { type Figure, formatNumber, useMessages } from '#ui/index.ts';
import type { OrganizationKind } from '../organization.ts';
import type { Counts } from '../pages.queries.ts';

/** How many of a kind are known, beside how many are reported where that is more: "39 dari 51". */
export function knownFigure(counts: Counts, kind: OrganizationKind, label: string, to?: string): Figure {
  const count = counts.get(kind);
  const of = count?.reported?.reported;
  return { value: count?.known ?? null, label, ...(of === undefined ? {} : { of }), ...(to ? { to } : {}) };
}

/** Under a number that is only a part: how many the whole region has, and how many of those are known. */
export function KnownNote({ counts, kind }: { counts: Counts; kind: OrganizationKind }) {
  const { organizations } = useMessages();
  const count = counts.get(kind);
  if (!count?.reported) return null;
  return (
    <p class="text-sm text-tinta-2">
      {organizations.known.inRegion(
        formatNumber(count.known),
        formatNumber(count.reported.reported),
        organizations.kinds[kind],
      )}
    </p>
  );
}
