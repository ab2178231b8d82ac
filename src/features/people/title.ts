import { id } from '#messages/id.ts';

type Titles = typeof id.people.titles;

/**
 * The title of whoever holds an office, as official letters write it: "Plt. Kepala Desa Muara Bakti", "Plh. Camat Babelan",
 * "Lurah Bahagia", "Operator inovasi Desa Muara Bakti".
 */
export function officeTitle(
  role: string,
  kind: string,
  organizationKind: string,
  organizationName: string,
  titles: Titles = id.people.titles,
): string {
  const acting = wordFor(titles.acting, kind);
  if (role === 'organization_head') return acting + headTitle(organizationKind, organizationName, titles);
  const names = namesOf(organizationKind, organizationName, titles);
  return acting + fill(wordFor(titles, role) || `${role} {name}`, names);
}

/** A title in the capacity in which it is held: "Bupati Bekasi" → "Plt. Bupati Bekasi". */
export function actingTitle(kind: string, title: string, titles: Titles = id.people.titles): string {
  return wordFor(titles.acting, kind) + title;
}

/** "Kabupaten Bekasi" → "Bupati Bekasi", "Kota Bandung" → "Wali Kota Bandung"; another name keeps all its words. */
export function regionHeadTitle(regionName: string, titles: Titles = id.people.titles): string {
  const [, kind = '', bare = ''] = /^(\S+)\s+(.+)$/.exec(regionName) ?? [];
  const head = wordFor(titles.regionHead, kind);
  return head ? `${head} ${bare}` : fill(titles.otherRegionHead, { name: regionName, bare: regionName });
}

function headTitle(organizationKind: string, organizationName: string, titles: Titles): string {
  const begins = Object.entries(titles.headByName).find(([start]) =>
    new RegExp(`^${start}(?=\\s|$)`, 'i').test(organizationName),
  );
  if (begins) return begins[1] + organizationName.slice(begins[0].length);
  return fill(wordFor(titles.head, organizationKind), namesOf(organizationKind, organizationName, titles));
}

interface Names {
  /** With the word for its kind: "Desa Muara Bakti". */
  name: string;
  /** Without: "Muara Bakti". */
  bare: string;
}

function namesOf(organizationKind: string, organizationName: string, titles: Titles): Names {
  const called = wordFor(titles.called, organizationKind);
  if (!called) return { name: organizationName, bare: organizationName };
  const bare = organizationName.replace(new RegExp(`^(${called}|Kec\\.|Kel\\.)\\s+`, 'i'), '');
  return { name: `${called} ${bare}`, bare };
}

function wordFor(words: object, key: string): string {
  const word: unknown = Object.hasOwn(words, key) ? Reflect.get(words, key) : '';
  return typeof word === 'string' ? word : '';
}

const fill = (template: string, names: Names) =>
  template.replace(/\{(name|bare)\}/g, (_, word: keyof Names) => names[word]);
