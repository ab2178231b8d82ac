import { countWords } from '../words.ts';

/** Keeps the counts of a form true while somebody types; the server wrote the first ones. */
export function countLive(form: HTMLFormElement): () => void {
  const outputs = [...form.querySelectorAll<HTMLOutputElement>('output[data-text]')];
  const update = () => {
    for (const output of outputs) showCount(form, output);
  };
  update();
  form.addEventListener('input', update);
  return () => form.removeEventListener('input', update);
}

function showCount(form: HTMLFormElement, output: HTMLOutputElement): void {
  const { wordsOf, charactersOf, text = '', elsewhere = '0', min = '0' } = output.dataset;
  const count = wordsOf === undefined ? charactersIn(charactersOf) : Number(elsewhere) + wordsIn(form, wordsOf);
  const said = text.replace('{n}', String(count));
  if (output.textContent !== said) output.textContent = said;
  if (wordsOf !== undefined) output.classList.toggle('is-enough', count >= Number(min));
}

function wordsIn(form: HTMLFormElement, group: string): number {
  const areas = form.querySelectorAll<HTMLTextAreaElement>(`textarea[data-words="${CSS.escape(group)}"]`);
  return [...areas].reduce((sum, area) => sum + countWords(area.value), 0);
}

function charactersIn(id: string | undefined): number {
  const area = id === undefined ? null : document.getElementById(id);
  return area instanceof HTMLTextAreaElement ? area.value.length : 0;
}
