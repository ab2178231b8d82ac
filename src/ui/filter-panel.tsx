import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';
import { useFrame } from './frame.tsx';
import { Icon } from './icon.tsx';
import { A, href } from './link.tsx';

export interface FilterPanelProps {
  action: string;
  /** How many filters are in force; the panel on a phone says so while closed. */
  active: number;
  /** Address without filters. */
  clear: string;
  /** Kept in the address: the word searched for, the order. */
  hidden?: Readonly<Record<string, string>>;
  /** Selects and groups of checkboxes. */
  children: ComponentChildren;
}

/**
 * Filters of a list as a form that needs no script: folded on a phone, beside the list on a desktop.
 * Twice in the page would be twice the size, so it is one `details` that CSS keeps open where there is room.
 */
export function FilterPanel({ action, active, clear, hidden = {}, children }: FilterPanelProps) {
  const { base, messages } = useFrame();
  const { ui } = messages;
  return (
    <details class="filter-panel on-paper">
      <summary>
        <Icon name="filter" />
        <span>{ui.filter}</span>
        {active > 0 && <span class="chip bg-tarum-100 text-tarum-800">{ui.filtersActive(active)}</span>}
        <Icon name="chevron-down" class="ms-auto" />
      </summary>
      <form action={href(base, action)} method="get" class="grid gap-5">
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {children}
        <div class="grid gap-2">
          <Button tone="primary">{ui.applyFilter}</Button>
          {active > 0 && (
            <A to={clear} class="btn btn-ghost text-tarum-700">
              {ui.clearFilter}
            </A>
          )}
        </div>
      </form>
    </details>
  );
}

/** A list with its filters: one column on a phone, two on a desktop. */
export function FilteredList({ filters, children }: { filters: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="grid gap-6 lg:grid-cols-[17.5rem_1fr] lg:items-start">
      {filters}
      <div class="min-w-0">{children}</div>
    </div>
  );
}
