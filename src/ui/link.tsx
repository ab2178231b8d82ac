import type { ComponentChildren } from 'preact';
import { useFrame } from './frame.tsx';

const outside = /^(?:[a-z][a-z+.-]*:|\/\/|#)/i;

/** Puts the tenant's prefix before a path of the site; leaves outside addresses and fragments alone. */
export function href(base: string, path: string): string {
  if (outside.test(path) || path.startsWith('?')) return path;
  return path === '/' && base !== '' ? base : base + path;
}

export interface AProps {
  /** Path inside the tenant ("/inovasi") or a whole address. */
  to: string;
  children: ComponentChildren;
  class?: string;
  current?: boolean;
  /** What a screen reader says when the words alone are not enough. */
  label?: string;
  rel?: string;
}

export function A({ to, children, class: look = 'link', current = false, label, rel }: AProps) {
  const { base } = useFrame();
  return (
    <a href={href(base, to)} class={look} aria-current={current ? 'page' : undefined} aria-label={label} rel={rel}>
      {children}
    </a>
  );
}
