import { describe, Field, FieldError, FieldGroup, type FieldProps, fieldId } from './field.tsx';
import { useMessages } from './frame.tsx';

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
  return (
    <Field {...props}>
      <select {...describe(props)} class="select w-full">
        {empty !== null && <option value="">{empty}</option>}
        {options.map((option) =>
          'options' in option ? (
            <optgroup label={option.label}>{option.options.map((inner) => choice(inner, value))}</optgroup>
          ) : (
            choice(option, value)
          ),
        )}
      </select>
    </Field>
  );
}

function choice({ value, label, disabled }: Option, chosen: string | null | undefined) {
  return (
    <option value={value} selected={value === chosen} disabled={disabled}>
      {label}
    </option>
  );
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
