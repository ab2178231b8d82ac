import { ButtonLink, Card, formatNumber, GainChip, GainList, MeterBar, Page, ScaleBar, Table } from '../index.ts';

const rows = [
  { code: '16', name: 'Regulasi Inovasi Daerah', score: 6, max: 9 },
  { code: '17', name: 'Ketersediaan dan peran SDM', score: 6, max: 6 },
  { code: '18', name: 'Dukungan anggaran', score: 2, max: 6 },
  { code: '20', name: 'Bimtek inovasi', score: 0, max: 3 },
  { code: '31', name: 'Replikasi', score: 0, max: 9 },
  { code: '36', name: 'Kualitas inovasi daerah', score: 2, max: 15 },
];
const longest = Math.max(...rows.map((row) => row.max));

/** Fixture: the drawing of the index page, with its invented figures. */
export function RegionIndexSample() {
  return (
    <Page
      title="Indeks Inovasi Daerah"
      breadcrumb={[{ label: 'Indeks', to: '/indeks' }, { label: 'Edisi 2026' }]}
      example
      aside={
        <ButtonLink to="/indeks/2026/kartu" tone="plain" icon="printer">
          Kartu nilai
        </ButtonLink>
      }
    >
      <Scores />
      <div class="mt-6 grid gap-6 lg:grid-cols-[2fr_1fr] lg:items-start">
        <Indicators />
        <Card title="Paling menambah">
          <GainList
            items={[
              {
                icon: 'file-check',
                title: 'Lampirkan SK pada 17 inovasi',
                text: '+2,04 poin · sekitar 3 hari kerja',
                to: '/indeks/1',
              },
              {
                icon: 'video',
                title: 'Video untuk 9 inovasi',
                text: '+1,44 poin · sekitar 9 hari kerja',
                to: '/indeks/2',
              },
              { icon: 'wallet', title: 'Bukti anggaran dua tahun', text: '+0,96 poin · sekitar 4 hari kerja' },
            ]}
          />
        </Card>
      </div>
    </Page>
  );
}

function Score({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <p class="text-tinta-3">{label}</p>
      <p class="text-3xl font-extrabold tabular-nums">{value}</p>
    </div>
  );
}

function Scores() {
  return (
    <Card>
      <div class="mb-4 flex flex-wrap gap-x-10 gap-y-3">
        <Score label="Diklaim" value="71,08" />
        <Score label="Terverifikasi" value="63,42" />
      </div>
      <ScaleBar
        label="Indeks di antara predikat"
        bands={[
          { label: 'Kurang Inovatif', from: 0, to: 40, tone: 'sand' },
          { label: 'Inovatif', from: 40, to: 65, tone: 'mint' },
          { label: 'Sangat Inovatif', from: 65, to: 100, tone: 'leaf' },
        ]}
        markers={[
          { label: '63,42', value: 63.42, tone: 'tarum' },
          { label: '77,59 peringkat 33 (2025)', value: 77.59, tone: 'kunyit' },
        ]}
      />
    </Card>
  );
}

function Indicators() {
  return (
    <Card title="Kematangan rata-rata per indikator">
      <Table
        caption="Skor tiap indikator, maksimumnya, dan sisanya"
        rows={rows}
        rowKey={(row) => row.code}
        sort={{ key: 'code', descending: false, href: (key, down) => `/indeks?urut=${down ? '-' : ''}${key}` }}
        columns={[
          { key: 'code', head: 'No', cell: (row) => row.code, sortable: true },
          { key: 'name', head: 'Indikator', cell: (row) => row.name, main: true },
          {
            key: 'bar',
            head: 'Tercapai dari maksimum',
            wide: true,
            cell: (row) => <MeterBar value={row.score} max={row.max} scale={longest} label={row.name} />,
          },
          {
            key: 'score',
            head: 'Skor',
            align: 'end',
            sortable: true,
            cell: (row) => (
              <>
                <b>{formatNumber(row.score)}</b> <span class="text-tinta-3">/ {row.max}</span>
              </>
            ),
          },
          {
            key: 'left',
            head: 'Sisa',
            align: 'end',
            cell: (row) => <GainChip left={row.max - row.score} notable={row.max - row.score >= 4} />,
          },
        ]}
      />
    </Card>
  );
}
