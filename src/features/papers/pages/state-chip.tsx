import type { IconName } from '#ui/icons.ts';
import { Chip, Chips, StatusChip, type Tone, useMessages } from '#ui/index.ts';
import type { State } from '../paper.ts';

const looks: Record<State, { tone: Tone; icon: IconName }> = {
  draft: { tone: 'kertas', icon: 'pencil' },
  issued: { tone: 'kunyit', icon: 'hourglass' },
  valid: { tone: 'tarum', icon: 'badge-check' },
  void: { tone: 'bata', icon: 'x' },
};

/** The state in words; what only the simulator signed always says so. */
export function StateChip({ state, simulated }: { state: State; simulated: boolean }) {
  const { papers } = useMessages();
  return (
    <Chips>
      <StatusChip {...looks[state]}>{papers.states[state]}</StatusChip>
      {simulated && <Chip tone="kunyit">{papers.work.simulation}</Chip>}
    </Chips>
  );
}
