import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

/**
 * A long part behind one line that says what it comes to: folded on a phone, open where there is room and on paper.
 * Needs no script; the browser's search unfolds it.
 */
export function Fold({ summary, children }: { summary: ComponentChildren; children: ComponentChildren }) {
  return (
    <details class="fold">
      <summary>
        <span class="min-w-0">{summary}</span>
        <Icon name="chevron-down" class="ms-auto" />
      </summary>
      {children}
    </details>
  );
}
