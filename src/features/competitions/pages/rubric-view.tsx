import { formatShare, useMessages } from '#ui/index.ts';
import type { Criterion, Rubric } from '../rubric.ts';

/** A rubric as anybody may read it: criteria, their share of the whole, and what each value means. */
export function RubricView({ rubric }: { rubric: Rubric }) {
  const { public: words } = useMessages().competitions;
  const total = rubric.criteria.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <div class="mt-3">
      <p class="text-sm text-tinta-2">
        {words.scale(rubric.scaleMin, rubric.scaleMax)}
        {rubric.showIndex && <> · {words.index}</>}
      </p>
      <ol class="mt-3 grid gap-4">
        {rubric.criteria.map((criterion) => (
          <CriterionView criterion={criterion} share={criterion.weight / total} />
        ))}
      </ol>
      {rubric.source && (
        <p class="mt-3 text-sm text-tinta-3 break-words">
          {words.source}: {rubric.source}
        </p>
      )}
    </div>
  );
}

function CriterionView({ criterion: { name, question, anchors }, share }: { criterion: Criterion; share: number }) {
  const { public: words } = useMessages().competitions;
  return (
    <li>
      <p>
        <b>{name}</b> <span class="text-tinta-2">· {words.weight(formatShare(share))}</span>
      </p>
      {question && <p class="text-md text-tinta-2">{question}</p>}
      <dl class="mt-1 grid gap-1 text-md">
        {anchors.map(({ value, words: meaning }) => (
          <div class="flex gap-2">
            <dt class="w-6 shrink-0 text-end font-bold tabular-nums">{value}</dt>
            <dd class="min-w-0">{meaning}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
