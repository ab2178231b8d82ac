import { h, type VNode } from 'preact';
import { type IconName, icons } from './icons.ts';

const shape = /<(path|circle|rect|line|polyline|polygon|ellipse) ([^>]*?)\/>/g;
const attribute = /([\w-]+)="([^"]*)"/g;
const drawn = new Map<IconName, [string, Record<string, string>][]>();

/** Elements rather than inner HTML: Trusted Types forbid the latter in an island. */
function shapesOf(name: IconName): [string, Record<string, string>][] {
  const known = drawn.get(name);
  if (known) return known;
  const shapes = [...icons[name].matchAll(shape)].map(([, tag = '', rest = '']): [string, Record<string, string>] => [
    tag,
    Object.fromEntries([...rest.matchAll(attribute)].map(([, key, value]) => [key, value])),
  ]);
  drawn.set(name, shapes);
  return shapes;
}

/** A drawing beside a word, never instead of one: hidden from screen readers. */
export function Icon({ name, size = 18, class: more = '' }: { name: IconName; size?: number; class?: string }): VNode {
  return (
    <svg
      class={`shrink-0 ${more}`}
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
      {shapesOf(name).map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
