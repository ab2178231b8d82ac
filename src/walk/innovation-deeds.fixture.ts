import { currentEdition } from '#features/innovation-index/editions.ts';
import { innovationGroups } from '#features/innovation-index/level.ts';
import { newId } from '#platform/ids.ts';
import { samplePdf } from '#platform/testing/sample-files.ts';
import type { Reader } from './canaries.fixture.ts';
import type { InnovationKind } from './innovations.fixture.ts';
import type { Body, Deed, Fields, Target } from './targets.fixture.ts';

const writers: readonly Reader[] = ['villageInnovator', 'districtInnovator'];
const village: readonly Reader[] = ['villageInnovator', 'villageHead'];
const checkers: readonly Reader[] = ['verifier', 'administrator'];
const home = '/kerja/inovasi/:id';

const idOf = (kind: InnovationKind) => (target: Target) => target.region.innovations[kind];
const fields = (sent: Fields = {}): Body => ({ fields: sent });

/** A deed on the innovation of that kind, with its version and a key of the form. */
function on(kind: InnovationKind, route: string, may: readonly Reader[], sent: Fields = {}): Deed {
  const id = idOf(kind);
  return {
    route: `POST ${route}`,
    path: (target) => route.replace(':id', id(target)),
    body: (target) => fields({ key: newId(), version: target.version(id(target)), ...sent }),
    may,
  };
}

/** The same, with more in its address than the innovation. */
const at = (deed: Deed, from: string, to: string | ((target: Target) => string)): Deed => ({
  ...deed,
  path: (target) => deed.path(target).replace(from, typeof to === 'string' ? to : to(target)),
});

const place = (deed: Deed, code = 'inovasi'): Deed => ({
  ...deed,
  path: (target) => `${deed.path(target)}?untuk=${code}`,
});
const group = innovationGroups(currentEdition())[0];
const level = { [group?.indicators[0]?.code ?? '']: '1' };

const ownDeeds: Deed[] = [
  {
    route: 'POST /kerja/inovasi/baru',
    path: () => '/kerja/inovasi/baru',
    body: ({ region }) => fields({ id: newId(), organizationId: region.places.village, title: 'Judul baru (contoh)' }),
    may: writers,
  },
  {
    route: 'POST /inovasi/:id/klaim',
    path: ({ region }) => `/inovasi/${region.innovations.listed}/klaim`,
    body: () => fields({ key: newId() }),
    may: village,
  },
  at(on('declined', `${home}/isi/:section`, writers, { objective: 'Baru.' }), ':section', 'hasil'),
  {
    ...at(on('declined', `${home}/simpan/:section`, writers), ':section', 'hasil'),
    body: (target) => {
      const version = Number(target.version(target.region.innovations.declined));
      return { json: { key: newId(), version, fields: { benefit: 'Baru.' } } };
    },
  },
  {
    ...on('declined', `${home}/asal`, writers),
    body: (target) => {
      const { declined, accepted } = target.region.innovations;
      return fields({ basedOn: accepted, version: target.version(declined) });
    },
  },
  at(on('returned', `${home}/riwayat/:version/pulihkan`, writers), ':version', '2'),
  at(on('draft', `${home}/kematangan/:group`, village, level), ':group', group?.slug ?? ''),
  on('filled', `${home}/buang`, writers),
  on('submitted', `${home}/nama`, [...village, 'districtInnovator', ...checkers]),
  on('draft', `${home}/kirim`, writers),
  on('waiting', `${home}/konfirmasi`, ['villageHead']),
  on('proposed', `${home}/tolak`, ['villageHead'], { note: 'Belum lengkap.' }),
];

const judgingDeeds: Deed[] = [
  on('submitted', '/kerja/verifikasi/:id/nama', checkers),
  on('submitted', '/kerja/verifikasi/:id/terima', checkers),
  on('agencySubmitted', '/kerja/verifikasi/:id/kembalikan', checkers, { 'remark-summary': 'Perjelas.' }),
  on('agencyAccepted', `${home}/arsip`, ['administrator']),
];

const file = (): Body => {
  const form = new FormData();
  form.append('berkas', new File([new Uint8Array(samplePdf('baru'))], 'baru.pdf'));
  return { form };
};
const document = (target: Target) => target.ids.document;

const evidenceDeeds: Deed[] = [
  { ...place(on('accepted', `${home}/berkas/unggah`, village)), body: file },
  place(on('accepted', `${home}/berkas/video`, village, { title: 'Film baru', address: 'https://contoh.id/film' })),
  {
    ...place(on('draft', `${home}/berkas/pakai`, village), 'SID-16'),
    body: (target) => fields({ document: document(target) }),
  },
  {
    ...at(on('accepted', `${home}/berkas/:document/pakai`, village), ':document', document),
    body: ({ region }) => fields({ place: 'SID-17', innovations: region.innovations.accepted }),
  },
  place(at(on('accepted', `${home}/berkas/:document/publik`, village, { publik: 'ya' }), ':document', document)),
  place(at(on('accepted', `${home}/berkas/:document/lepas`, village), ':document', ({ ids }) => ids.openDocument)),
  {
    ...on('accepted', `${home}/berkas/unggah/kiriman`, village),
    body: () => ({ headers: tus }),
    outside: true,
  },
  ...(['POST', 'PATCH', 'DELETE'] as const).flatMap((method) =>
    ['', '/:upload'].filter((end) => method !== 'POST' || end !== '').map((end) => piece(method, end)),
  ),
];

const tus = { 'tus-resumable': '1.0.0', 'upload-length': '5' };

/** Pieces of an upload: who may is asked before anything is looked up. */
function piece(method: string, end: string): Deed {
  const deed = on('accepted', `${home}/berkas/unggah/kiriman${end}`, village);
  const route = `${method} ${home}/berkas/unggah/kiriman${end}`;
  return { ...at(deed, ':upload', newId()), route, body: () => ({ headers: tus }), unshown: 'there is no such upload' };
}

/** What a program does with the village's key. */
const keyDeeds: Deed[] = [
  {
    route: 'POST /api/v1/drafts',
    path: () => '/api/v1/drafts',
    body: () => ({ json: { title: 'Dari program (contoh)' }, headers: { 'idempotency-key': newId() } }),
    may: ['key'],
    local: true,
  },
  {
    route: 'PATCH /api/v1/drafts/:id',
    path: ({ region }) => `/api/v1/drafts/${region.innovations.declined}`,
    body: (target) => {
      const version = Number(target.version(target.region.innovations.declined));
      return { json: { version, fields: { result: 'Baru.' } } };
    },
    may: ['key'],
  },
  {
    route: 'POST /api/v1/drafts/:id/proposal',
    path: ({ region }) => `/api/v1/drafts/${region.innovations.declined}/proposal`,
    body: (target) => {
      const version = Number(target.version(target.region.innovations.declined));
      return { json: { version }, headers: { 'idempotency-key': newId() } };
    },
    may: ['key'],
  },
];

export const innovationDeeds: readonly Deed[] = [...ownDeeds, ...judgingDeeds, ...evidenceDeeds, ...keyDeeds];
