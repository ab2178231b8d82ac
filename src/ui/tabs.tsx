import { formatNumber } from './format.ts';
import { A } from './link.tsx';

export interface Tab {
  label: string;
  to: string;
  current?: boolean;
  /** A number, or words for one that is not known exactly. */
  count?: number | string;
}

/** Views of one thing, each with its own address. */
export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  return (
    <nav class="tabs-row" aria-label={label}>
      {tabs.map((tab) => (
        <A to={tab.to} class="tab-link" current={tab.current ?? false}>
          {tab.label}
          {tab.count !== undefined && (
            <span class="text-tinta-3 tabular-nums">
              {' '}
              {typeof tab.count === 'string' ? tab.count : formatNumber(tab.count)}
            </span>
          )}
        </A>
      ))}
    </nav>
  );
}
