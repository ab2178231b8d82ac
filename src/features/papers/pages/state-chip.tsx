import type { IconName } from '#ui/icons.ts';
import { StatusChip, type Tone, useMessages } from '#ui/index.ts';
import type { State } from '../paper.ts';

const looks: Record<State, { tone: Tone; icon: IconName }> = {
  draft: { tone: 'kertas', icon: 'pencil' },
  issued: { tone: 'kunyit', icon: 'hourglass' },
  valid: { tone: 'tarum', icon: 'badge-check' },
  void: { tone: 'bata', icon: 'x' },
};

/**
 * The state in words, in one mark. What only the simulator signed is never called valid: beside that word nobody would read
 * a second mark that takes it back.
 */
export function StateChip({ state, simulated }: { state: State; simulated: boolean }) {
  const { papers } = useMessages();
  if (state !== 'valid' || !simulated) return <StatusChip {...looks[state]}>{papers.states[state]}</StatusChip>;
  return (
    <StatusChip tone="kunyit" icon="flask-conical">
      {papers.verify.simulatedChip}
    </StatusChip>
  );
}
