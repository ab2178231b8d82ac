import type { Tx } from '#platform/database/bound.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { entryName } from './plenary.ts';
import type { JurorView } from './plenary-page.ts';
import type { ContestRow, namedEntries, PlenaryRow } from './plenary-room.queries.ts';
import type { Place } from './policy.ts';

/** What reading one plenary for one person goes by. */
export interface Reading {
  tx: Tx;
  ctx: Ctx;
  contest: ContestRow;
  plenary: PlenaryRow;
  place: Place;
  jurors: JurorView[];
  names: Awaited<ReturnType<typeof namedEntries>>;
  recusals: { jurorId: string; entryId: string }[];
  /** Entries that this person is kept from; empty for the committee. */
  kept: ReadonlySet<string>;
}

/** An entry by its name; '' for what is no entry and is called by the catalogue. */
export function called(names: Reading['names'], id: string): string {
  const found = names.get(id);
  return found ? entryName(found) : '';
}
