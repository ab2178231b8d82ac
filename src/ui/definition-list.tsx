import type { ComponentChildren } from 'preact';
import { useMessages } from './frame.tsx';

export interface Definition {
  term: string;
  /** null or an empty text is unknown, and is said so. */
  value: ComponentChildren;
}

export function DefinitionList({ items }: { items: readonly Definition[] }) {
  const { ui } = useMessages();
  return (
    <dl class="definitions">
      {items.map(({ term, value }) => (
        <div>
          <dt>{term}</dt>
          <dd>
            {value === null || value === undefined || value === '' ? (
              <span class="text-tinta-3">{ui.unknown}</span>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
