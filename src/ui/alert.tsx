import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

export type AlertTone = 'success' | 'notice' | 'warning' | 'error';

const looks: Record<AlertTone, { class: string; icon: IconName }> = {
  success: { class: 'border-tarum-600 bg-tarum-100 text-tarum-800', icon: 'circle-check' },
  notice: { class: 'border-nila-700 bg-nila-100 text-nila-700', icon: 'info' },
  warning: { class: 'border-kunyit-500 bg-kunyit-100 text-kunyit-700', icon: 'triangle-alert' },
  error: { class: 'border-bata-600 bg-bata-100 text-bata-700', icon: 'circle-alert' },
};

export interface AlertProps {
  tone?: AlertTone;
  title?: string;
  children?: ComponentChildren;
  /** Read out at once when the page opens. */
  live?: boolean;
}

export function Alert({ tone = 'notice', title, children, live = false }: AlertProps) {
  const look = looks[tone];
  return (
    <div class={`alert-box on-paper ${look.class}`} role={live ? 'status' : undefined}>
      <Icon name={look.icon} size={20} class="mt-0.5" />
      <div class="min-w-0">
        {title && <p class="font-bold">{title}</p>}
        {children && <div class="text-tinta">{children}</div>}
      </div>
    </div>
  );
}
