import {
  Alert,
  Button,
  ButtonLink,
  Card,
  Checkbox,
  CheckboxGroup,
  Chip,
  Chips,
  ConfirmBlock,
  DateField,
  DefinitionList,
  EmptyState,
  ExampleChip,
  Fold,
  Form,
  NumberField,
  Page,
  PasswordField,
  RadioGroup,
  Section,
  Select,
  StatusChip,
  Tabs,
  TextField,
  Timeline,
} from '../index.ts';

/** Fixture: what no drawing shows, one of each. */
export function PartsSample() {
  return (
    <Page
      title="Bagian-bagian"
      breadcrumb={[{ label: 'Beranda', to: '/' }, { label: 'Bagian-bagian' }]}
      lead="Satu dari setiap bagian yang tidak ada pada gambar."
      aside={
        <ButtonLink to="/kerja/baru" icon="plus">
          Usulkan inovasi
        </ButtonLink>
      }
    >
      <Tabs
        label="Tampilan"
        tabs={[
          { label: 'Ringkasan', to: '/a', current: true },
          { label: 'Usulan', to: '/b', count: 12 },
          { label: 'Riwayat', to: '/c' },
          { label: 'Kematangan', to: '/d' },
        ]}
      />
      <div class="grid gap-6 lg:grid-cols-2 lg:items-start">
        <Marks />
        <Card title="Keterangan" aside={<ExampleChip />}>
          <DefinitionList
            items={[
              { term: 'Urusan utama', value: 'Kesehatan' },
              { term: 'Tahap', value: 'Penerapan sejak 1 Mei 2024' },
              { term: 'Anggaran', value: null },
            ]}
          />
        </Card>
        <Card title="Kematangan">
          <Fold summary="20,93 poin indeks: skor 48,2 dari 111">
            <p>Setiap indikator.</p>
          </Fold>
        </Card>
        <Fields />
        <Card title="Riwayat">
          <Timeline
            entries={[
              {
                icon: 'undo-2',
                title: 'Dikembalikan dengan 2 catatan',
                at: new Date('2026-11-24T02:30:00Z'),
                by: 'Verifikator Balitbangda',
                children: 'Lengkapi jumlah rumah yang terdampak.',
              },
              { icon: 'send', title: 'Diusulkan', at: new Date('2026-11-23T08:05:00Z'), by: 'Kepala Desa' },
              { icon: 'pencil', title: 'Draf dibuat', at: new Date('2026-11-20T01:00:00Z') },
            ]}
          />
        </Card>
      </div>
      <Section title="Belum ada isinya">
        <EmptyState
          title="Belum ada inovasi dari desa ini"
          action={<ButtonLink to="/kerja/baru">Usulkan inovasi</ButtonLink>}
        >
          Desa yang punya inovasi biasanya memulai dari masalah yang paling sering dikeluhkan warga.
        </EmptyState>
      </Section>
    </Page>
  );
}

function Marks() {
  return (
    <Card title="Tanda dan tombol">
      <div class="grid gap-4">
        <Chips>
          <Chip tone="tarum">Kesehatan</Chip>
          <Chip tone="nila">Koperasi dan UKM</Chip>
          <Chip tone="kunyit">Lingkungan hidup</Chip>
          <Chip>Penerapan</Chip>
          <StatusChip tone="tarum" icon="circle-check">
            Diterima
          </StatusChip>
          <StatusChip tone="kunyit" icon="hourglass">
            Menunggu kepala desa
          </StatusChip>
          <StatusChip tone="bata" icon="undo-2">
            Dikembalikan
          </StatusChip>
        </Chips>
        <div class="flex flex-wrap gap-2">
          <Button>Simpan</Button>
          <Button tone="plain" icon="pencil">
            Ubah
          </Button>
          <Button tone="accent" icon="send">
            Usulkan
          </Button>
          <Button tone="quiet">Nanti saja</Button>
        </div>
        <Alert tone="success" title="Usulan terkirim">
          Kepala desa mendapat tugas untuk mengonfirmasi.
        </Alert>
        <Alert tone="notice">Edisi 2027 masih perkiraan.</Alert>
        <Alert tone="warning" title="Sisa 3 hari">
          Jendela pelaporan ditutup 27 November 2026.
        </Alert>
        <Alert tone="error" title="Tidak dapat dikirim">
          Masih ada 2 isian kosong.
        </Alert>
        <ConfirmBlock
          open="Arsipkan"
          question="Inovasi ini hilang dari katalog dan tidak lagi dihitung. Riwayatnya tetap ada."
        >
          <Form action="/x">
            <Button tone="danger" icon="archive">
              Ya, arsipkan
            </Button>
          </Form>
        </ConfirmBlock>
      </div>
    </Card>
  );
}

function Fields() {
  return (
    <Card title="Isian">
      <Form action="/x">
        <TextField name="name" label="Nama inovasi" hint="Singkat dan mudah diingat." value="SIPANDU" maxlength={100} />
        <PasswordField
          name="password"
          label="Kata sandi"
          autocomplete="current-password"
          error="Nama pengguna atau kata sandi keliru."
        />
        <Select
          name="affair"
          label="Urusan utama"
          value="kesehatan"
          options={[
            {
              label: 'Pelayanan dasar',
              options: [
                { value: 'kesehatan', label: 'Kesehatan' },
                { value: 'sosial', label: 'Sosial' },
              ],
            },
            { value: 'pangan', label: 'Pangan' },
          ]}
        />
        <RadioGroup
          name="stage"
          label="Tahap"
          value="uji"
          options={[
            { value: 'inisiatif', label: 'Inisiatif', hint: 'Masih gagasan, belum dicoba.' },
            { value: 'uji', label: 'Uji coba' },
            { value: 'terap', label: 'Penerapan', hint: 'Sudah dipakai warga.' },
          ]}
        />
        <CheckboxGroup
          name="topics"
          label="Topik"
          required={false}
          values={['sehat']}
          options={[
            { value: 'sehat', label: 'Kesehatan' },
            { value: 'robot', label: 'Teknologi dan robotik' },
          ]}
        />
        <DateField name="implementedOn" label="Mulai diterapkan" value="2024-05-01" />
        <NumberField name="households" label="Rumah yang terlayani" value={140} unit="rumah" />
        <Checkbox name="agree" label="Isian ini benar sepanjang pengetahuan saya" />
      </Form>
    </Card>
  );
}
