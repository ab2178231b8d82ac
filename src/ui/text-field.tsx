import { describe, Field, type FieldProps, fieldId } from './field.tsx';

export interface TextFieldProps extends FieldProps {
  value?: string | null;
  type?: 'text' | 'email' | 'tel' | 'url' | 'search';
  autocomplete?: string;
  maxlength?: number;
  placeholder?: string;
  width?: 'full' | 'half' | 'short';
  /** Offered by the browser while somebody types; anything else may be typed too. */
  suggestions?: readonly string[];
}

const widths = { full: 'w-full', half: 'w-full max-w-72', short: 'w-full max-w-36' };

export function TextField(props: TextFieldProps) {
  const { value, type = 'text', autocomplete, maxlength, placeholder, width = 'full', suggestions } = props;
  const list = suggestions && `${fieldId(props.name)}-list`;
  return (
    <Field {...props}>
      <input
        {...describe(props)}
        class={`input ${widths[width]}`}
        type={type as 'text'} // Preact types every kind of input apart; these differ in their role only
        value={value ?? undefined}
        autocomplete={autocomplete}
        maxlength={maxlength}
        placeholder={placeholder}
        list={list}
      />
      {suggestions && (
        <datalist id={list}>
          {suggestions.map((one) => (
            <option value={one} />
          ))}
        </datalist>
      )}
    </Field>
  );
}

export interface PasswordFieldProps extends FieldProps {
  /** `off` for what a browser must not keep: the secret of something else than this account. */
  autocomplete: 'current-password' | 'new-password' | 'off';
}

/** Never sends a typed password back to the page. */
export function PasswordField(props: PasswordFieldProps) {
  return (
    <Field {...props}>
      <input {...describe(props)} class="input w-full" type="password" autocomplete={props.autocomplete} />
    </Field>
  );
}

export interface NumberFieldProps extends FieldProps {
  value?: number | string | null;
  /** After the input: "orang", "hari". */
  unit?: string;
}

/** Digits on the phone's keyboard, but text, so that what was typed is kept whatever it was. */
export function NumberField(props: NumberFieldProps) {
  return (
    <Field {...props}>
      <span class="flex items-center gap-2">
        <input
          {...describe(props)}
          class="input w-full max-w-36 tabular-nums"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          value={props.value ?? undefined}
        />
        {props.unit && <span class="text-tinta-2">{props.unit}</span>}
      </span>
    </Field>
  );
}

export interface DateFieldProps extends FieldProps {
  /** "2026-11-24" */
  value?: string | null;
  min?: string;
  max?: string;
}

export function DateField(props: DateFieldProps) {
  return (
    <Field {...props}>
      <input
        {...describe(props)}
        class="input w-full max-w-52"
        type="date"
        value={props.value ?? undefined}
        min={props.min}
        max={props.max}
      />
    </Field>
  );
}

export function HiddenField({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={name} value={value} />;
}
