import type { ComponentChildren } from 'preact';
import { useMessages } from './frame.tsx';

/** What every form field takes. */
export interface FieldProps {
  name: string;
  label: string;
  /** How to answer, as a neighbour would say it. */
  hint?: ComponentChildren;
  /** What is wrong and an example of what is right; shown above the input. */
  error?: string | null | undefined;
  /** `false` says "boleh dikosongkan" beside the label. */
  required?: boolean;
  /** A good answer, folded under the field. */
  example?: ComponentChildren;
  disabled?: boolean;
}

export const fieldId = (name: string): string => `f-${name}`;

/** Ids that describe the input, and whether it is wrong: spread onto the control. */
export function describe({ name, hint, error, required, disabled }: FieldProps, more?: string) {
  const ids = [hint ? `${fieldId(name)}-hint` : null, error ? `${fieldId(name)}-error` : null, more ?? null];
  return {
    id: fieldId(name),
    name,
    disabled,
    'aria-describedby': ids.filter((id) => id !== null).join(' ') || undefined,
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-required': required ? ('true' as const) : undefined,
  };
}

export function FieldError({ name, error }: { name: string; error: string }) {
  const { ui } = useMessages();
  return (
    <p id={`${fieldId(name)}-error`} class="field-error">
      <span class="sr-only">{`${ui.errorPrefix} `}</span>
      {error}
    </p>
  );
}

function Above({ name, hint, error }: FieldProps) {
  return (
    <>
      {hint && (
        <p id={`${fieldId(name)}-hint`} class="field-hint">
          {hint}
        </p>
      )}
      {error && <FieldError name={name} error={error} />}
    </>
  );
}

function Optional({ required }: { required: boolean | undefined }) {
  const { ui } = useMessages();
  return required === false ? <span class="field-optional"> ({ui.optional})</span> : null;
}

/** Label, hint and error above one control. */
export function Field({
  children,
  below,
  ...props
}: FieldProps & { children: ComponentChildren; below?: ComponentChildren }) {
  return (
    <div class="field">
      <label class="field-label" for={fieldId(props.name)}>
        {props.label}
        <Optional required={props.required} />
      </label>
      <Above {...props} />
      {children}
      {below}
      {props.example && <GoodExample>{props.example}</GoodExample>}
    </div>
  );
}

/** The same for a group of controls. */
export function FieldGroup({ children, ...props }: FieldProps & { children: ComponentChildren }) {
  const { 'aria-describedby': describedby } = describe(props);
  return (
    <fieldset
      class="field"
      id={fieldId(props.name)}
      tabindex={-1}
      aria-describedby={describedby}
      disabled={props.disabled}
    >
      <legend class="field-label">
        {props.label}
        <Optional required={props.required} />
      </legend>
      <Above {...props} />
      {children}
      {props.example && <GoodExample>{props.example}</GoodExample>}
    </fieldset>
  );
}

export function GoodExample({ children }: { children: ComponentChildren }) {
  const { ui } = useMessages();
  return (
    <details class="good-example">
      <summary>{ui.goodExample}</summary>
      <div class="px-4 pb-3 text-md text-tinta-2">{children}</div>
    </details>
  );
}
