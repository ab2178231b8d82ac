/** What a visitor may ask of the catalogue. null is "all". */
export interface CatalogueSearch {
  /** As typed. */
  text: string;
  /** No forgiving of typing errors. */
  exact: boolean;
  /** Entries that their source does not call innovations, instead of innovations. */
  programs: boolean;
  affair: string | null;
  topic: string | null;
  organizationKind: string | null;
  district: string | null;
  stage: string | null;
  year: number | null;
  sort: CatalogueSort;
  page: number;
}

export type CatalogueSort = 'best' | 'newest' | 'title';
export type CatalogueFilter = 'affair' | 'topic' | 'organizationKind' | 'district' | 'stage' | 'year';

export const pageSize = 20;
/** Counting stops here; of more matches the newest thousand are ranked and shown. */
export const countCeiling = 1000;
/** Deeper than any list is read; an address beyond it is answered like the last one. */
export const deepestPage = 10_000;
const most = { text: 200, words: 8, word: 40 } as const;

export const everything: CatalogueSearch = {
  text: '',
  exact: false,
  programs: false,
  affair: null,
  topic: null,
  organizationKind: null,
  district: null,
  stage: null,
  year: null,
  sort: 'newest',
  page: 1,
};

/** Names in the address, in the order in which they are written. */
const names = {
  text: 'q',
  exact: 'persis',
  programs: 'tampilkan',
  affair: 'urusan',
  topic: 'topik',
  organizationKind: 'organisasi',
  district: 'kecamatan',
  stage: 'tahap',
  year: 'tahun',
  sort: 'urut',
  page: 'hal',
} as const satisfies Record<keyof CatalogueSearch, string>;

export const searchNames: Readonly<Record<keyof CatalogueSearch, string>> = names;
export const programsValue = 'program';
export const sortValues: Readonly<Record<CatalogueSort, string>> = { best: 'cocok', newest: 'terbaru', title: 'judul' };

const shapes: Readonly<Record<Exclude<CatalogueFilter, 'year'>, RegExp>> = {
  affair: /^[\p{L}\p{N} ,./()&-]{1,120}$/u,
  topic: /^[a-z0-9-]{1,60}$/,
  organizationKind: /^[a-z_]{1,30}$/,
  district: /^\d{2}\.\d{2}\.\d{2}$/,
  stage: /^[a-z ]{1,20}$/,
};

/** Reads any address: what cannot be meant is left out, nothing is refused. */
export function parseSearch(value: (name: string) => string | undefined): CatalogueSearch {
  const text = tidy(value(names.text) ?? '');
  const filter = (key: keyof typeof shapes) => {
    const given = value(names[key]) ?? '';
    return shapes[key].test(given) ? given : null;
  };
  return {
    text,
    exact: value(names.exact) === '1',
    programs: value(names.programs) === programsValue,
    affair: filter('affair'),
    topic: filter('topic'),
    organizationKind: filter('organizationKind'),
    district: filter('district'),
    stage: filter('stage'),
    year: wholeNumber(value(names.year), 1900, 2999),
    sort: sortOf(value(names.sort), searchedWords(text).length > 0),
    page: wholeNumber(value(names.page), 1, deepestPage) ?? 1,
  };
}

function tidy(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, most.text)
    .toWellFormed();
}

function wholeNumber(text: string | undefined, low: number, high: number): number | null {
  if (!text || !/^\d{1,6}$/.test(text)) return null;
  const number = Number(text);
  return number >= low && number <= high ? number : null;
}

/** "Best" needs words to fit. */
function sortOf(text: string | undefined, hasWords: boolean): CatalogueSort {
  const usual = hasWords ? 'best' : 'newest';
  const named = (Object.keys(sortValues) as CatalogueSort[]).find((key) => sortValues[key] === text) ?? usual;
  return named === 'best' ? usual : named;
}

/** The address of a search; any change but of the page itself leads to its first page. */
export function searchAddress(search: CatalogueSearch, change: Partial<CatalogueSearch> = {}): string {
  const next = { ...search, page: 1, ...change };
  const usualSort = searchedWords(next.text).length > 0 ? 'best' : 'newest';
  const written: Record<keyof CatalogueSearch, string> = {
    text: next.text,
    exact: next.exact ? '1' : '',
    programs: next.programs ? programsValue : '',
    affair: next.affair ?? '',
    topic: next.topic ?? '',
    organizationKind: next.organizationKind ?? '',
    district: next.district ?? '',
    stage: next.stage ?? '',
    year: next.year === null ? '' : String(next.year),
    sort: next.sort === usualSort || next.sort === 'best' ? '' : sortValues[next.sort],
    page: next.page > 1 ? String(next.page) : '',
  };
  const parts = Object.entries(names).flatMap(([key, name]) => {
    const text = written[key as keyof CatalogueSearch];
    return text === '' ? [] : [[name, text]];
  });
  return parts.length === 0 ? '/inovasi' : `/inovasi?${new URLSearchParams(parts)}`;
}

/** Filters in force, in the order of the panel. */
export function activeFilters(search: CatalogueSearch): CatalogueFilter[] {
  const keys = ['affair', 'topic', 'organizationKind', 'district', 'year', 'stage'] as const;
  return keys.filter((key) => search[key] !== null);
}

/** Words of a text in the order typed, each once, without those that stand everywhere; the first few. */
export function searchedWords(text: string): string[] {
  return tellingWords(text).slice(0, most.words);
}

/** The same, all of them. */
export function tellingWords(text: string): string[] {
  return wordsOf(text).filter((word) => !stopWords.has(word));
}

/** Only words that stand everywhere: nothing to look for. */
export function saysNothing(text: string): boolean {
  return wordsOf(text).length > 0 && searchedWords(text).length === 0;
}

function wordsOf(text: string): string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => word.slice(0, most.word).toWellFormed()))];
}

/**
 * Words without meaning of their own, which PostgreSQL's `indonesian` configuration lacks. Own list of the closed word
 * classes (preposition, conjunction, pronoun, particle, auxiliary) after Alwi et al., Tata Bahasa Baku Bahasa Indonesia,
 * 4th edition, Badan Bahasa 2017, chapters on pronouns and on kata tugas.
 */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'di ke dari pada kepada dalam oleh untuk bagi guna demi dengan tanpa tentang mengenai terhadap antara hingga sampai sejak ' +
    'selama secara sebagai seperti bagaikan menurut akibat dan atau serta tetapi tapi namun melainkan sedangkan bahwa karena ' +
    'sebab sehingga supaya agar jika jikalau kalau bila apabila asalkan meski meskipun walau walaupun ketika saat sambil ' +
    'seraya sebelum sesudah setelah maka yaitu yakni ialah adalah merupakan yang si sang para saya aku kami kita anda kamu ' +
    'engkau dia ia beliau mereka ini itu sini situ sana tersebut apa siapa mana berapa bagaimana mengapa kenapa kapan pun ' +
    'lah kah nya juga saja hanya sudah telah sedang akan belum masih pernah dapat bisa boleh harus mesti ada tidak bukan ' +
    'tak jangan lagi sangat amat sekali agak lebih paling'
  ).split(' '),
);
