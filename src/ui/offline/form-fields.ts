import type { Fields } from './outbox.ts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const skipped = new Set(['hidden', 'password', 'file', 'submit', 'button', 'image', 'reset']);

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement) &&
      element.name !== '' &&
      !element.disabled &&
      !skipped.has(element.type),
  );
}

/** What the form holds now: a text for each field, a list for each group of checkboxes. */
export function readFields(form: HTMLFormElement): Fields {
  const fields: Record<string, string | string[]> = {};
  for (const control of controlsOf(form)) {
    if (!(control instanceof HTMLInputElement) || (control.type !== 'checkbox' && control.type !== 'radio')) {
      fields[control.name] = control.value;
    } else if (control.type === 'radio') {
      if (control.checked || !(control.name in fields)) fields[control.name] = control.checked ? control.value : '';
    } else {
      const chosen = fields[control.name] ?? [];
      fields[control.name] = [...chosen, ...(control.checked ? [control.value] : [])];
    }
  }
  return fields;
}

/** Puts kept words back into the form. */
export function writeFields(form: HTMLFormElement, fields: Fields): void {
  for (const control of controlsOf(form)) {
    const value = fields[control.name];
    if (value === undefined) continue;
    if (control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')) {
      control.checked = [value].flat().includes(control.value);
    } else if (typeof value === 'string' && control.value !== value) {
      control.value = value;
    }
  }
}

/** The version goes with the form's own submit too, so that a save just before it is no conflict. */
export function writeVersion(form: HTMLFormElement, version: number): void {
  form.dataset.version = String(version);
  const field = form.elements.namedItem('version');
  if (field instanceof HTMLInputElement && field.type === 'hidden') field.value = String(version);
}

export function labelOf(form: HTMLFormElement, name: string): string {
  const control = controlsOf(form).find((candidate) => candidate.name === name);
  const legend = control?.closest('fieldset')?.querySelector('legend');
  return (legend ?? control?.labels?.[0])?.textContent ?? name;
}
