import type { OrganizationKind } from './organization.ts';

/** An organisation as a public source writes it. */
export interface WrittenOwner {
  name: string;
  /** Code of the health facility, NPSN or area code, when the source gives one. */
  code?: string | null;
  /** The source's word: `puskesmas`, `perangkat-daerah`, `desa`… */
  kind?: string | null;
}

export interface NamedOrganization {
  id: string;
  kind: OrganizationKind;
  name: string;
  shortName: string | null;
  reference: string | null;
}

/** Which kinds the words of public lists may mean; a word that is missing here means none. */
const kindsOfWord: Readonly<Record<string, readonly OrganizationKind[]>> = {
  'perangkat-daerah': ['agency', 'sub_agency', 'hospital', 'district_office'],
  rsud: ['hospital'],
  puskesmas: ['puskesmas'],
  kecamatan: ['district_office'],
  desa: ['village', 'ward'],
  kelurahan: ['ward'],
  sekolah: ['school'],
  'perguruan-tinggi': ['university'],
  masyarakat: ['community', 'business'],
};

const spellings: readonly [RegExp, string][] = [
  [/\brumah sakit umum daerah\b/g, 'rsud'],
  [/\bkab\b/g, 'kabupaten'],
  [/\bkec\b/g, 'kecamatan'],
  [/\bkel\b/g, 'kelurahan'],
  [/\bpkm\b/g, 'puskesmas'],
  [/\b(sma|smk)s\b/g, '$1'],
  [/\b(sma|smk) negeri\b/g, '$1n'],
];

/** What two spellings of one name have in common: "Puskesmas Lemah Abang" and "PUSKESMAS LEMAHABANG" are the same. */
export function normalizeName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' dan ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return spellings.reduce((text, [from, to]) => text.replace(from, to), plain).replaceAll(' ', '');
}

/**
 * Finds the one organisation that a source means; null for none, for several, and where code and name disagree.
 * A wrong owner would speak for somebody else, so nothing is guessed.
 */
export function ownerMatcher(organizations: readonly NamedOrganization[]): (owner: WrittenOwner) => string | null {
  const byName = new Map<string, Set<NamedOrganization>>();
  for (const one of organizations) {
    for (const name of [one.name, one.shortName ?? '']) addTo(byName, normalizeName(name), one);
  }
  return ({ name, code, kind }) => {
    const kinds = kind ? (kindsOfWord[kind] ?? []) : null;
    const found = [...(byName.get(normalizeName(name)) ?? [])].filter(
      (one) => (kinds === null || kinds.includes(one.kind)) && (!code || one.reference === code),
    );
    return found.length === 1 ? (found[0]?.id ?? null) : null;
  };
}

function addTo<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  if (key === '') return;
  sets.set(key, (sets.get(key) ?? new Set<V>()).add(value));
}
