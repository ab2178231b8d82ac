import { A, Card, formatNumber, useMessages } from '#ui/index.ts';
import type { FacetValue } from '../catalogue.queries.ts';
import { everything, searchAddress } from '../search.ts';

const shown = 10;

/** Innovations of the last years as columns, each a link to its year. */
export function YearChart({ years }: { years: readonly FacetValue[] }) {
  const { catalogue } = useMessages();
  const columns = years.toSorted((a, b) => Number(a.value) - Number(b.value)).slice(-shown);
  if (columns.length < 2) return null;
  const most = Math.max(...columns.map((year) => year.uses));
  return (
    <div class="mb-6">
      <Card title={catalogue.years.title} icon="chart-column">
        <p class="mb-3 text-sm text-tinta-2">{catalogue.years.lead}</p>
        <ol class="flex items-end gap-1 sm:gap-3">
          {columns.map((year) => (
            <li class="min-w-0 flex-1">
              <A
                to={searchAddress(everything, { year: Number(year.value) })}
                class="group flex flex-col items-stretch text-center"
                label={`${catalogue.years.bar(year.value)}: ${catalogue.found(formatNumber(year.uses))}`}
              >
                <span class="text-xs text-tinta-2 tabular-nums">{formatNumber(year.uses)}</span>
                <svg class="h-24 w-full" viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
                  <rect
                    class="fill-tarum-600 group-hover:fill-tarum-700"
                    x="0"
                    width="10"
                    y={100 - columnHeight(year.uses, most)}
                    height={columnHeight(year.uses, most)}
                  />
                </svg>
                <span class="border-t border-garis pt-1 text-xs tabular-nums">{year.value}</span>
              </A>
            </li>
          ))}
        </ol>
      </Card>
    </div>
  );
}

/** Never so low that it cannot be seen. */
const columnHeight = (uses: number, most: number) => Math.max(2, Math.round((uses / most) * 100));
