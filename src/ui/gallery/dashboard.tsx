import { drawChart } from '../charts/draw-chart.ts';
import { Card, Chart, type DrawnChart, ExampleChip, Page } from '../index.ts';

const years = { kind: 'columns' as const, title: 'Inovasi per tahun', heads: ['Tahun', 'Inovasi'] as const };
const perYear = [
  { label: '2021', value: 12 },
  { label: '2022', value: 19 },
  { label: '2023', value: 31 },
  { label: '2024', value: 58 },
  { label: '2025', value: 1084 },
];
const perAffair = [
  { label: 'Kesehatan', value: 31, to: '/inovasi?urusan=kesehatan' },
  { label: 'Pekerjaan umum dan penataan ruang serta perumahan rakyat', value: 22 },
  { label: 'Pemberdayaan masyarakat dan desa', value: 18 },
  { label: 'Pendidikan & kebudayaan <muda>', value: 9 },
  { label: 'Sosial', value: 0 },
];

/** Fixture: the charts, with invented figures. */
export async function drawSampleCharts(): Promise<DrawnChart[]> {
  return Promise.all([
    drawChart({ kind: 'bars', title: 'Inovasi per urusan', heads: ['Urusan', 'Inovasi'], items: perAffair }),
    drawChart({ ...years, items: perYear }),
    drawChart({ ...years, kind: 'line', title: 'Indeks per tahun', items: perYear.slice(0, 4) }),
    drawChart({ kind: 'donut', title: 'Menurut asal', heads: ['Asal', 'Inovasi'], items: perAffair.slice(0, 4) }),
  ]);
}

export function DashboardSample({ charts }: { charts: readonly DrawnChart[] }) {
  return (
    <Page title="Dasbor">
      <div class="grid gap-6 lg:grid-cols-2 lg:items-start">
        {charts.map((chart) => (
          <Card title={chart.spec.title} aside={<ExampleChip />}>
            <Chart chart={chart} />
          </Card>
        ))}
      </div>
    </Page>
  );
}
