import { h, type VNode } from 'preact';

const shape = /<(path|circle|rect|line|polyline|polygon|ellipse) ([^>]*?)\/>/g;
const attribute = /([\w-]+)="([^"]*)"/g;
const read = new Map<string, [string, Record<string, string>][]>();

/** Elements rather than inner HTML: Trusted Types forbid the latter in an island. */
function shapesOf(svg: string): [string, Record<string, string>][] {
  const known = read.get(svg);
  if (known) return known;
  const shapes = [...svg.matchAll(shape)].map(([, tag = '', rest = '']): [string, Record<string, string>] => [
    tag,
    Object.fromEntries([...rest.matchAll(attribute)].map(([, key, value]) => [key, value])),
  ]);
  read.set(svg, shapes);
  return shapes;
}

export interface DrawingProps {
  /** One of Lucide's files as text. Islands import only those they draw. */
  svg: string;
  size?: number;
  class?: string;
}

/** A drawing beside a word, never instead of one: hidden from screen readers. */
export function Drawing({ svg, size = 18, class: more = '' }: DrawingProps): VNode {
  return (
    <svg
      class={`shrink-0 ${more}`.trim()}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {shapesOf(svg).map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
