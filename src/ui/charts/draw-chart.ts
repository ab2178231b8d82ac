import { type ChartSpec, heightOf, optionOf } from './chart-options.ts';

export interface DrawnChart {
  spec: ChartSpec;
  /** Drawn twice, so that the words are of one size on a phone and on a desktop; CSS shows one. */
  narrow: string;
  wide: string;
}

const narrowWidth = 320;
const wideWidth = 520;
const mostKept = 200;
const kept = new Map<string, DrawnChart>();

/** Draws on the server, about 3 ms; the same figures are drawn once. */
export async function drawChart(spec: ChartSpec): Promise<DrawnChart> {
  const key = JSON.stringify(spec);
  const known = kept.get(key);
  if (known) return known;
  const init = await loadECharts();
  const drawn = { spec, narrow: draw(init, spec, narrowWidth), wide: draw(init, spec, wideWidth) };
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, drawn);
  return drawn;
}

type Init = typeof import('echarts/core').init;
let loading: Promise<Init> | undefined;

/** Loaded when the first chart is asked for: it weighs on an idle process otherwise. */
function loadECharts(): Promise<Init> {
  loading ??= importECharts();
  return loading;
}

async function importECharts(): Promise<Init> {
  const [core, charts, components, renderers] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  core.use([charts.BarChart, charts.LineChart, charts.PieChart]);
  core.use([components.GridComponent, components.TitleComponent, renderers.SVGRenderer]);
  return core.init;
}

interface Painter {
  renderToString(options: { cssAnimation: boolean; cssEmphasis: boolean; useViewBox: boolean }): string;
}

function draw(init: Init, spec: ChartSpec, width: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height: heightOf(spec) });
  try {
    chart.setOption(optionOf(spec, width));
    const { painter } = chart.getZr() as unknown as { painter: Painter };
    return withoutStyles(painter.renderToString({ cssAnimation: false, cssEmphasis: false, useViewBox: true }));
  } finally {
    chart.dispose();
  }
}

/** The policy forbids inline style, so each declaration becomes the attribute of the same name; the shell is ours. */
export function withoutStyles(svg: string): string {
  return svg
    .replace(/ style="([^"]*)"/g, (_, style: string) => style.replace(/([\w-]+):\s*([^;]+);?/g, ' $1="$2"'))
    .replace(/ ecmeta_\w+="[^"]*"/g, '')
    .replace(/^<svg width="\d+" height="\d+"([^>]*)>/, '<svg$1 focusable="false" aria-hidden="true">')
    .replace(/<rect [^>]*fill="none"[^>]*><\/rect>\n?/, '');
}
