import type { ComponentChildren } from 'preact';
import { formatDateTime } from './format.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

export interface TimelineEntry {
  icon?: IconName;
  title: ComponentChildren;
  at: Date;
  by?: ComponentChildren;
  children?: ComponentChildren;
}

/** What happened, newest first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol class="timeline">
      {entries.map(({ icon = 'circle-check', title, at, by, children }) => (
        <li>
          <span class="timeline-mark">
            <Icon name={icon} size={16} />
          </span>
          <p class="font-semibold">{title}</p>
          <p class="text-sm text-tinta-3">
            <time datetime={at.toISOString()}>{formatDateTime(at)}</time>
            {by && <> · {by}</>}
          </p>
          {children && <div class="mt-1">{children}</div>}
        </li>
      ))}
    </ol>
  );
}
