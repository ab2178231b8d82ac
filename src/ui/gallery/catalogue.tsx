import {
  CheckboxGroup,
  Chip,
  FilteredList,
  FilterPanel,
  LinkCard,
  Page,
  Pagination,
  SearchBox,
  Select,
} from '../index.ts';

const affairs = [
  { value: 'kesehatan', label: 'Kesehatan (31)' },
  { value: 'pendidikan', label: 'Pendidikan (18)' },
  { value: 'sosial', label: 'Sosial (9)' },
];

/** Fixture: a list with filters. */
export function CatalogueSample() {
  const panel = (
    <FilterPanel action="/inovasi" active={2} clear="/inovasi" hidden={{ q: 'sampah' }}>
      <CheckboxGroup name="urusan" label="Urusan" values={['kesehatan']} options={affairs} />
      <Select
        name="kecamatan"
        label="Kecamatan"
        value="babelan"
        empty="Semua kecamatan"
        options={[{ value: 'babelan', label: 'Babelan' }]}
      />
    </FilterPanel>
  );
  return (
    <Page title="Inovasi" lead="84 inovasi diterapkan di Kabupaten Bekasi.">
      <div class="mb-6 max-w-2xl">
        <SearchBox action="/inovasi" label="Cari inovasi" value="sampah" />
      </div>
      <FilteredList filters={panel}>
        <p class="mb-3 text-tinta-2">lebih dari 1.000 hasil untuk “sampah”</p>
        <div class="grid gap-4">
          {['SIPANDU', 'Bank Sampah Melati', 'TPS-3R BUMDes'].map((title, i) => (
            <LinkCard
              level={2}
              to={`/inovasi/${i}`}
              title={title}
              chips={
                <>
                  <Chip tone="kunyit">Lingkungan hidup</Chip>
                  <Chip>Penerapan</Chip>
                </>
              }
              summary="Pengelolaan sampah desa terpadu dengan bank sampah dan pemilahan dari rumah."
              foot={{ icon: 'map-pin', text: 'Desa Muara Bakti · Babelan' }}
            />
          ))}
        </div>
        <Pagination page={4} pages={42} href={(page) => `/inovasi?hal=${page}`} />
      </FilteredList>
    </Page>
  );
}
