import {
  Alert,
  Button,
  Card,
  Chip,
  ConfirmBlock,
  DefinitionList,
  Fold,
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
      <p>
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
          <Fold summary={words.pairs(outcome.assigned.pairs.length)}>
            <Pairs stage={stage} assigned={outcome.assigned} />
          </Fold>
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
      {kept && <p>{words.kept(kept.pairs, kept.of, kept.points)}</p>}
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

function Pairs({ stage, assigned }: { stage: AssignmentStage; assigned: Assigned }) {
  const { now, plan: words } = useMessages().assignments;
  const name = namesOf(stage);
  return (
    <Table
      caption={words.pairs(assigned.pairs.length)}
      columns={[
        { key: 'entry', head: now.entry, main: true, cell: ([, entry]) => name(entry) },
        { key: 'juror', head: now.juror, cell: ([juror]) => name(juror) },
        { key: 'why', head: now.why, cell: ([juror, entry]) => <WhyPair stage={stage} juror={juror} entry={entry} /> },
      ]}
      rows={assigned.pairs}
      rowKey={([juror, entry]) => `${juror} ${entry}`}
    />
  );
}
