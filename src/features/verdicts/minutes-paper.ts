import type { NewPaper } from '#features/papers/index.ts';
import { regionHeadTitle } from '#features/people/index.ts';
import { id as messages } from '#messages/id.ts';
import type { Quota } from './quota.ts';
import type { TieChain } from './tie-chain.ts';

const words = messages.verdicts.papers;

export interface PlacedRow {
  categoryName: string;
  place: number;
  name: string;
  organizationName: string;
  /** What settled the place, with the reason if there is one. */
  basis: string;
}

/** A sealed plenary as its papers tell it; instants are words in WIB. */
export interface SealedPlenary {
  region: string;
  contest: { name: string; year: number };
  opened: string;
  closed: string;
  seal: { version: number; digest: string };
  chain: TieChain;
  quotas: readonly Quota[];
  placements: readonly PlacedRow[];
  ranking: readonly (readonly string[])[];
  votes: readonly (readonly string[])[];
  recusals: readonly (readonly string[])[];
  minutes: readonly (readonly string[])[];
  corrections: readonly (readonly string[])[];
  jurors: readonly (readonly string[])[];
}

type Draft = Omit<NewPaper, 'id'>;

/** The minutes, addressed to the head of the region and signed by the chair; everything that happened is in the annexes. */
export function minutesPaper(plenary: SealedPlenary): Draft {
  const { name, year } = plenary.contest;
  const annexes = annexesOf(plenary);
  return {
    kind: 'plenary_minutes',
    about: words.minutesAbout(name, year),
    signerOffice: words.chairOffice,
    content: {
      form: 'letter',
      enclosed: words.enclosed(annexes.length),
      recipient: [regionHeadTitle(plenary.region), words.at],
      paragraphs: [
        words.held(name, year, plenary.opened, plenary.closed),
        words.rules(plenary.chain, plenary.quotas),
        words.result,
        words.seal(plenary.seal.version, plenary.seal.digest),
        words.confirm,
      ],
      copies: [],
      annexes,
    },
  };
}

function annexesOf(plenary: SealedPlenary) {
  const { annexes } = words;
  const annex = (
    { title, heads }: { title: string; heads: readonly string[] },
    shares: number[],
    rows: readonly (readonly string[])[],
  ) => ({
    title,
    columns: heads.map((head, at) => ({ head, share: shares[at] ?? 1 })),
    rows: rows.map((row) => [...row]),
  });
  return [
    annex(annexes.places, [18, 8, 34, 20, 20], plenary.placements.map(placeRow)),
    annex(annexes.ranking, [20, 10, 38, 22, 10], plenary.ranking),
    annex(annexes.votes, [50, 50], plenary.votes),
    annex(annexes.recusals, [26, 44, 30], plenary.recusals),
    annex(annexes.minutes, [7, 23, 70], plenary.minutes),
    annex(annexes.corrections, [16, 28, 28, 28], plenary.corrections),
    annex(annexes.jurors, [38, 34, 28], plenary.jurors),
  ].filter(({ rows }) => rows.length > 0);
}

const placeRow = ({ categoryName, place, name, organizationName, basis }: PlacedRow) => [
  categoryName,
  String(place),
  name,
  organizationName,
  basis,
];

/** The draft of the decree by which the head of the region sets the winners. @param basis what is in force on its day */
export function winnersDecree(plenary: SealedPlenary, basis: { recalling: string[]; noting: string[] }): Draft {
  const head = regionHeadTitle(plenary.region);
  const { name, year } = plenary.contest;
  const about = words.decreeAbout(name, year);
  const { title, heads } = words.annexes.places;
  return {
    kind: 'winners_decree',
    about,
    signerOffice: head,
    content: {
      form: 'decree',
      heading: words.decreeHeading(head),
      considering: [
        words.considering.purpose,
        words.considering.verdict(plenary.placements.length),
        words.considering.conclusion(head, about),
      ],
      ...basis,
      decides: [words.decides.sets(name, year), words.decides.prize, words.decides.cost, words.decides.begins],
      annexes: [
        {
          title: `${title} ${name} ${year}`,
          columns: [20, 10, 40, 30].map((share, at) => ({ head: heads[at] ?? '', share })),
          rows: plenary.placements.map((row) => placeRow(row).slice(0, 4)),
        },
      ],
    },
  };
}
