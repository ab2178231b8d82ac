import type { ComponentChildren } from 'preact';
import { Lattice } from './lattice.tsx';

/** Nothing here yet: says why and what to do. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ComponentChildren;
  action?: ComponentChildren;
}) {
  return (
    <div class="empty on-paper">
      <Lattice class="empty-lattice" />
      <div class="relative">
        <h2 class="text-xl">{title}</h2>
        {children && <div class="mx-auto mt-1 max-w-md text-tinta-2">{children}</div>}
        {action && <div class="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
      </div>
    </div>
  );
}
