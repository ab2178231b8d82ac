import type { PlenaryState } from './plenary.ts';
import type { Settlement } from './plenary-places.ts';
import type { NamedJuror } from './plenary-room.queries.ts';
import type { Quota } from './quota.ts';
import type { TieChain, Why } from './tie-chain.ts';

/** What the page of a plenary shows, already without what this person may not see. */
export interface PlenaryView {
  contest: { id: string; name: string; year: number; state: string; example: boolean };
  me: { part: 'committee' | 'juror'; chair: boolean; jurorId: string | null; present: boolean; mayDraft: boolean };
  jurors: JurorView[];
  /** null: it is not open yet. */
  plenary: OpenPlenary | null;
}

export interface OpenPlenary {
  id: string;
  state: PlenaryState;
  version: number;
  chain: TieChain;
  quotas: Quota[];
  /** Names that the chain may name. */
  criteria: string[];
  /** The order of business. */
  items: { categoryId: string; name: string; decided: boolean }[];
  /** The item that is laid out; null when nothing was entered at all. */
  item: ItemView | null;
  question: QuestionView | null;
  minutes: { seq: number; at: Date; body: string; byHand: boolean }[];
  /** Something about entries that this juror is recused from was left out. */
  withheld: boolean;
  recusals: { juror: string; entry: string; reason: string }[];
  seal: { version: number; digest: string; sealedAt: Date; holds: boolean; confirmedByMe: boolean } | null;
  corrections: CorrectionView[];
  papers: { minutes: string | null; decree: string | null };
}

export interface JurorView extends NamedJuror {
  present: boolean;
  confirmed: boolean;
}

export interface EntryView {
  entryId: string;
  name: string;
  organization: string;
}

export interface ItemView {
  categoryId: string;
  name: string;
  winners: number;
  version: number;
  decided: boolean;
  order: (EntryView & { position: number; score: number; tied: boolean; open: boolean; why: Why | null })[];
  unscored: EntryView[];
  /** First open tie that reaches into the places; the chair may decide it. */
  tie: EntryView[] | null;
  suggested: (string | null)[];
  /** Points that the quotas cost; null: they cannot be met; undefined: there are none. */
  price: number | null | undefined;
  places: (EntryView & { place: number; settledBy: Settlement; reason: string })[];
  votes: { id: string; body: string; counts: { choice: string; count: number }[] }[];
  withheld: boolean;
}

export interface QuestionView {
  id: string;
  body: string;
  category: string;
  choices: { value: string; label: string }[];
  votes: number;
  expected: number;
  own: string | null;
}

export interface CorrectionView {
  id: string;
  category: string;
  entries: string[];
  reason: string;
  by: string;
  at: Date;
  appliedAt: Date | null;
  /** Confirmations to go; 0 once applied. */
  left: number;
  stale: boolean;
  mayConfirm: boolean;
}
