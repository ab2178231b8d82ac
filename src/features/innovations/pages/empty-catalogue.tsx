import { ButtonLink, EmptyState, useMessages } from '#ui/index.ts';
import { activeFilters, type CatalogueSearch, everything, searchAddress, searchedWords } from '../search.ts';
import { withoutFilters } from './catalogue-filters.tsx';

/** Nothing fits: says why, and leads to what is there. */
export function EmptyCatalogue({ search, total }: { search: CatalogueSearch; total: number }) {
  const { empty } = useMessages().catalogue;
  const words = searchedWords(search.text);
  const filtered = activeFilters(search).length > 0;
  if (total > 0) {
    return (
      <EmptyState
        title={empty.beyond}
        action={<ButtonLink to={searchAddress(search)}>{empty.beyondAction}</ButtonLink>}
      />
    );
  }
  if (words.length === 0 && !filtered && !search.programs)
    return <EmptyState title={empty.nothing}>{empty.nothingHelp}</EmptyState>;
  return (
    <EmptyState
      title={titleOf(search, words, empty)}
      action={<WaysOut search={search} words={words} filtered={filtered} />}
    >
      {empty.help}
    </EmptyState>
  );
}

type Words = ReturnType<typeof useMessages>['catalogue']['empty'];

function titleOf(search: CatalogueSearch, words: readonly string[], empty: Words): string {
  if (search.programs) return empty.noPrograms;
  return words.length > 0 ? empty.none(search.text) : empty.filtered;
}

function WaysOut({
  search,
  words,
  filtered,
}: {
  search: CatalogueSearch;
  words: readonly string[];
  filtered: boolean;
}) {
  const { empty } = useMessages().catalogue;
  return (
    <>
      {filtered && <ButtonLink to={withoutFilters(search)}>{empty.withoutFilters}</ButtonLink>}
      {words.length > 1 &&
        words.slice(0, 3).map((word) => (
          <ButtonLink tone="plain" to={searchAddress(search, { text: word, exact: false })}>
            {empty.onlyWord(word)}
          </ButtonLink>
        ))}
      <ButtonLink tone="quiet" to={searchAddress(everything)}>
        {empty.all}
      </ButtonLink>
    </>
  );
}
