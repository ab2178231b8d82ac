import type { ComponentChildren } from 'preact';
import { Chip } from './chip.tsx';
import { formatGain, formatNumber } from './format.ts';
import { useMessages } from './frame.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import { A } from './link.tsx';

const percent = (value: number, of: number) => `${of > 0 ? Math.min(100, Math.max(0, (value / of) * 100)) : 0}%`;

export interface MeterBarProps {
  value: number;
  max: number;
  /** The longest maximum among bars shown together: the bar's length is its maximum. */
  scale?: number;
  /** What is measured, for a screen reader. */
  label: string;
}

/** A bar whose length is the maximum, filled to what is reached. */
export function MeterBar({ value, max, scale = max, label }: MeterBarProps) {
  const { ui } = useMessages();
  const said = `${label}: ${ui.reached(formatNumber(value), formatNumber(max))}`;
  return (
    <div class="w-full">
      <svg class="meter" width={percent(max, scale)} height="13" role="img" aria-label={said}>
        <rect class="fill-tarum-600" width={percent(value, max)} height="100%" />
      </svg>
    </div>
  );
}

/** What is left: a chip where much can be gained, plain where little, "penuh" where nothing. */
export function GainChip({ left, notable = false }: { left: number; notable?: boolean }) {
  const { ui } = useMessages();
  if (left <= 0) return <Chip tone="tarum">{ui.full}</Chip>;
  if (notable) return <Chip tone="kunyit">{formatGain(left)}</Chip>;
  return <span class="text-tinta-3 tabular-nums">{formatGain(left)}</span>;
}

export type PartTone = 'kunyit' | 'tarum' | 'mint';
const fills: Record<PartTone, string> = { kunyit: 'fill-kunyit-400', tarum: 'fill-tarum-500', mint: 'fill-tarum-200' };
const dots: Record<PartTone, string> = { kunyit: 'bg-kunyit-400', tarum: 'bg-tarum-500', mint: 'bg-tarum-200' };

export interface Part {
  label: string;
  value: number;
  tone: PartTone;
}

/** Parts of one whole in one bar, with the words under it. */
export function StackedBar({
  parts,
  max,
  dark = false,
  label,
}: {
  parts: readonly Part[];
  max: number;
  dark?: boolean;
  label: string;
}) {
  const starts = parts.map((_, i) => parts.slice(0, i).reduce((sum, part) => sum + part.value, 0));
  return (
    <div>
      <svg class={`meter ${dark ? 'meter-dark' : ''}`} width="100%" height="12" role="img" aria-label={label}>
        {parts.map((part, i) => (
          <rect
            class={fills[part.tone]}
            x={percent(starts[i] ?? 0, max)}
            width={percent(part.value, max)}
            height="100%"
          />
        ))}
      </svg>
      <ul class="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {parts.map((part) => (
          <li class="flex items-center gap-1.5">
            <span class={`size-2.5 rounded-xs ${dots[part.tone]}`} />
            <span>
              {part.label} <span class="tabular-nums">{formatNumber(part.value)}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export interface GainItem {
  icon: IconName;
  title: ComponentChildren;
  /** "+2,04 poin · sekitar 3 hari kerja" */
  text: ComponentChildren;
  to?: string;
}

/** What would add most, first things first. */
export function GainList({ items }: { items: readonly GainItem[] }) {
  return (
    <ol class="divide-y divide-garis border-t border-garis">
      {items.map(({ icon, title, text, to }) => (
        <li class="relative flex gap-2.5 py-3">
          <Icon name={icon} size={20} class="mt-0.5" />
          <div>
            <p class="font-semibold">
              {to ? (
                <A to={to} class="stretched">
                  {title}
                </A>
              ) : (
                title
              )}
            </p>
            <p class="text-tinta-3">{text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
