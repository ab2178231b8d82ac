import { Alert, Button, Card, ConfirmBlock, Form, formatDateTime, formatNumber, useMessages } from '#ui/index.ts';
import { isScoringStage } from '../competition.ts';
import { type Missing, missingFor } from '../completeness.ts';
import type { Desk } from '../page.queries.ts';
import type { Stage } from '../stage.ts';
import { whenOf } from './stage-times.tsx';

/** What the committee has to do now. */
export function NextCard(desk: Desk) {
  const words = useMessages().competitions.desk;
  return (
    <Card title={words.next} icon="list-checks" tone="tint">
      {desk.competition.state === 'draft' ? <Announcing {...desk} /> : <Running {...desk} />}
    </Card>
  );
}

function Announcing({ competition, stages, categories, rubrics, now }: Desk) {
  const { desk } = useMessages().competitions;
  const say = useMissing();
  const counted = rubrics.map(({ categoryId, stage, criteria }) => ({ categoryId, stage, criteria: criteria.length }));
  const missing = missingFor({ stages, categories, rubrics: counted }, now);
  if (missing.length > 0) {
    return (
      <Alert tone="warning" title={desk.missingTitle}>
        <ul class="list-disc ps-5">
          {missing.map((one) => (
            <li>{say(one)}</li>
          ))}
        </ul>
      </Alert>
    );
  }
  return (
    <>
      <p class="mb-3">{desk.ready}</p>
      <ConfirmBlock open={desk.announce} question={desk.announceQuestion}>
        <Form action={`/kerja/lomba/${competition.id}/umumkan`}>
          <Button>{desk.announce}</Button>
        </Form>
      </ConfirmBlock>
    </>
  );
}

function useMissing(): (missing: Missing) => string {
  const { missing: words, stages } = useMessages().competitions;
  return (missing) => {
    if (missing.what !== 'rubric' && missing.what !== 'criteria') return words[missing.what];
    return words[missing.what].replace('{category}', missing.category).replace('{stageName}', stages[missing.stage]);
  };
}

function Running({ competition, stages, counts, now }: Desk) {
  const { desk, stages: names } = useMessages().competitions;
  const waiting = counts.filter(({ state }) => state === 'submitted').reduce((sum, { count }) => sum + count, 0);
  const running = stages.filter((stage) => whenOf(stage, now) === 'now');
  const coming = stages.find((stage) => whenOf(stage, now) === 'later');
  return (
    <div class="grid gap-2">
      {running.map(({ kind, endsAt }) => (
        <p>{desk.doing.running(names[kind], formatDateTime(endsAt))}</p>
      ))}
      {coming && <p>{desk.doing.waiting(names[coming.kind], formatDateTime(coming.startsAt))}</p>}
      {running.length === 0 && !coming && <p>{desk.doing.over}</p>}
      {waiting > 0 && <p>{desk.doing.check(formatNumber(waiting))}</p>}
      {stages.map((stage) => (
        <Scoring id={competition.id} stage={stage} now={now} />
      ))}
    </div>
  );
}

/** Beginning and ending a scored stage, when its time has come. */
function Scoring({ id, stage, now }: { id: string; stage: Stage; now: Date }) {
  const { desk, stages: names } = useMessages().competitions;
  const { kind, startedAt, closedAt } = stage;
  const name = names[kind].toLowerCase();
  if (!isScoringStage(kind) || closedAt || (!startedAt && whenOf(stage, now) === 'later')) return null;
  const [word, open, question] = startedAt
    ? (['tutup', desk.doing.close(name), desk.doing.closeQuestion] as const)
    : (['mulai', desk.doing.start(name), desk.doing.startQuestion] as const);
  return (
    <div>
      {!startedAt && <p>{desk.doing.due(names[kind])}</p>}
      {startedAt && whenOf(stage, now) === 'over' && <p>{desk.doing.open(names[kind])}</p>}
      <ConfirmBlock open={open} question={question}>
        <Form action={`/kerja/lomba/${id}/${word}`} hidden={{ stage: kind }}>
          <Button>{open}</Button>
        </Form>
      </ConfirmBlock>
    </div>
  );
}
