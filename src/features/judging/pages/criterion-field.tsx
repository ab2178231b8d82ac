import { formatShare, NumberField, RadioGroup, useMessages } from '#ui/index.ts';
import type { ScoredCriterion } from '../review.queries.ts';
import { choicesOf, type Scale, scoreField, scoreText } from '../review.ts';

interface Props {
  criterion: ScoredCriterion;
  scale: Scale;
  /** Its part of all weights, 0 to 1. */
  share: number;
  value: string;
  error?: string | undefined;
}

/** A criterion with what its values mean in view. */
export function CriterionField({ criterion, scale, share, value, error }: Props) {
  const { desk } = useMessages();
  const { id, name, question, anchors } = criterion;
  const weight = desk.weight(formatShare(share));
  const common = { name: scoreField(id), label: name, error };
  const choices = choicesOf(scale);
  // A value between two choices, given from elsewhere, must not vanish from the form.
  if (!choices || (value !== '' && !choices.some((choice) => scoreText(choice) === value))) {
    return (
      <>
        <NumberField
          {...common}
          hint={`${question} ${weight}. ${desk.scaleHint(String(scale.min), String(scale.max))}`.trim()}
          value={value}
        />
        <Anchors anchors={anchors} />
      </>
    );
  }
  const words = new Map(anchors.map((anchor) => [anchor.value, anchor.words]));
  const options = choices.map((choice) => ({
    value: scoreText(choice),
    label: String(choice),
    hint: words.get(choice) ?? '',
  }));
  return <RadioGroup {...common} hint={`${question} ${weight}.`.trim()} value={value} options={options} />;
}

function Anchors({ anchors }: Pick<ScoredCriterion, 'anchors'>) {
  const { desk } = useMessages();
  if (anchors.length === 0) return null;
  return (
    <section aria-label={desk.anchors} class="field-hint mb-6">
      <ul>
        {anchors.map(({ value, words }) => (
          <li>
            <strong>{scoreText(value)}</strong>: {words}
          </li>
        ))}
      </ul>
    </section>
  );
}
