import type { SimilarInnovation } from './similar.ts';

/** So much of the text goes into the address of a question; the rest says little that is new. */
const longest = 1200;

/** The address that asks for what is like the words in the form; null while there are none. */
export function ideaIn(
  form: HTMLFormElement,
  from: string,
  fields: { title: string | null; texts: readonly string[] },
  storedTitle: string,
  keep: string | null,
): string | null {
  const typed = (name: string) => {
    const control = form.elements.namedItem(name);
    return control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement ? control.value.trim() : '';
  };
  const title = fields.title === null ? storedTitle : typed(fields.title);
  const text = eachOnce(fields.texts.map(typed).join(' '));
  if (title === '' && text === '') return null;
  const address = new URL(from, location.href);
  address.searchParams.set('judul', title);
  address.searchParams.set('uraian', text);
  if (keep) address.searchParams.set('pilihan', keep);
  return address.pathname + address.search;
}

/** The words of a text, each once, cut to what fits. */
function eachOnce(text: string): string {
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])].join(' ').slice(0, longest);
}

/** @returns why, when the question was not answered: the server was not reached, or it failed */
export async function askSimilar(
  address: string,
  signal: AbortSignal,
): Promise<SimilarInnovation[] | 'failed' | 'noSignal'> {
  try {
    const answer = await fetch(address, { headers: { Accept: 'application/json' }, signal });
    if (!answer.ok) return 'failed';
    const body = (await answer.json()) as { found: SimilarInnovation[] };
    return body.found;
  } catch {
    return 'noSignal';
  }
}

/** Tells the draft on what it builds; '' for nothing. */
export async function sendBasis(
  draft: { to: string; version: number },
  basedOn: string,
): Promise<'saved' | 'failed' | 'noSignal' | 'conflict'> {
  try {
    const body = new URLSearchParams({ version: String(draft.version), basedOn });
    const answer = await fetch(draft.to, { method: 'POST', headers: { Accept: 'application/json' }, body });
    if (answer.status === 409) return 'conflict';
    if (!answer.ok) return 'failed';
    draft.version = ((await answer.json()) as { version: number }).version;
    return 'saved';
  } catch {
    return 'noSignal';
  }
}
