import type { ComponentChildren } from 'preact';
import { ExampleChip } from './chip.tsx';
import { useMessages } from './frame.tsx';
import { A } from './link.tsx';

export interface Crumb {
  label: ComponentChildren;
  /** Missing for the page itself. */
  to?: string;
}

/** @param example what the page is about is invented: said beside the way, of which it is no step */
export function Breadcrumb({ crumbs, example }: { crumbs: readonly Crumb[]; example: boolean }) {
  const { ui } = useMessages();
  return (
    <div class="flex flex-wrap items-center gap-x-2">
      <nav aria-label={ui.breadcrumb}>
        <ol class="breadcrumb">
          {crumbs.map(({ label, to }) => (
            <li>
              {to ? (
                <A to={to} class="link-quiet">
                  {label}
                </A>
              ) : (
                <span>{label}</span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      {example && <ExampleChip />}
    </div>
  );
}
