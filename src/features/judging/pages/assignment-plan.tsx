import {
  A,
  Alert,
  Button,
  Card,
  Chip,
  ConfirmBlock,
  DefinitionList,
  Form,
  formatNumber,
  Table,
  useMessages,
} from '#ui/index.ts';
import type { Plan } from '../assignment.queries.ts';
import type { Assigned, Refused } from '../assignment.ts';
import type { AssignmentStage } from '../assignment-stage.ts';
import { namesOf, pathOf, sayRefused } from '../assignment-words.ts';
import { WhyPair } from './assignment-why.tsx';

interface PlanProps {
  stage: AssignmentStage;
  plan: Plan;
}

/** What one objective came to: its figures, what its constraints cost, its pairs, and the button that takes it. */
export function PlanCard({ stage, plan: { id, objective, outcome, takenAt } }: PlanProps) {
  const { plan: words } = useMessages().assignments;
  return (
    <Card title={words.objectives[objective]}>
      <p class="mb-3">
        {words.explain[objective]} {takenAt && <Chip tone="tarum">{words.taken}</Chip>}
      </p>
      {'refused' in outcome ? (
        <RefusedList stage={stage} refused={outcome.refused} />
      ) : (
        <>
          <Figures objective={objective} assigned={outcome.assigned} />
          {!takenAt && !stage.closed && (
            <ConfirmBlock open={words.take} question={words.takeQuestion}>
              <Form action={pathOf(stage, '/pakai')} hidden={{ plan: id }}>
                <Button>
                  {words.take}
                  <span class="sr-only">{`: ${words.objectives[objective]}`}</span>
                </Button>
              </Form>
            </ConfirmBlock>
          )}
          <p class="mt-3">
            <A to={`${pathOf(stage)}?tahap=${stage.stage}&rencana=${id}#pasangan`}>
              {words.pairs(outcome.assigned.pairs.length)}
              <span class="sr-only">{`: ${words.objectives[objective]}`}</span>
            </A>
          </p>
        </>
      )}
    </Card>
  );
}

/** A refusal with the names that people know. */
export function RefusedList({ stage, refused }: { stage: AssignmentStage; refused: readonly Refused[] }) {
  const messages = useMessages();
  const name = namesOf(stage);
  return (
    <Alert tone="warning" title={messages.assignments.plan.refused}>
      <ul class="list-disc ps-5">
        {refused.map((one) => (
          <li>{sayRefused(messages, one, name)}</li>
        ))}
      </ul>
    </Alert>
  );
}

const points = (value: number) => formatNumber(Math.round(value * 1000) / 1000);

function Figures({ objective, assigned }: { objective: Plan['objective']; assigned: Assigned }) {
  const { plan: words } = useMessages().assignments;
  const { total, worst, bound, gap, kept, prices = [] } = assigned;
  const proof = gap === 0 ? words.proven : words.gap(gap);
  return (
    <>
      <DefinitionList
        items={[
          { term: words.total, value: points(total) },
          { term: words.worst, value: points(worst) },
          {
            term: `${words.bound} (${(objective === 'total' ? words.total : words.worst).toLowerCase()})`,
            value: `${points(bound)}, ${proof}`,
          },
        ]}
      />
      {kept && <p class="mt-3">{words.kept(kept.pairs, kept.of, kept.points)}</p>}
      {prices.length > 0 && (
        <>
          <h3 class="mt-3 font-semibold">{words.prices}</h3>
          <DefinitionList
            items={prices.map((one) => ({ term: words.constraints[one.constraint], value: points(one.points) }))}
          />
        </>
      )}
    </>
  );
}

/** Every pair of a plan with what speaks for it, an entry a row. */
export function PlanPairs({ stage, plan: { objective, outcome } }: PlanProps) {
  const { now, plan: words } = useMessages().assignments;
  if ('refused' in outcome) return null;
  const { pairs } = outcome.assigned;
  const name = namesOf(stage);
  return (
    <section id="pasangan">
      <h2 class="mb-3 text-xl font-bold">{words.objectives[objective]}</h2>
      <Table
        caption={words.pairs(pairs.length)}
        columns={[
          { key: 'entry', head: now.entry, main: true, cell: ([entry]) => name(entry) },
          {
            key: 'jurors',
            head: now.juror,
            wide: true,
            cell: ([entry, own]) => (
              <ul>
                {own.map(([juror]) => (
                  <li>
                    <b class="font-semibold">{name(juror)}</b>
                    {': '}
                    <WhyPair stage={stage} juror={juror} entry={entry} />
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
        rows={[...Map.groupBy(pairs, ([, entry]) => entry)]}
        rowKey={([entry]) => entry}
      />
    </section>
  );
}
