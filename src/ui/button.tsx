import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import { A } from './link.tsx';

export type ButtonTone = 'primary' | 'plain' | 'danger' | 'quiet' | 'accent';

const tones: Record<ButtonTone, string> = {
  primary: 'btn-primary',
  plain: 'button-plain',
  danger: 'button-danger',
  quiet: 'btn-ghost text-tarum-700',
  accent: 'btn-accent',
};

interface Face {
  tone?: ButtonTone;
  icon?: IconName;
  /** Icon after the words, for "next". */
  iconEnd?: IconName;
  wide?: boolean;
  class?: string;
  children: ComponentChildren;
}

export interface ButtonProps extends Face {
  name?: string;
  value?: string;
  /** Where this button sends the form when not to the form's own address. */
  formAction?: string;
  type?: 'submit' | 'button';
  disabled?: boolean;
}

function look({ tone = 'primary', wide = false, class: more = '' }: Omit<Face, 'children'>): string {
  return `btn ${tones[tone]} ${wide ? 'w-full' : ''} ${more}`.replace(/\s+/g, ' ').trim();
}

function Words({ icon, iconEnd, children }: Pick<Face, 'icon' | 'iconEnd' | 'children'>) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {iconEnd && <Icon name={iconEnd} />}
    </>
  );
}

export function Button({ type = 'submit', name, value, formAction, disabled, ...face }: ButtonProps) {
  return (
    <button type={type} name={name} value={value} formaction={formAction} disabled={disabled} class={look(face)}>
      <Words {...face} />
    </button>
  );
}

/** A link that looks like a button; it leads somewhere and changes nothing. */
export function ButtonLink({ to, ...face }: Face & { to: string }) {
  return (
    <A to={to} class={look(face)}>
      <Words {...face} />
    </A>
  );
}
