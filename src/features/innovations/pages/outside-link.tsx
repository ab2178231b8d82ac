import type { ComponentChildren } from 'preact';
import { A, Icon } from '#ui/index.ts';

/** A link that leaves the site, to an address that somebody typed. */
export function OutsideLink({ to, children }: { to: string; children: ComponentChildren }) {
  return (
    <A to={to} class="link inline-flex items-center gap-1.5 wrap-anywhere" rel="noopener noreferrer nofollow">
      {children}
      <Icon name="external-link" size={15} />
    </A>
  );
}
