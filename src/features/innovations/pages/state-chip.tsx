import type { IconName } from '#ui/icons.ts';
import { StatusChip, type Tone, useMessages } from '#ui/index.ts';
import type { State } from '../life-cycle.ts';

const looks: Record<State, { tone: Tone; icon: IconName }> = {
  listed: { tone: 'nila', icon: 'book-open' },
  draft: { tone: 'kertas', icon: 'pencil' },
  proposed: { tone: 'nila', icon: 'hourglass' },
  submitted: { tone: 'nila', icon: 'hourglass' },
  returned: { tone: 'kunyit', icon: 'undo-2' },
  accepted: { tone: 'tarum', icon: 'badge-check' },
  archived: { tone: 'kertas', icon: 'archive' },
};

export function StateChip({ state }: { state: State }) {
  const { states } = useMessages().innovations;
  return <StatusChip {...looks[state]}>{states[state]}</StatusChip>;
}
