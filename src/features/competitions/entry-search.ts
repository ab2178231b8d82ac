import { isId } from '#platform/ids.ts';
import { type EntryState, entryStates } from './competition.ts';
import { entryLimits } from './entry.ts';

/** What is asked of the list of entries. */
export interface EntrySearch {
  state: EntryState | null;
  category: string | null;
  /** Part of a title or a name, or a number, as typed. */
  words: string;
  /** The page lies after that number, or before it. */
  after: number | null;
  before: number | null;
}

export const entriesPerPage = 30;

/** Reads any address: what cannot be meant is left out, nothing is refused. */
export function readEntrySearch(value: (name: string) => string | undefined): EntrySearch {
  const number = (name: string) => (/^\d{1,7}$/.test(value(name) ?? '') ? Number(value(name)) : null);
  const category = value('kategori') ?? '';
  return {
    state: entryStates.find((one) => one === value('keadaan')) ?? null,
    category: isId(category) ? category : null,
    words: (value('cari') ?? '').trim().slice(0, entryLimits.search),
    after: number('setelah'),
    before: number('sebelum'),
  };
}

export function entryListAddress(competitionId: string, search: Partial<EntrySearch> = {}): string {
  const query = new URLSearchParams();
  const { state, category, words, after, before } = search;
  if (state) query.set('keadaan', state);
  if (category) query.set('kategori', category);
  if (words) query.set('cari', words);
  if (after) query.set('setelah', String(after));
  if (before) query.set('sebelum', String(before));
  const path = `/kerja/lomba/${competitionId}/peserta`;
  return query.size > 0 ? `${path}?${query}` : path;
}
