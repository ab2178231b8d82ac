import type { Messages } from '#messages/id.ts';
import { activeFilters, type CatalogueFilter, type CatalogueSearch } from './search.ts';

/** Names that only the database knows; null where a search names none. */
export interface SearchNames {
  topic: string | null;
  district: string | null;
}

/** What is called how: of kinds and stages from the messages, of districts and topics from the database. */
export function filterName(
  key: CatalogueFilter,
  { value, name }: { value: string; name: string },
  { innovations, organizations }: Messages,
): string {
  const known: Partial<Record<CatalogueFilter, Readonly<Record<string, string>>>> = {
    stage: innovations.stages,
    organizationKind: organizations.kinds,
  };
  return known[key]?.[value] ?? name;
}

/** A search as a sentence for paper and sheets: "untuk “sampah”; Urusan: Sosial". Empty when all is listed. */
export function searchInWords(search: CatalogueSearch, names: SearchNames, messages: Messages): string {
  const { catalogue } = messages;
  const filters = activeFilters(search).map((key) => {
    const value = String(search[key]);
    const stored = key === 'topic' || key === 'district' ? names[key] : null;
    return `${catalogue.filters[key]}: ${filterName(key, { value, name: stored ?? value }, messages)}`;
  });
  const programs = search.programs ? [catalogue.programs.tab] : [];
  const text = search.text ? [catalogue.for(search.text)] : [];
  return [...programs, ...text, ...filters].join('; ');
}
