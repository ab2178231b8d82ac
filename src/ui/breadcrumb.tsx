import type { ComponentChildren } from 'preact';
import { useMessages } from './frame.tsx';
import { A } from './link.tsx';

export interface Crumb {
  label: ComponentChildren;
  /** Missing for the page itself. */
  to?: string;
}

export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { ui } = useMessages();
  return (
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
  );
}
