import { formatNumber } from './format.ts';
import { useMessages } from './frame.tsx';
import { Icon } from './icon.tsx';
import { A } from './link.tsx';

export interface PaginationProps {
  page: number;
  /** null when the count stopped at its ceiling: then only "next" is offered. */
  pages: number | null;
  hasNext?: boolean;
  href: (page: number) => string;
}

export function Pagination({ page, pages, hasNext = pages !== null && page < pages, href }: PaginationProps) {
  const { ui } = useMessages();
  if (page === 1 && !hasNext) return null;
  return (
    <nav class="mt-8 flex flex-wrap items-center justify-center gap-1.5" aria-label={ui.pages}>
      {page > 1 && (
        <A to={href(page - 1)} class="page-link" rel="prev">
          <Icon name="chevron-left" />
          {ui.previous}
        </A>
      )}
      {nearby(page, pages, hasNext).map((n) =>
        n === null ? (
          <span class="px-1 text-tinta-3 max-sm:hidden">…</span>
        ) : (
          <A to={href(n)} class="page-link max-sm:hidden" current={n === page} label={ui.page(formatNumber(n))}>
            {formatNumber(n)}
          </A>
        ),
      )}
      <span class="text-tinta-2 sm:hidden">{ui.page(formatNumber(page))}</span>
      {hasNext && (
        <A to={href(page + 1)} class="page-link" rel="next">
          {ui.next}
          <Icon name="chevron-right" />
        </A>
      )}
    </nav>
  );
}

/** Of a list without numbered pages: the addresses beside this page, null where it ends. */
export function NeighbourPages({ previous, next }: { previous: string | null; next: string | null }) {
  const { ui } = useMessages();
  if (previous === null && next === null) return null;
  return (
    <nav class="mt-8 flex flex-wrap items-center justify-center gap-1.5" aria-label={ui.pages}>
      {previous !== null && (
        <A to={previous} class="page-link" rel="prev">
          <Icon name="chevron-left" />
          {ui.previous}
        </A>
      )}
      {next !== null && (
        <A to={next} class="page-link" rel="next">
          {ui.next}
          <Icon name="chevron-right" />
        </A>
      )}
    </nav>
  );
}

/** First, last and the two around this page; null stands for what is left out. */
export function nearby(page: number, pages: number | null, hasNext: boolean): (number | null)[] {
  const last = pages ?? (hasNext ? page + 1 : page);
  const wanted = [1, page - 1, page, page + 1, last].filter((n) => n >= 1 && n <= last);
  const sorted = [...new Set(wanted)].sort((a, b) => a - b);
  return sorted.flatMap((n, i) => {
    const before = sorted[i - 1];
    return before !== undefined && n - before > 1 ? [null, n] : [n];
  });
}
