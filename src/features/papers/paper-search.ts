import { z } from 'zod';
import { isId } from '#platform/ids.ts';
import { type Kind, kinds, type State, states } from './paper.ts';

/** Which papers of the list, and from which one on. */
export interface PaperSearch {
  kind: Kind | null;
  state: State | null;
  olderThan: string | null;
  newerThan: string | null;
}

export const everyPaper: PaperSearch = { kind: null, state: null, olderThan: null, newerThan: null };

const anId = z.string().refine(isId).nullable().catch(null).default(null);
const address = z.object({
  jenis: z.enum(kinds).nullable().catch(null).default(null),
  keadaan: z.enum(states).nullable().catch(null).default(null),
  setelah: anId,
  sebelum: anId,
});

/** As an address names it. What is none of ours counts as not chosen. */
export function readPaperSearch(query: Readonly<Record<string, string>>): PaperSearch {
  const { jenis, keadaan, setelah, sebelum } = address.parse(query);
  return { kind: jenis, state: keadaan, olderThan: setelah, newerThan: sebelum };
}

export function paperSearchAddress({ kind, state, olderThan, newerThan }: PaperSearch): string {
  const named = { jenis: kind, keadaan: state, setelah: olderThan, sebelum: newerThan };
  const chosen = Object.entries(named).filter((pair): pair is [string, string] => pair[1] !== null);
  return `/kerja/naskah${chosen.length > 0 ? `?${new URLSearchParams(chosen)}` : ''}`;
}
