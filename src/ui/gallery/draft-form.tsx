import {
  Button,
  ButtonLink,
  Card,
  ErrorSummary,
  Form,
  Page,
  SaveState,
  Steps,
  StickyBar,
  TextArea,
  WordCount,
} from '../index.ts';
import { A } from '../link.tsx';

const told =
  'Warga RT 04 dan RT 05 membuang sampah ke saluran karena truk hanya datang dua minggu sekali. Saat hujan, air meluap ke jalan desa.';

/** Fixture: the drawing of the form. */
export function DraftFormSample() {
  return (
    <Page
      title="Apa masalahnya?"
      width="form"
      breadcrumb={[{ label: 'Inovasi Anda', to: '/kerja' }, { label: 'Rancang bangun' }]}
    >
      <Steps
        aside={<SaveState />}
        steps={[
          { label: 'Dasar hukum', state: 'done', to: '/kerja/1/dasar' },
          { label: 'Masalah', state: 'done', to: '/kerja/1/masalah' },
          { label: 'Isu strategis', state: 'current' },
          { label: 'Yang baru', state: 'left', to: '/kerja/1/baru' },
          { label: 'Cara kerja', state: 'left', to: '/kerja/1/cara' },
          { label: 'Keunggulan', state: 'left', to: '/kerja/1/unggul' },
        ]}
      />
      <ErrorSummary errors={{ affected: 'Jelaskan siapa yang terdampak' }} />
      <Form action="/kerja/1/masalah" class="mt-6" autosave={{ to: '/kerja/1/simpan', version: 3, owner: 'contoh' }}>
        <TextArea
          name="problem"
          label="Ceritakan masalah yang Anda lihat"
          hint="Tulis seperti bercerita kepada tetangga: apa yang terjadi, di mana, sejak kapan."
          value={told}
          wordsOf="design"
          below={<WordCount of="design" texts={[told]} elsewhere={100} min={300} scope="seluruh rancang bangun" />}
          example="Sejak 2023 sampah di Kampung Pulo menumpuk tiap Senin karena truk datang dua minggu sekali."
        />
        <TextArea
          name="affected"
          label="Siapa yang terdampak, berapa banyak?"
          hint="Perkiraan boleh, sebutkan dari mana."
          error="Isi dengan kelompok dan jumlahnya, misalnya “140 rumah di RT 04 dan 05, hitungan Ketua RT”."
          maxlength={500}
        />
        <Card title="Sudah ada yang mirip" icon="copy">
          <ul class="grid gap-1">
            <li>
              <A to="/inovasi/3">SIPANDU</A> · Desa Muara Bakti, sampah terpadu
            </li>
          </ul>
        </Card>
        <StickyBar>
          <ButtonLink to="/kerja/1" tone="plain">
            Kembali
          </ButtonLink>
          <Button>Lanjut: cara kerja</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}
