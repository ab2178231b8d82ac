import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import {
  firstTopics,
  type Invented,
  inventedSchema,
  type ListedInnovation,
  loadInvented,
  loadListed,
  loadTopics,
} from '#features/innovations/index.ts';
import { innovations as messages } from '#messages/id/innovations.ts';
import type { DemonstrationPart } from '../load.ts';
import { fictionalListed } from './fictional-listed.ts';
import listedCsv from './inovasi.csv?raw';

const { demonstration: words } = messages;

const text = z.string().trim();
const known = text.transform((value) => (value === '' ? null : value));
const split = (separator: string) =>
  text.transform((value) =>
    value
      .split(separator)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  );

/** The three forms of the ministry by the words that the source list uses for them. */
const forms: Readonly<Record<string, string>> = {
  'pelayanan publik': 'Pelayanan publik',
  'tata kelola pemerintahan': 'Tata kelola pemerintahan daerah',
  'inovasi daerah lainnya': 'Inovasi daerah lainnya sesuai urusan',
};

const rowSchema = z
  .object({
    nama: text.min(1),
    pemilik: text.min(1),
    pemilik_kode: known,
    jenis_pemilik: known,
    tahun: known.transform((value) => (value === null ? null : Number(value))).pipe(z.int().nullable()),
    deskripsi: text.min(1),
    urusan: text.min(1),
    bentuk: z.enum(Object.keys(forms)),
    penghargaan: known,
    disebut_inovasi_di_sumber: z.string().regex(/^(ya$|tidak)/),
    topik: split(';'),
    source: split(' ; ').pipe(z.array(z.string()).min(1)),
  })
  .transform(
    (row): ListedInnovation => ({
      title: row.nama,
      summary: row.deskripsi,
      owner: { name: row.pemilik, code: row.pemilik_kode, kind: row.jenis_pemilik },
      calledInnovation: row.disebut_inovasi_di_sumber === 'ya',
      year: row.tahun,
      affair: row.urusan,
      form: forms[row.bentuk] ?? '',
      awards: row.penghargaan,
      sources: row.source,
      topics: row.topik,
      example: false,
    }),
  );

export function listedInnovations(): ListedInnovation[] {
  return z.array(rowSchema).parse(parse(listedCsv, { columns: true }));
}

const files = import.meta.glob<unknown>('./contoh/*.json', { eager: true, import: 'default' });

/** Invented innovations of one of the two governments; files of the neighbour begin with its name. */
export function inventedInnovations(tenant: 'bekasikab' | 'tarumasari'): Invented[] {
  const neighbour = './contoh/tarumasari-';
  return Object.entries(files)
    .filter(([path]) => path.startsWith(neighbour) === (tenant === 'tarumasari'))
    .map(([, file]) => inventedSchema.parse(file));
}

/** Topics, real entries from public sources, and invented innovations of fictional organisations. */
export const demonstrationInnovations: DemonstrationPart = {
  name: 'innovations',
  title: words.loading,
  async load({ bekasikab, tarumasari }) {
    await loadTopics(bekasikab, firstTopics);
    await loadTopics(tarumasari, firstTopics);
    await loadListed(bekasikab, 'inovasi.csv', listedInnovations());
    await loadListed(bekasikab, 'contoh', fictionalListed);
    await loadInvented(bekasikab, 'contoh', inventedInnovations('bekasikab'));
    await loadInvented(tarumasari, 'contoh', inventedInnovations('tarumasari'));
  },
};
