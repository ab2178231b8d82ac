import { formatNumber } from './format.ts';

export interface Band {
  label: string;
  from: number;
  to: number;
  tone: 'sand' | 'mint' | 'leaf';
}

export interface Marker {
  label: string;
  value: number;
  tone: 'tarum' | 'kunyit';
}

const fills = { sand: 'fill-sand', mint: 'fill-tarum-100', leaf: 'fill-tarum-200' };
const marks = { tarum: 'fill-tarum-800', kunyit: 'fill-kunyit-700' };
const row = 22;
const bar = 14;

/** Where a value stands between named bands. Highest marker on the top row, so that no label covers another. */
export function ScaleBar({
  bands,
  markers,
  label,
}: {
  bands: readonly Band[];
  markers: readonly Marker[];
  label: string;
}) {
  const start = Math.min(...bands.map((band) => band.from));
  const end = Math.max(...bands.map((band) => band.to));
  const at = (value: number) => ((Math.min(end, Math.max(start, value)) - start) / (end - start)) * 100;
  const ordered = [...markers].sort((a, b) => b.value - a.value);
  const top = ordered.length * row;
  return (
    <div role="img" aria-label={spoken(label, bands, markers)}>
      <svg class="block w-full overflow-visible" height={top} aria-hidden="true">
        {ordered.map((marker, i) => (
          <g class={marks[marker.tone]}>
            <rect x={`${at(marker.value)}%`} y={i * row + 19} width="3" height={top - i * row - 19} />
            <text
              class="text-sm font-bold"
              x={`${at(marker.value)}%`}
              y={i * row + 14}
              text-anchor={anchor(at(marker.value), i)}
            >
              {marker.label}
            </text>
          </g>
        ))}
      </svg>
      <svg class="block w-full rounded-full" height={bar} aria-hidden="true">
        {bands.map((band) => (
          <rect
            class={fills[band.tone]}
            x={`${at(band.from)}%`}
            width={`${at(band.to) - at(band.from)}%`}
            height="100%"
          />
        ))}
        {ordered.map((marker) => (
          <rect class={marks[marker.tone]} x={`${at(marker.value)}%`} width="3" height="100%" />
        ))}
      </svg>
      <svg class="block w-full overflow-visible" height="24" aria-hidden="true">
        {bands.map((band) => (
          <text class="fill-tinta-3 text-xs" x={`${(at(band.from) + at(band.to)) / 2}%`} y="19" text-anchor="middle">
            {band.label}
          </text>
        ))}
      </svg>
    </div>
  );
}

function anchor(x: number, position: number): 'start' | 'middle' | 'end' {
  if (x < 22) return 'start';
  if (x > 70 || position > 0) return 'end';
  return 'middle';
}

function spoken(label: string, bands: readonly Band[], markers: readonly Marker[]): string {
  const limits = bands.map((band) => `${band.label} ${formatNumber(band.from)}–${formatNumber(band.to)}`);
  return `${label}. ${markers.map((marker) => marker.label).join('; ')}. ${limits.join('; ')}.`;
}
