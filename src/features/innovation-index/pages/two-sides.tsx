import type { ComponentChildren } from 'preact';

/**
 * A figure of a table with its neighbour: on a phone both stand on one line under the bar, on a wide screen the
 * neighbour has a column of its own (`WideOnly`).
 */
export function TwoSides({ children, beside }: { children: ComponentChildren; beside: ComponentChildren }) {
  return (
    <span class="flex items-center justify-between gap-4 whitespace-nowrap min-[40rem]:justify-end">
      <span>{children}</span>
      <span class="flex items-center gap-1.5 text-tinta-2 min-[40rem]:hidden">{beside}</span>
    </span>
  );
}

export function WideOnly({ children }: { children: ComponentChildren }) {
  return <span class="max-[40rem]:hidden">{children}</span>;
}
