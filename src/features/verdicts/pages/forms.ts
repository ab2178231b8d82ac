import type { OpenPlenary, PlenaryView } from '../plenary-page.ts';

/** A form that came back: which one, what was typed in it, and what is wrong with each field. */
export interface Returned {
  form: string;
  typed: Readonly<Record<string, string | string[]>>;
  errors: Readonly<Record<string, string>>;
}

/** What stands in a field of a form: what was typed when it came back, else what is known. */
export function fieldsOf(returned: Returned | null, form: string) {
  const own = returned?.form === form ? returned : null;
  return {
    back: own !== null,
    value: (name: string, known = ''): string => {
      const typed = own?.typed[name];
      return (Array.isArray(typed) ? typed.at(-1) : typed) ?? known;
    },
    values: (name: string): string[] => [own?.typed[name] ?? []].flat(),
    error: (name: string): string | undefined => own?.errors[name],
  };
}

export interface PlenaryPageProps {
  view: PlenaryView;
  /** Ids for what the forms would make. */
  ids: Record<'plenary' | 'question' | 'chair' | 'line' | 'correction', string>;
  returned: Returned | null;
}

/** What every part of the page is given. */
export interface PartProps extends PlenaryPageProps {
  plenary: OpenPlenary;
  /** Path of the plenary. */
  to: string;
}
