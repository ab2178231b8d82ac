import type { Edition } from '../edition.ts';
import { currentEdition } from '../editions.ts';

/** A path with its query; the current edition is the plain address, empty values are left out. */
export function address(path: string, edition: Edition, more: Readonly<Record<string, string | number>> = {}): string {
  const query = new URLSearchParams();
  if (edition.edition !== currentEdition().edition) query.set('edisi', String(edition.edition));
  for (const [name, value] of Object.entries(more)) query.set(name, String(value));
  return query.size > 0 ? `${path}?${query}` : path;
}

export const indicatorAddress = (code: string, edition: Edition) => address(`/indeks/indikator/${code}`, edition);
export const maturityAddress = (id: string, edition: Edition) => address(`/inovasi/${id}/kematangan`, edition);
