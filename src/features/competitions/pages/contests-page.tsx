import { ButtonLink, CardGrid, EmptyState, ExampleChip, LinkCard, Page, useMessages } from '#ui/index.ts';
import type { Competition } from '../competition.queries.ts';
import { ContestChip } from './open-contests-page.tsx';

/** The committee's list of contests. */
export function ContestsPage({ contests }: { contests: readonly Competition[] }) {
  const { competitions } = useMessages();
  const { desk } = competitions;
  const add = (
    <ButtonLink to="/kerja/lomba/baru" icon="plus">
      {desk.add}
    </ButtonLink>
  );
  return (
    <Page title={desk.title} lead={desk.lead} aside={contests.length > 0 && add}>
      {contests.length === 0 && (
        <EmptyState title={desk.none} action={add}>
          {desk.noneText}
        </EmptyState>
      )}
      <CardGrid columns={2}>
        {contests.map(({ id, name, state, theme, year, example }) => (
          <LinkCard
            level={2}
            to={`/kerja/lomba/${id}`}
            title={name}
            chips={
              <>
                <ContestChip state={state} />
                {example && <ExampleChip />}
              </>
            }
            summary={theme}
            foot={{ icon: 'calendar', text: competitions.public.year(year) }}
          />
        ))}
      </CardGrid>
    </Page>
  );
}
