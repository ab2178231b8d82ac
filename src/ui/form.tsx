import type { ComponentChildren } from 'preact';
import { fieldId } from './field.tsx';
import { useFrame, useMessages } from './frame.tsx';
import { Icon } from './icon.tsx';
import { href } from './link.tsx';

export interface FormProps {
  /** Path inside the tenant. */
  action: string;
  method?: 'post' | 'get';
  hidden?: Readonly<Record<string, string | number>>;
  /** Keeps what is typed (ui/offline): the page must hold `SaveState` somewhere in the form. */
  autosave?: Autosave;
  /** Holds a `FileField`. */
  upload?: boolean;
  id?: string;
  class?: string;
  children: ComponentChildren;
}

export interface Autosave {
  /** Path that takes `{ key, version, fields }` as JSON. */
  to: string;
  /** Version of the draft that this page shows. */
  version: number;
  /** Whose phone memory this is: an opaque key of the signed-in person, never their name. */
  owner: string;
  /** What the page shows was typed and is not saved: it came back with its faults. */
  unsaved?: boolean;
  /** The page itself stays on the device as it stands after each save, to be opened without a signal. */
  keepPage?: boolean;
}

/** A form that the server checks: the browser's own bubbles are off, because they speak another language. */
export function Form(props: FormProps) {
  const { action, method = 'post', hidden = {}, autosave, upload = false, id, class: more = '', children } = props;
  const { base } = useFrame();
  const saving = autosave && {
    'data-autosave': href(base, autosave.to),
    'data-version': autosave.version,
    'data-owner': autosave.owner,
    'data-unsaved': autosave.unsaved ? '' : undefined,
    'data-keep-page': autosave.keepPage ? '' : undefined,
  };
  return (
    <form
      id={id}
      action={href(base, action)}
      method={method}
      enctype={upload ? 'multipart/form-data' : undefined}
      class={`form ${more}`}
      novalidate
      {...saving}
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

/**
 * What the Enter key presses: the first button of a form. Stands first where another button comes before the main one.
 * Nobody sees or reaches it otherwise.
 */
export function DefaultButton() {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing focuses it, and a button without a box is not pressed by Enter everywhere
  return <button type="submit" class="sr-only" tabindex={-1} aria-hidden="true" />;
}

export interface FieldProblem {
  name: string;
  message: string;
}

/** On top of a form that came back: how many things, and a link to each. */
export function ErrorSummary({ errors }: { errors: readonly FieldProblem[] | Readonly<Record<string, string>> }) {
  const { ui } = useMessages();
  const problems: readonly FieldProblem[] = isList(errors)
    ? errors
    : Object.entries(errors).map(([name, message]) => ({ name, message }));
  if (problems.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabindex={-1} autofocus>
      <h2 class="text-base font-bold text-tinta">{ui.errorSummary(problems.length)}</h2>
      <ul>
        {problems.map(({ name, message }) => (
          <li>{name === '' ? message : <a href={`#${fieldId(name)}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}

function isList(errors: readonly FieldProblem[] | Readonly<Record<string, string>>): errors is readonly FieldProblem[] {
  return Array.isArray(errors);
}

/** Fixed at the foot of a form: one primary button that says where it leads, at most one plain one before it. */
export function StickyBar({ children }: { children: ComponentChildren }) {
  return (
    <div class="sticky-bar">
      <p class="sticky-note" role="alert" data-submit-note hidden />
      <div class="sticky-bar-inner">{children}</div>
    </div>
  );
}

export interface ConfirmBlockProps {
  /** Words of the button that opens the question. */
  open: string;
  /** What will happen. */
  question: string;
  /** Already unfolded: what was typed in it came back. */
  expanded?: boolean;
  /** The form that does it. */
  children: ComponentChildren;
}

/** Asks before what cannot be undone, without script. */
export function ConfirmBlock({ open, question, expanded = false, children }: ConfirmBlockProps) {
  return (
    <details class="confirm" open={expanded || undefined}>
      <summary class="btn button-plain">{open}</summary>
      <div class="confirm-body">
        <p class="flex gap-2">
          <Icon name="triangle-alert" size={20} class="mt-0.5 text-bata-700" />
          <span>{question}</span>
        </p>
        {children}
      </div>
    </details>
  );
}
