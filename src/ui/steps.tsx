import type { ComponentChildren } from 'preact';
import { useMessages } from './frame.tsx';
import { A } from './link.tsx';

export type StepState = 'done' | 'current' | 'left';

export interface Step {
  label: string;
  state: StepState;
  to?: string;
}

/** Progress of a task in parts. `aside` holds the state of saving. */
export function Steps({ steps, aside }: { steps: readonly Step[]; aside?: ComponentChildren }) {
  const { ui } = useMessages();
  const current = steps.findIndex((step) => step.state === 'current') + 1;
  const said = { done: ui.stepDone, current: ui.stepCurrent, left: ui.stepLeft };
  return (
    <div class="my-3">
      <ol class="flex gap-1.5">
        {steps.map((step) => (
          <li class="flex-1" aria-current={step.state === 'current' ? 'step' : undefined}>
            {step.to ? (
              <A to={step.to} class={`step step-${step.state}`} label={`${step.label}: ${said[step.state]}`}>
                <span />
              </A>
            ) : (
              <span class={`step step-${step.state}`}>
                <span />
                <span class="sr-only">{`${step.label}: ${said[step.state]}`}</span>
              </span>
            )}
          </li>
        ))}
      </ol>
      <div class="flex flex-wrap justify-between gap-x-4 text-sm text-tinta-2">
        {current > 0 && <span>{ui.step(current, steps.length)}</span>}
        {aside}
      </div>
    </div>
  );
}
