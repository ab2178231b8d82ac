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
export const sameInstitution = (a: string, b: string): boolean => sameParts(partsOfName(a), partsOfName(b));

function sameParts(one: NameParts, other: NameParts): boolean {
  if (one.words.size === 0 || one.numbers !== other.numbers || !sameSet(one.words, other.words)) return false;
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

/** What is looked up for every pair, worked out once: a contest may have a million pairs. */
interface Looked {
  facts: ContestFacts;
  parts(name: string): NameParts;
  named(organizationId: string): string;
  /** The regency itself: being of the same one is nothing. */
  isRegion(name: string): boolean;
  /** Last day by "user innovation", and by "plain name innovation". */
  mentoredOn: ReadonlyMap<string, string>;
}

function lookUp(facts: ContestFacts): Looked {
  const known = new Map<string, NameParts>();
  const parts = (name: string): NameParts => {
    const found = known.get(name) ?? partsOfName(name);
    known.set(name, found);
    return found;
  };
  const region = parts(facts.regionName);
  return {
    facts,
    parts,
    named: (id) => facts.organizationNames.get(id) ?? '',
    isRegion: (name) => parts(name).kinds.size === 0 && within(parts(name).words, region.words),
    mentoredOn: new Map([
      ...facts.mentoredByName.map((one) => [`${plainName(one.name)} ${one.innovationId}`, one.lastOn] as const),
      ...facts.mentored.map((one) => [`${one.userId} ${one.innovationId}`, one.lastOn] as const),
    ]),
  };
}

/** Conflicts that the records show between these jurors and entries, each with what was seen; one of a kind a pair. */
export function findConflicts(
  jurors: readonly JurorFacts[],
  entries: readonly EntryFacts[],
  facts: ContestFacts,
): FoundConflict[] {
  const looked = lookUp(facts);
  return jurors.flatMap((juror) => {
    const name = plainName(juror.name);
    return entries.flatMap((entry) =>
      [
        organizationOf(juror, entry, looked),
        mailOf(juror, entry, facts),
        mentoringOf(juror.userId, name, entry, looked),
      ]
        .filter((found) => found !== null)
        .map((found) => ({ jurorId: juror.id, entryId: entry.id, ...found })),
    );
  });
}

type Found = Pick<FoundConflict, 'kind' | 'seen'> | null;

function organizationOf(juror: JurorFacts, entry: EntryFacts, { facts, parts, named, isRegion }: Looked): Found {
  const own = [juror.institutionId, ...juror.organizationIds].filter((id) => id !== null);
  const institution = parts(juror.institution);
  if (own.includes(entry.organizationId) || sameParts(institution, parts(entry.organizationName))) {
    return { kind: 'same_organization', seen: entry.organizationName };
  }
  const above = facts.parents.get(entry.organizationId);
  const isParent = above !== undefined && !isRegion(named(above));
  if (isParent && (own.includes(above) || sameParts(institution, parts(named(above))))) {
    return { kind: 'parent_organization', seen: named(above) };
  }
  const below = own.find((id) => facts.parents.get(id) === entry.organizationId);
  return below !== undefined && !isRegion(entry.organizationName)
    ? { kind: 'parent_organization', seen: named(below) }
    : null;
}

function mailOf({ mailDomain }: JurorFacts, { mailDomains }: EntryFacts, { regionDomains }: ContestFacts): Found {
  if (mailDomain === null || regionDomains.includes(mailDomain)) return null;
  const seen = mailDomains.find((one) => !regionDomains.includes(one) && sameDomain(one, mailDomain));
  return seen === undefined ? null : { kind: 'mail_domain', seen };
}

function mentoringOf(userId: string, name: string, { innovationId }: EntryFacts, { mentoredOn }: Looked): Found {
  const byName = name === '' ? undefined : mentoredOn.get(`${name} ${innovationId}`);
  const seen = mentoredOn.get(`${userId} ${innovationId}`) ?? byName;
  return seen === undefined ? null : { kind: 'mentored', seen };
}
