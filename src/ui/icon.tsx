import { Drawing } from './drawing.tsx';
import { type IconName, icons } from './icons.ts';

/** An icon by its name, for pages; an island draws its few with `Drawing`. */
export function Icon({ name, size, class: more }: { name: IconName; size?: number; class?: string }) {
  return <Drawing svg={icons[name]} size={size} class={more} />;
}
