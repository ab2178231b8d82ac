import sharp from 'sharp';
import { currentEdition } from '#features/innovation-index/editions.ts';
import { regionGroups } from '#features/innovation-index/level.ts';
import { filledIn } from '#features/papers/testing-paper.ts';
import { sheetColumns } from '#features/regions/organization-sheet.ts';
import { newId } from '#platform/ids.ts';
import { samplePdf } from '#platform/testing/sample-files.ts';
import type { Reader } from './canaries.fixture.ts';
import { walkPassword } from './people.fixture.ts';
import type { Body, Deed, Fields, Target } from './targets.fixture.ts';

const administrator: readonly Reader[] = ['administrator'];
const head: readonly Reader[] = ['administrator', 'villageHead'];
const setUp: readonly Reader[] = ['administrator', 'platform'];

const fields = (sent: Fields = {}): Body => ({ fields: sent });
const send = (name: string, content: string | Uint8Array<ArrayBuffer>, fileName: string, more: Fields = {}): Body => {
  const form = new FormData();
  for (const [key, value] of Object.entries(more)) form.append(key, value);
  form.append(name, new File([content], fileName));
  return { form };
};

type Thing = keyof Target['ids'];

/** A deed on one thing, whose version the form names. */
function on(thing: Thing, route: string, may: readonly Reader[], sent: (target: Target) => Fields = () => ({})): Deed {
  return {
    route: `POST ${route}`,
    path: (target) => route.replace(/:\w+/, target.ids[thing]),
    body: (target) => fields({ version: target.version(target.ids[thing]), ...sent(target) }),
    may,
  };
}

/** A deed that makes something, at an address of its own. */
const make = (
  route: string,
  may: readonly Reader[],
  sent: (target: Target) => Fields,
  how: Partial<Deed> = {},
): Deed => ({
  route: `POST ${route}`,
  path: () => route,
  body: (target) => fields({ id: newId(), termId: newId(), ...sent(target) }),
  may,
  ...how,
});

const local = { local: true } as const;
const event = { kind: 'other', name: 'Rapat baru', firstDay: '2026-12-01', open: 'ya' };
const paper = '/kerja/naskah/:id';
const shape = '{[0-9a-f]{8}-[0-9a-f-]{27}}';
const picture = new Uint8Array(
  await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer(),
);
const csv = 'Kode;Tingkat\n';

const calendarDeeds: Deed[] = [
  make('/kerja/kalender/baru', administrator, () => event, local),
  on('event', '/kerja/kalender/:id', administrator, () => ({ ...event, name: 'Nama lain' })),
  on('event', '/kerja/kalender/:id/batal', administrator),
  on('event', '/kerja/kalender/:id/jadi', administrator),
];

const topicDeeds: Deed[] = [
  make('/kerja/topik', administrator, () => ({ name: 'Topik baru' }), local),
  on('topic', '/kerja/topik/:slug/urutan', administrator, () => ({ place: '1' })),
  on('topic', '/kerja/topik/:slug/nama', administrator, ({ ids, region }) => ({
    [`name-${ids.topic}`]: 'Nama lain',
    seen: `Kenari${region.side.toUpperCase()}topic9`,
  })),
  on('topic', '/kerja/topik/:slug/hentikan', administrator),
  on('topic', '/kerja/topik/:slug/aktifkan', administrator),
];

/** A paper's address has the shape of its id in it. */
const onPaper = (thing: Thing, step: string, may: readonly Reader[], sent?: (target: Target) => Fields): Deed => {
  const deed = on(thing, `${paper}${step}`, may, sent);
  return { ...deed, route: `POST ${paper}${shape}${step}` };
};
const signing = { nik: '3216000000000001', passphrase: 'contoh-benar' };

const paperDeeds: Deed[] = [
  make('/kerja/naskah/baru', administrator, () => ({ year: '', affair: '', organizationKind: '' }), local),
  onPaper('draftPaper', '', administrator, () => ({ ...filledIn, number: 'baru' })),
  onPaper('draftPaper', '/kirim', administrator),
  onPaper('draftPaper', '/pengantar', administrator, () => ({ letterId: newId() })),
  onPaper('draftPaper', '/tarik', administrator),
  {
    ...onPaper('issuedPaper', '/pindaian/unggah', administrator),
    body: (target) =>
      send('file', samplePdf('baru').toString('latin1'), 'baru.pdf', {
        version: target.version(target.ids.issuedPaper),
      }),
  },
  onPaper('issuedPaper', '/konfirmasi', ['verifier', 'administrator'], () => ({ compared: 'ya' })),
  onPaper('waitingPaper', '/tanda-tangan', administrator, () => signing),
  onPaper('validPaper', '/cabut', administrator, () => ({ reason: 'Keliru.' })),
];

const term = { kind: 'definitive', from: '2026-06-01', to: '', role: 'innovator' };

const unknown = { username: '', email: '', phone: '', replaces: '' };

/** A deed on a person or on their term. */
const person = (
  route: string,
  may: readonly Reader[],
  path: (target: Target) => string,
  sent: (target: Target) => Fields,
) => ({
  ...make(route, may, sent),
  path: (target: Target) => route.replace(':id', path(target)),
});
const otherId = ({ region }: Target) => region.persons.otherInnovator.userId;
const letter = () => ({ channel: 'letter' });

const peopleDeeds: Deed[] = [
  make('/kerja/orang/jabatan', head, ({ region }) => ({
    ...term,
    organizationId: region.places.village,
    username: region.persons.otherInnovator.username,
  })),
  make('/kerja/orang/undangan/baru', head, ({ region }) => ({
    ...term,
    ...letter(),
    organizationId: region.places.village,
    name: 'Siti Baru (contoh)',
    ...unknown,
  })),
  make('/kerja/orang/baru', administrator, ({ region }) => ({
    ...term,
    organizationId: region.places.village,
    name: 'Orang Baru (contoh)',
    ...unknown,
  })),
  on('letter', '/kerja/orang/undangan/:id/kode', head, () => ({ id: newId(), ...letter() })),
  on('reset', '/kerja/orang/undangan/:id/batal', administrator),
  person('/kerja/orang/:id/kode', administrator, otherId, letter),
  person(
    '/kerja/orang/:id/telepon',
    administrator,
    ({ region }) => region.persons.villageHead.userId,
    () => ({}),
  ),
  person(
    '/kerja/orang/:id/faktor-kedua',
    administrator,
    ({ region }) => region.persons.districtInnovator.userId,
    () => ({}),
  ),
  person(
    '/kerja/orang/:id/sandi',
    administrator,
    ({ region }) => region.persons.agencyHead.userId,
    () => ({}),
  ),
  person(
    '/kerja/orang/serah-terima/:id',
    ['administrator', 'agencyHead'],
    ({ region }) => region.persons.agencyInnovator.termId,
    ({ region }) => ({ ...term, from: '2027-01-01', username: region.persons.otherInnovator.username }),
  ),
  person(
    '/kerja/orang/akhiri/:id',
    administrator,
    ({ region }) => region.persons.otherInnovator.termId,
    () => ({ lastDay: '2026-12-31' }),
  ),
  make('/kerja/lihat-sebagai', setUp, ({ region }) => ({ username: region.persons.districtInnovator.username })),
];

/** The issuer of a provider never changes; everything else may. */
const provider = ({ ids, region }: Target) => ({
  id: ids.provider,
  label: 'Lain',
  issuer: `https://kenari${region.side}openproviderissuer9.example`,
  clientId: 'x',
  clientSecret: 'x',
});

const accessDeeds: Deed[] = [
  make('/kerja/kunci-api/baru', administrator, ({ ids }) => ({
    name: 'Kunci baru',
    officeId: ids.office,
    scopes: 'innovations:write',
    expiresOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
  })),
  on('key', '/kerja/kunci-api/:id/cabut', administrator),
  make('/kerja/penyedia-masuk', administrator, provider, { elsewhere: true }),
  { ...on('provider', '/kerja/penyedia-masuk/:id/hapus', administrator), elsewhere: true },
  on('mail', '/kerja/surat-elektronik/:id/kirim', administrator, () => ({ address: 'lain@contoh.id' })),
];

const sheetDeeds: Deed[] = [
  {
    ...make('/kerja/impor/unggah', administrator, () => ({}), local),
    body: () => send('file', csv, 'a.csv', { id: newId() }),
  },
  on('import', '/kerja/impor/:id/tulis', administrator),
  on('import', '/kerja/impor/:id/batal', administrator),
  {
    ...make('/kerja/indeks/impor/unggah', administrator, () => ({}), local),
    body: () => send('file', csv, 'a.csv', { id: newId() }),
  },
  on('workbook', '/kerja/indeks/impor/:id/ambil', administrator),
  levels(),
];

function levels(): Deed {
  const [group] = regionGroups(currentEdition());
  const deed = make(
    '/kerja/indeks/spd/:group',
    administrator,
    () => ({ [group?.indicators[0]?.code ?? '']: '1' }),
    local,
  );
  return { ...deed, path: () => `/kerja/indeks/spd/${group?.slug}` };
}

const regionDeeds: Deed[] = [
  make('/organisasi/baru', administrator, ({ region }) => ({
    kind: 'sub_agency',
    name: 'Bidang Baru',
    parentId: region.places.agency,
  })),
  {
    ...make('/organisasi/:id/ubah', administrator, () => ({})),
    path: ({ region }) => `/organisasi/${region.places.agency}/ubah`,
    body: (target) => fields({ version: target.version(target.region.places.agency), phone: '0218 000 111' }),
  },
  make('/siapkan/administrator', setUp, ({ region }) => ({
    name: 'Administrator Baru (contoh)',
    organizationId: region.places.operator,
  })),
  make(
    '/siapkan/kop',
    setUp,
    (target) => ({
      version: target.version(target.region.tenant.id),
      operatorName: 'Lain',
      helpLabel: 'Lain',
      helpHref: '',
      lines: 'Lain',
    }),
    local,
  ),
  { ...make('/siapkan/kop/unggah', setUp, () => ({}), local), body: () => send('logo', picture, 'logo.png') },
  make('/siapkan/kop/hapus-logo', setUp, () => ({}), local),
  {
    ...make('/siapkan/organisasi/unggah', setUp, () => ({}), local),
    body: () => send('file', `${sheetColumns.join(';')}\nPerangkat daerah;Dinas Baru;;;;;\n`, 'organisasi.csv'),
  },
  make(
    '/platform/daerah/baru',
    ['platform'],
    () => ({ areaCode: '32.17', slug: 'baratkab', operatorName: 'Bappeda', helpLabel: '0800' }),
    { ...local, outside: true },
  ),
];

const own = { personal: true } as const;
const self: readonly Reader[] = ['villageInnovator'];
const password = () => ({ current: walkPassword });

/** What belongs to a person: another must not end it, rename it or take it away. */
const ownDeeds: Deed[] = [
  { ...on('passkey', '/akun/keamanan/kunci/:id/nama', self, () => ({ name: 'Nama lain' })), ...own },
  { ...on('provider', '/akun/keamanan/penyedia/:id/putus', self, password), ...own },
  { ...on('passkey', '/akun/keamanan/kunci/:id/hapus', self, password), ...own },
  { ...on('session', '/akun/keamanan/perangkat/:id', self), ...own },
];

export const officeDeeds: readonly Deed[] = [
  ...calendarDeeds,
  ...topicDeeds,
  ...paperDeeds,
  ...sheetDeeds,
  ...regionDeeds,
  ...ownDeeds,
  ...accessDeeds,
  ...peopleDeeds,
];
