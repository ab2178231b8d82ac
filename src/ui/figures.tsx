import type { ComponentChildren } from 'preact';
import { ExampleChip } from './chip.tsx';
import { formatNumber } from './format.ts';
import { useMessages } from './frame.tsx';
import { A } from './link.tsx';

export interface Figure {
  /** null is unknown and is said so; it is never shown as 0. */
  value: number | string | null;
  /** The denominator: "61 dari 187". */
  of?: number | string;
  label: ComponentChildren;
  to?: string;
  example?: boolean;
}

function FigureValue({ value, of }: Pick<Figure, 'value' | 'of'>) {
  const { ui } = useMessages();
  if (value === null) return <span class="text-lg text-tinta-3">{ui.unknown}</span>;
  return (
    <>
      <b class="text-2xl font-extrabold tabular-nums">{show(value)}</b>
      {of !== undefined && <span class="text-md text-tinta-3 tabular-nums"> {ui.of(show(of))}</span>}
    </>
  );
}

function show(value: number | string): string {
  return typeof value === 'number' ? formatNumber(value) : value;
}

/** Live figures in one strip; `lifted` lets it overlap the hero above it. */
export function FigureStrip({ figures, lifted = false }: { figures: readonly Figure[]; lifted?: boolean }) {
  return (
    <ul class={`figures on-paper ${lifted ? 'figures-lifted' : ''}`}>
      {figures.map((figure) => (
        <li class="figure">
          <p>
            <FigureValue value={figure.value} of={figure.of} />
          </p>
          <p class="text-sm text-tinta-2">
            {figure.to ? (
              <A to={figure.to} class="stretched link-quiet">
                {figure.label}
              </A>
            ) : (
              figure.label
            )}{' '}
            {figure.example && <ExampleChip />}
          </p>
        </li>
      ))}
    </ul>
  );
}
