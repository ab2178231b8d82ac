import type { ComponentChildren } from 'preact';
import { useMessages } from './frame.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

export type Tone = 'tarum' | 'kunyit' | 'nila' | 'bata' | 'kertas';

const tones: Record<Tone, string> = {
  tarum: 'bg-tarum-100 text-tarum-800',
  kunyit: 'bg-kunyit-100 text-kunyit-700',
  nila: 'bg-nila-100 text-nila-700',
  bata: 'bg-bata-100 text-bata-700',
  kertas: 'bg-kertas-2 text-tinta-2',
};

export function Chip({ tone = 'kertas', children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`chip ${tones[tone]}`}>{children}</span>;
}

/** Stands wherever what is shown was invented for the demonstration. */
export function ExampleChip() {
  const { common } = useMessages();
  return <span class="chip bg-kunyit-100 text-kunyit-700">{common.example}</span>;
}

/** A state: the words say it, colour and icon only help. */
export function StatusChip({
  tone = 'kertas',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: IconName;
  children: ComponentChildren;
}) {
  return (
    <span class={`chip ${tones[tone]}`}>
      {icon && <Icon name={icon} size={15} />}
      {children}
    </span>
  );
}

export function Chips({ children }: { children: ComponentChildren }) {
  return <div class="flex flex-wrap items-center gap-1.5">{children}</div>;
}
