import { type Office, offices, type Reader } from './canaries.fixture.ts';
import { evidenced } from './evidence.fixture.ts';
import { type InnovationKind, innovationKinds } from './innovations.fixture.ts';

type Readers = readonly Reader[];

const nobody: Readers = [];
const holders: Readers = [...offices, 'viewer'];
/** A platform administrator is a stranger to what a tenant keeps, unless the table says so. */
const everyone: Readers = [...holders, 'stranger'];
/** Who looks as another reaches no page of signing in. */
const atSignIn = everyone.filter((one) => one !== 'viewer');
const checkers: Readers = ['verifier', 'administrator'];
const administrator: Readers = ['administrator'];
const village: Readers = ['villageInnovator', 'villageHead', 'viewer'];
const agency: Readers = ['agencyInnovator', 'agencyHead'];

/** Whose an innovation is: the district fills in for the village, programs act in its name. */
const ownersOf = (kind: InnovationKind): Readers =>
  kind.startsWith('agency') ? agency : [...village, 'districtInnovator', 'key'];
const pagesOnly = (readers: Readers) => readers.filter((one) => one !== 'key');

const judged: readonly InnovationKind[] = [
  'submitted',
  'returned',
  'accepted',
  'archived',
  'agencySubmitted',
  'agencyAccepted',
];
const open: readonly InnovationKind[] = ['accepted', 'agencyAccepted'];
const written: readonly InnovationKind[] = ['draft', 'declined', 'returned', 'filled', 'agencyDraft'];

function ofInnovation(kind: InnovationKind): [string, Readers][] {
  const owners = ownersOf(kind);
  const workers = judged.includes(kind) ? [...owners, ...checkers] : owners;
  const readers = open.includes(kind) ? [...everyone, 'key' as const] : workers;
  const writers: Readers = kind === 'agencyDraft' ? ['agencyInnovator'] : ['villageInnovator', 'districtInnovator'];
  return [
    [`${kind}Title`, readers],
    [`${kind}Summary`, readers],
    [`${kind}Text`, readers],
    [`${kind}Budget`, workers],
    // A version from before it was sent is its organisation's own affair, whatever became of it.
    [`${kind}First`, pagesOnly(owners)],
    // Masked for all but those who write; what reveals it is a form, and on record.
    [`${kind}Initiator`, written.includes(kind) ? writers : nobody],
  ];
}

/** The district writes for the village, and has no evidence to show. */
function ofEvidence(kind: (typeof evidenced)[number]): [string, Readers][] {
  const owners = kind === 'agencyDraft' ? agency : village;
  const readers = judged.includes(kind) ? [...owners, ...checkers] : owners;
  const opened = open.includes(kind) ? everyone : readers;
  return [
    [`${kind}File`, readers],
    [`${kind}Paper`, readers],
    [`${kind}OpenFile`, opened],
    [`${kind}OpenPaper`, opened],
  ];
}

/** Names stand in the histories of what somebody took a step in; the administrator knows everybody. */
const inVillage: Readers = [...village, 'districtInnovator'];
const names: Record<Office, Readers> = {
  villageInnovator: [...inVillage, ...checkers],
  villageHead: [...inVillage, ...checkers],
  districtInnovator: [...inVillage, 'administrator'],
  otherInnovator: ['otherInnovator', 'administrator'],
  agencyInnovator: [...agency, ...checkers],
  agencyHead: [...agency, ...checkers],
  verifier: [...inVillage, ...agency, ...checkers],
  administrator: [...inVillage, ...checkers, 'platform'],
};

const logins: Record<Office, Readers> = {
  villageInnovator: [...village, 'administrator'],
  villageHead: ['villageHead', 'administrator'],
  districtInnovator: ['districtInnovator', 'administrator'],
  otherInnovator: ['otherInnovator', 'administrator'],
  agencyInnovator: [...agency, 'administrator'],
  agencyHead: ['agencyHead', 'administrator'],
  verifier: checkers,
  administrator: ['administrator', 'platform'],
};

/** A paper that was sent for signing may be looked up by its code; its text is read by those who work on it. */
const ofPapers: [string, Readers][] = ['draftDecree', 'issuedDecree', 'waitingDecree', 'validDecree'].flatMap(
  (kind) => {
    const head = kind === 'draftDecree' ? checkers : everyone;
    return [
      [`${kind}About`, head],
      [`${kind}Number`, head],
      [`${kind}Signer`, head],
      [`${kind}Body`, checkers],
    ] satisfies [string, Readers][];
  },
);

const others: Record<string, Readers> = {
  declinedNote: inVillage,
  returnedNote: [...inVillage, ...checkers],
  remark: [...inVillage, ...checkers],
  pictureFile: [...village, ...checkers],
  videoFile: [...village, ...checkers],
  videoAddress: [...village, ...checkers],
  validDecreeScan: checkers,
  openEventName: [...everyone, 'key'],
  openEventNote: [...everyone, 'key'],
  innerEventName: holders,
  innerEventNote: holders,
  topic: [...everyone, 'key'],
  retiredTopic: [...everyone, 'key'],
  villagePhone: everyone,
  villageMail: everyone,
  letterhead: [...checkers, 'platform'],
  openProviderLabel: atSignIn,
  openProviderClient: atSignIn,
  openProviderIssuer: atSignIn,
  closedProviderLabel: administrator,
  closedProviderClient: administrator,
  closedProviderIssuer: administrator,
  importFile: administrator,
  importHead: administrator,
  importRow: administrator,
  workbookFile: administrator,
  workbookRow: administrator,
  keyName: administrator,
  villageInnovatorPasskey: ['villageInnovator'],
  districtInnovatorPasskey: ['districtInnovator'],
  listedTitle: [...everyone, 'key'],
  invited: ['villageHead', 'administrator'],
  mailedInvited: administrator,
};

const table: ReadonlyMap<string, Readers> = new Map(
  [
    ...innovationKinds.flatMap(ofInnovation),
    ...evidenced.flatMap(ofEvidence),
    ...offices.map((office): [string, Readers] => [`${office}Name`, names[office]]),
    ...offices.map((office): [string, Readers] => [`${office}Login`, logins[office]]),
    ...ofPapers,
    ...Object.entries(others),
  ].map(([kind, readers]) => [kind.toLowerCase(), readers]),
);

/**
 * Whether somebody who is that in the tenant may see it. What stands nowhere in the table is for nobody, however high:
 * it is sealed, digested, or told once (telephone numbers, addresses of persons, NIP, keys, codes, secrets of providers).
 */
export function maySee(kind: string, reader: Reader): boolean {
  const readers = table.get(kind) ?? nobody;
  return readers.includes(reader) || readers.includes('stranger');
}

/** Everything that somebody who is that must see at least once. */
export const kindsFor = (reader: Reader) =>
  [...table].filter(([, readers]) => readers.includes(reader)).map(([kind]) => kind);
