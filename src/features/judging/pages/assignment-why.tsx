import { useMessages } from '#ui/index.ts';
import type { AssignmentStage } from '../assignment-stage.ts';
import { reasonsOf, similarityOf } from '../similarity.ts';

/** What speaks for a pair, and how much. */
export function WhyPair({
  stage,
  juror: jurorId,
  entry: entryId,
}: {
  stage: AssignmentStage;
  juror: string;
  entry: string;
}) {
  const { why } = useMessages().assignments;
  const juror = stage.jurors.find(({ id }) => id === jurorId);
  const entry = stage.entries.find(({ id }) => id === entryId);
  if (!juror || !entry) return null;
  const reasons = reasonsOf(juror, entry).map((one) => why[one]);
  const words = reasons.length > 0 ? reasons.join(', ') : why.none;
  return <>{`${words}; ${why.value(similarityOf(juror, entry))}`}</>;
}
