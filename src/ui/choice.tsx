import { describe, Field, FieldError, FieldGroup, type FieldProps, fieldId } from './field.tsx';
import { useMessages } from './frame.tsx';
import { escapeHtml, written } from './written.ts';

export interface Option {
  value: string;
  label: string;
  hint?: string;
  disabled?: boolean;
}

export interface OptionGroup {
  label: string;
  options: readonly Option[];
}

export interface SelectProps extends FieldProps {
  value?: string | null;
  options: readonly (Option | OptionGroup)[];
  /** Words of the empty first choice; `null` leaves it out. */
  empty?: string | null;
}

export function Select(props: SelectProps) {
  const { ui } = useMessages();
  const { value, options, empty = ui.choose } = props;
  const first = empty === null ? [] : [{ value: '', label: empty }];
  return (
    <Field {...props}>
      <select {...describe(props)} class="select w-full">
        {written([...first, ...options].map((option) => optionOrGroup(option, value)).join(''))}
      </select>
    </Field>
  );
}

// Written by hand: the filters of a list hold a hundred of them, and they would take a quarter of the time of its page.
function optionOrGroup(option: Option | OptionGroup, chosen: string | null | undefined): string {
  if (!('options' in option)) return optionHtml(option, chosen);
  const inner = option.options.map((one) => optionHtml(one, chosen)).join('');
  return `<optgroup label="${escapeHtml(option.label)}">${inner}</optgroup>`;
}

function optionHtml({ value, label, disabled }: Option, chosen: string | null | undefined): string {
  const marks = `${value === chosen ? ' selected' : ''}${disabled ? ' disabled' : ''}`;
  return `<option value="${escapeHtml(value)}"${marks}>${escapeHtml(label)}</option>`;
}

export interface RadioGroupProps extends FieldProps {
  value?: string | null;
  options: readonly Option[];
}

export function RadioGroup(props: RadioGroupProps) {
  return (
    <FieldGroup {...props}>
      <div class="choices">
        {props.options.map((option, i) => (
          <Choice {...props} type="radio" option={option} position={i} checked={option.value === props.value} />
        ))}
      </div>
    </FieldGroup>
  );
}

export interface CheckboxGroupProps extends FieldProps {
  values?: readonly string[];
  options: readonly Option[];
}

export function CheckboxGroup(props: CheckboxGroupProps) {
  const chosen = new Set(props.values ?? []);
  return (
    <FieldGroup {...props}>
      <div class="choices">
        {props.options.map((option, i) => (
          <Choice {...props} type="checkbox" option={option} position={i} checked={chosen.has(option.value)} />
        ))}
      </div>
    </FieldGroup>
  );
}

interface ChoiceProps {
  name: string;
  type: 'radio' | 'checkbox';
  option: Option;
  position: number;
  checked: boolean;
}

function Choice({ name, type, option, position, checked }: ChoiceProps) {
  const id = `${fieldId(name)}-${position}`;
  return (
    <label class="choice" for={id}>
      <input
        class={type === 'radio' ? 'radio radio-primary' : 'checkbox checkbox-primary'}
        type={type}
        id={id}
        name={name}
        value={option.value}
        checked={checked}
        disabled={option.disabled}
        aria-describedby={option.hint ? `${id}-hint` : undefined}
      />
      <span>
        {option.label}
        {option.hint && (
          <span id={`${id}-hint`} class="field-hint block">
            {option.hint}
          </span>
        )}
      </span>
    </label>
  );
}

/** One statement to agree with. */
export function Checkbox(props: FieldProps & { value?: string; checked?: boolean }) {
  const { name, label, value = 'ya', checked = false, error, hint } = props;
  return (
    <div class="field">
      {error && <FieldError name={name} error={error} />}
      <label class="choice" for={fieldId(name)}>
        <input {...describe(props)} class="checkbox checkbox-primary" type="checkbox" value={value} checked={checked} />
        <span>
          {label}
          {hint && (
            <span id={`${fieldId(name)}-hint`} class="field-hint block">
              {hint}
            </span>
          )}
        </span>
      </label>
    </div>
  );
}
