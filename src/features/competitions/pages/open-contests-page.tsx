import { CardGrid, EmptyState, ExampleChip, LinkCard, Page, StatusChip, useFrame, useMessages } from '#ui/index.ts';
import type { OpenCompetition } from '../competition.queries.ts';
import type { State } from '../competition.ts';
import { Countdown } from './stage-times.tsx';

/** Contests that were announced, for everybody. */
export function OpenContestsPage({ contests }: { contests: readonly OpenCompetition[] }) {
  const { competitions } = useMessages();
  const { tenant } = useFrame();
  return (
    <Page title={competitions.title} lead={competitions.lead(tenant?.shortName ?? '')}>
      {contests.length === 0 && <EmptyState title={competitions.none}>{competitions.noneText}</EmptyState>}
      <CardGrid columns={2}>
        {contests.map((contest) => (
          <LinkCard
            level={2}
            to={`/lomba/${contest.id}`}
            title={contest.name}
            chips={
              <>
                <ContestChip state={contest.state} />
                {contest.example && <ExampleChip />}
              </>
            }
            summary={contest.theme}
            foot={
              contest.state === 'announced'
                ? {
                    icon: 'clock',
                    text: <Countdown from={contest.entryFrom} until={contest.entryUntil} now={contest.now} />,
                  }
                : { icon: 'calendar', text: competitions.public.year(contest.year) }
            }
          />
        ))}
      </CardGrid>
    </Page>
  );
}

const tones = { draft: 'kertas', announced: 'tarum', sealed: 'nila', published: 'nila', cancelled: 'bata' } as const;

export function ContestChip({ state }: { state: State }) {
  const { states } = useMessages().competitions;
  return <StatusChip tone={tones[state]}>{states[state]}</StatusChip>;
}
