import {
  CardGrid,
  Chip,
  FigureStrip,
  Hero,
  HeroPanel,
  LinkCard,
  Page,
  SearchBox,
  Section,
  StackedBar,
} from '../index.ts';
import { A } from '../link.tsx';

const latest = [
  {
    title: 'Pancoranmas',
    tone: 'tarum' as const,
    affair: 'Kesehatan',
    summary: 'Pemantauan kesehatan bersama warga dan layanan cepat di wilayah kerja Puskesmas.',
    foot: { icon: 'building-2' as const, text: 'Puskesmas Lemahabang · Cikarang Timur' },
  },
  {
    title: 'Bebeli',
    tone: 'nila' as const,
    affair: 'Koperasi dan UKM',
    summary: 'Perangkat daerah berbelanja dari pelaku usaha kecil setempat.',
    foot: { icon: 'landmark' as const, text: 'Sekretariat Daerah' },
  },
  {
    title: 'SIPANDU',
    tone: 'kunyit' as const,
    affair: 'Lingkungan hidup',
    summary: 'Pengelolaan sampah desa terpadu dengan bank sampah dan pemilahan dari rumah.',
    foot: { icon: 'map-pin' as const, text: 'Desa Muara Bakti · Babelan' },
  },
];

/** Fixture: the drawing of the home page, with its invented figures. */
export function HomeSample() {
  const hero = (
    <Hero
      lifted
      title="Setiap masalah punya penyelesaian. Temukan, tiru, kembangkan."
      lead="Inovasi perangkat daerah, desa, dan sekolah di Kabupaten Bekasi: dari diagnosis masalah sampai terbukti bermanfaat."
      aside={<IndexPanel />}
    >
      <SearchBox
        action="/inovasi"
        label="Cari inovasi"
        value="pelayanan cepat puskesmas"
        suggestions={[
          { label: 'bank sampah', to: '/inovasi?q=bank+sampah' },
          { label: 'adminduk keliling', to: '/inovasi?q=adminduk' },
          { label: 'hidroponik', to: '/inovasi?q=hidroponik' },
        ]}
      />
    </Hero>
  );
  return (
    <Page title="Gelar Kabupaten Bekasi" hero={hero}>
      <FigureStrip
        lifted
        figures={[
          { value: 84, label: 'inovasi diterapkan', to: '/inovasi' },
          { value: 61, of: 187, label: 'desa dan kelurahan punya inovasi' },
          { value: 39, of: 51, label: 'Puskesmas dikenal namanya' },
          { value: 12, label: 'salinan terbukti tahun ini', example: true },
        ]}
      />
      <Section title="Baru diterima" aside={<A to="/inovasi">Semua inovasi</A>}>
        <CardGrid>
          {latest.map(({ tone, affair, ...card }, i) => (
            <LinkCard
              {...card}
              to={`/inovasi/${i}`}
              chips={[<Chip tone={tone}>{affair}</Chip>, <Chip>Penerapan</Chip>]}
            />
          ))}
        </CardGrid>
      </Section>
    </Page>
  );
}

function IndexPanel() {
  return (
    <HeroPanel>
      <p>
        Indeks Inovasi Daerah 2026 · <b class="text-kunyit-400">contoh</b>
      </p>
      <p class="my-3 flex items-center gap-3">
        <b class="text-4xl font-extrabold tabular-nums">63,42</b>
        <Chip tone="kunyit">Inovatif</Chip>
      </p>
      <StackedBar
        dark
        label="Indeks 63,42 dari 100: Pemda 20,1, kematangan 30,9, jumlah 12,4"
        max={100}
        parts={[
          { label: 'Pemda', value: 20.1, tone: 'kunyit' },
          { label: 'Kematangan', value: 30.9, tone: 'tarum' },
          { label: 'Jumlah', value: 12.4, tone: 'mint' },
        ]}
      />
      <p class="mt-3 text-md text-tarum-100">
        Kurang <b>1,59</b> poin untuk predikat <b>Sangat Inovatif</b>.{' '}
        <A to="/indeks" class="underline underline-offset-2">
          Lihat yang paling menambah
        </A>
      </p>
    </HeroPanel>
  );
}
