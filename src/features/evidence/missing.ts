import type { Indicator } from '#features/innovation-index/index.ts';
import type { ShownDocument } from './document.ts';

type Asking = Pick<Indicator, 'code' | 'fileTypes'>;

/** Kinds of file by which the ministry's form says that a film will do; ours live elsewhere and are kept as addresses. */
const films = ['url', 'mp4'];

/** Whether an address of a film proves a level: where the form takes one, or no source says what it takes. */
export function acceptsLinks({ fileTypes }: Asking): boolean {
  return fileTypes === undefined || fileTypes.some((type) => films.includes(type));
}

/** What the form calls the kinds of file that come in here; kinds that are not named it takes nowhere. */
const formsOf: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
};

/** Whether a file of that kind proves a level: where the form takes it, or no source says what it takes. */
export function acceptsFiles({ fileTypes }: Pick<Asking, 'fileTypes'>, mediaType: string | null): boolean {
  return fileTypes === undefined || (formsOf[mediaType ?? '']?.some((form) => fileTypes.includes(form)) ?? false);
}

/** Codes of the indicators for which every file counts. */
export function codesForAnyFile(indicators: readonly Asking[]): string[] {
  return indicators.filter(({ fileTypes }) => fileTypes === undefined).map(({ code }) => code);
}

/** "SID-16 application/pdf": each indicator with each kind of file that counts for it. */
export function pairsForFiles(indicators: readonly Asking[]): string[] {
  return indicators.flatMap((indicator) =>
    Object.keys(formsOf)
      .filter((mediaType) => acceptsFiles(indicator, mediaType))
      .map((mediaType) => `${indicator.code} ${mediaType}`),
  );
}

/** Codes of the indicators for which a film counts. */
export function codesForLinks(indicators: readonly Asking[]): string[] {
  return indicators.filter(acceptsLinks).map(({ code }) => code);
}

/** Whether one of the documents can stand as evidence for the indicator. The same rule as `provesLevel` in SQL. */
export function proves(indicator: Asking, documents: readonly Proof[]): boolean {
  return documents.some((document) => accepts(indicator, document));
}

type Proof = Pick<ShownDocument, 'kind' | 'mediaType'>;

/** Whether the ministry takes such a document for the indicator. */
export function accepts(indicator: Asking, { kind, mediaType }: Proof): boolean {
  return kind === 'video' ? acceptsLinks(indicator) : acceptsFiles(indicator, mediaType);
}

/** What is asked of the list of missing evidence. */
export interface MissingSearch {
  /** Part of an organisation's name, as typed. */
  organization: string;
  /** Code of one indicator; null: all. */
  code: string | null;
  page: number;
}

export const innovationsPerPage = 25;
/** Counting and turning pages stop here; the sheet has them all, and the filters lead further. */
export const countCeiling = 10_000;

const path = '/kerja/indeks/bukti';

/** Reads any address: what cannot be meant is left out, nothing is refused. */
export function parseMissing(value: (name: string) => string | undefined, codes: readonly string[]): MissingSearch {
  const code = value('indikator') ?? '';
  const page = /^\d{1,6}$/.test(value('halaman') ?? '') ? Number(value('halaman')) : 1;
  return {
    organization: (value('organisasi') ?? '').trim().slice(0, 200),
    code: codes.includes(code) ? code : null,
    page: Math.min(Math.max(page, 1), countCeiling / innovationsPerPage),
  };
}

export function missingAddress({ organization = '', code = null, page = 1 }: Partial<MissingSearch> = {}): string {
  const query = new URLSearchParams();
  if (organization !== '') query.set('organisasi', organization);
  if (code !== null) query.set('indikator', code);
  if (page > 1) query.set('halaman', String(page));
  return query.size > 0 ? `${path}?${query}` : path;
}
