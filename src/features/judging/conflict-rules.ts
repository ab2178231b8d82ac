import { plainName } from '#features/mentoring/index.ts';
import publicProviders from './mail-providers.json' with { type: 'json' };

/** What is known of a juror where conflicts are looked for. */
export interface JurorFacts {
  id: string;
  userId: string;
  name: string;
  institution: string;
  institutionId: string | null;
  mailDomain: string | null;
  /** Where they hold an office other than that of a juror or mentor: the organisation that runs the contest is none by itself. */
  organizationIds: readonly string[];
}

export interface EntryFacts {
  id: string;
  innovationId: string;
  organizationId: string;
  organizationName: string;
  /** Of its organisation and of those who work there. */
  mailDomains: readonly string[];
}

export interface ContestFacts {
  /** "Kabupaten Bekasi": belonging to the same regency is no conflict. */
  regionName: string;
  /** Domains that the whole regency shares: "bekasikab.go.id". */
  regionDomains: readonly string[];
  /** Organisation to the one above it. */
  parents: ReadonlyMap<string, string>;
  organizationNames: ReadonlyMap<string, string>;
  mentored: readonly { userId: string; innovationId: string; lastOn: string }[];
  mentoredByName: readonly { name: string; innovationId: string; lastOn: string }[];
}

export type FoundKind = 'same_organization' | 'parent_organization' | 'mail_domain' | 'mentored';

export interface FoundConflict {
  jurorId: string;
  entryId: string;
  kind: FoundKind;
  /** What was seen: a name of an organisation, a domain, a day. */
  seen: string;
}

/** Words that many institutions share and that tell none of them apart; each with what it counts as. */
const kindWords: ReadonlyMap<string, string> = new Map([
  ...['universitas', 'univ', 'university', 'institut', 'politeknik', 'akademi', 'stie', 'stmik'].map(
    (one) => [one, 'campus'] as const,
  ),
  ...['sma', 'sman', 'smk', 'smkn', 'sekolah', 'smp', 'smpn', 'sd', 'sdn', 'mts', 'man'].map(
    (one) => [one, 'school'] as const,
  ),
  ...['desa', 'pemdes'].map((one) => [one, 'village'] as const),
  ...['kelurahan'].map((one) => [one, 'ward'] as const),
  ...['kecamatan', 'distrik'].map((one) => [one, 'district'] as const),
  ...['dinas', 'badan', 'kantor', 'bagian', 'sekretariat', 'inspektorat'].map((one) => [one, 'agency'] as const),
  ...['puskesmas', 'klinik'].map((one) => [one, 'clinic'] as const),
  ...['rsud', 'rumah', 'sakit'].map((one) => [one, 'hospital'] as const),
]);
const emptyWords = new Set(
  'pemerintah pemkab pemkot pemda kabupaten kab kota provinsi republik indonesia negeri swasta daerah dan di of the'.split(
    ' ',
  ),
);

interface NameParts {
  kinds: ReadonlySet<string>;
  words: ReadonlySet<string>;
  numbers: string;
}

/** The words of a name that tell it apart; numbers stand aside: they never make two names alike, but keep them apart. */
export function partsOfName(name: string): NameParts {
  const tokens =
    name
      .normalize('NFKD')
      .toLowerCase()
      .match(/\p{L}+|\p{N}+/gu) ?? [];
  const letters = tokens.filter((one) => /\p{L}/u.test(one) && !emptyWords.has(one));
  return {
    kinds: new Set(letters.flatMap((one) => kindWords.get(one) ?? [])),
    words: new Set(letters.filter((one) => !kindWords.has(one) && one.length > 1)),
    numbers: tokens
      .filter((one) => /\p{N}/u.test(one))
      .map(Number)
      .join(' '),
  };
}

const within = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].every((one) => b.has(one));
const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>) => a.size === b.size && within(a, b);

/** Whether two names of institutions mean the same one. */
export function sameInstitution(a: string, b: string): boolean {
  const [one, other] = [partsOfName(a), partsOfName(b)];
  if (one.words.size === 0 || !sameSet(one.words, other.words) || one.numbers !== other.numbers) return false;
  return one.kinds.size === 0 || other.kinds.size === 0 || [...one.kinds].some((kind) => other.kinds.has(kind));
}

/** The domain where it is an institution's; null for providers that anybody may use. */
export function institutionalDomain(domain: string): string | null {
  const plain = domain.trim().toLowerCase();
  return plain === '' || publicProviders.includes(plain) ? null : plain;
}

/** "a@ipdn.ac.id" to "ipdn.ac.id"; null for a public provider. */
export const domainOfAddress = (address: string): string | null => institutionalDomain(address.split('@').at(-1) ?? '');

function sameDomain(a: string, b: string): boolean {
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

/** The regency itself: being of the same one is nothing. */
function isRegion(name: string, { regionName }: ContestFacts): boolean {
  const [words, region] = [partsOfName(name), partsOfName(regionName)];
  return words.kinds.size === 0 && within(words.words, region.words);
}

/** Conflicts that the records show between these jurors and entries, each with what was seen; one of a kind a pair. */
export function findConflicts(
  jurors: readonly JurorFacts[],
  entries: readonly EntryFacts[],
  facts: ContestFacts,
): FoundConflict[] {
  return jurors.flatMap((juror) =>
    entries.flatMap((entry) =>
      [organizationOf(juror, entry, facts), mailOf(juror, entry, facts), mentoringOf(juror, entry, facts)]
        .filter((found) => found !== null)
        .map((found) => ({ jurorId: juror.id, entryId: entry.id, ...found })),
    ),
  );
}

type Found = Pick<FoundConflict, 'kind' | 'seen'> | null;

function organizationOf(juror: JurorFacts, entry: EntryFacts, facts: ContestFacts): Found {
  const named = (id: string) => facts.organizationNames.get(id) ?? '';
  const own = [juror.institutionId, ...juror.organizationIds].filter((id) => id !== null);
  const same = { kind: 'same_organization', seen: entry.organizationName } as const;
  if (own.includes(entry.organizationId)) return same;
  if (sameInstitution(juror.institution, entry.organizationName)) return same;
  const above = facts.parents.get(entry.organizationId);
  const isParent = above !== undefined && !isRegion(named(above), facts);
  if (isParent && (own.includes(above) || sameInstitution(juror.institution, named(above)))) {
    return { kind: 'parent_organization', seen: named(above) };
  }
  const below = own.find((id) => facts.parents.get(id) === entry.organizationId);
  return below !== undefined && !isRegion(entry.organizationName, facts)
    ? { kind: 'parent_organization', seen: named(below) }
    : null;
}

function mailOf({ mailDomain }: JurorFacts, { mailDomains }: EntryFacts, { regionDomains }: ContestFacts): Found {
  if (mailDomain === null || regionDomains.includes(mailDomain)) return null;
  const seen = mailDomains.find((one) => !regionDomains.includes(one) && sameDomain(one, mailDomain));
  return seen === undefined ? null : { kind: 'mail_domain', seen };
}

function mentoringOf(juror: JurorFacts, { innovationId }: EntryFacts, facts: ContestFacts): Found {
  const name = plainName(juror.name);
  const found =
    facts.mentored.find((one) => one.userId === juror.userId && one.innovationId === innovationId) ??
    facts.mentoredByName.find(
      (one) => one.innovationId === innovationId && name !== '' && plainName(one.name) === name,
    );
  return found ? { kind: 'mentored', seen: found.lastOn } : null;
}
