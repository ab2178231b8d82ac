import { renderToString } from 'preact-render-to-string';
import { Drawing } from './drawing.tsx';
import { type IconName, icons } from './icons.ts';
import { written } from './written.ts';

export interface IconProps {
  name: IconName;
  size?: number;
  class?: string;
}

const drawn = new Map<string, string>();

/** An icon by its name, for pages; an island draws its few with `Drawing`. A page holds dozens, so each is drawn once. */
export function Icon({ name, size, class: more }: IconProps) {
  const key = `${name} ${size} ${more}`;
  const known = drawn.get(key);
  if (known !== undefined) return written(known);
  const html = renderToString(<Drawing svg={icons[name]} size={size} class={more} />);
  drawn.set(key, html);
  return written(html);
}
