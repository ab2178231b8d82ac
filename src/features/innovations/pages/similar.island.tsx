import { useEffect, useRef, useState } from 'preact/hooks';
import { type SimilarInnovation, similarShown } from '../similar.ts';
import { askSimilar, ideaIn, sendBasis } from '../similar-browser.ts';
import { SimilarList, type SimilarWords } from './similar-list.tsx';

export interface SimilarPanelWords extends SimilarWords {
  button: string;
  searching: string;
  /** With `{n}`. */
  found: string;
  none: string;
  failed: string;
  noSignal: string;
  question: string;
  newOne: string;
  choose: string;
  /** With `{title}`. */
  chooseLabel: string;
  chosen: string;
  remove: string;
  removed: string;
  conflict: string;
}

export interface SimilarPanelProps {
  words: SimilarPanelWords;
  base: string;
  /** Address that answers with what is similar, with its query. */
  from: string;
  /** Names of the fields that are read; what the title is when it is not on this page. */
  fields: { title: string | null; texts: readonly string[] };
  title: string;
  found: SimilarInnovation[];
  /** A draft that exists takes the choice at once; one that begins takes it with its form. */
  draft: { to: string; version: number } | null;
  chosen: { id: string; title: string } | null;
}

type Standing = 'quiet' | 'searching' | 'answered' | 'failed' | 'noSignal' | 'conflict' | 'removed';

const pause = 700;

/** Shows what is similar while somebody types. Without script its button sends the form, which answers with a page. */
export default function SimilarPanel(props: SimilarPanelProps) {
  const { words, base, draft } = props;
  const place = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  const [standing, setStanding] = useState<Standing>('quiet');
  const [found, setFound] = useState(props.found);
  const [chosen, setChosen] = useState(props.chosen);
  const search = useSearch(props, place, chosen?.id ?? null, (next, list) => {
    setStanding(next);
    if (list) setFound(list);
  });
  useEffect(() => {
    setReady(true);
    return search.listen();
  }, []);
  const choose = async (one: { id: string; title: string } | null) => {
    if (!draft) return setChosen(one);
    const outcome = await sendBasis(draft, one?.id ?? '');
    if (outcome === 'saved') setChosen(one);
    setStanding(outcome !== 'saved' ? outcome : one ? 'quiet' : 'removed');
  };
  const shown = keepChosen(found, chosen, draft === null);
  return (
    <div ref={place} class="grid gap-3">
      {draft && chosen && (
        <Chosen chosen={chosen} words={words} base={base} ready={ready} remove={() => choose(null)} />
      )}
      <div>
        <button
          type={ready ? 'button' : 'submit'}
          name="mirip"
          value="1"
          class="btn button-plain"
          onClick={ready ? () => search.now() : undefined}
        >
          {words.button}
        </button>
      </div>
      <p role="status" class={`text-sm text-tinta-2 ${standing === 'quiet' ? 'sr-only' : ''}`}>
        {said(standing, words, found.length)}
      </p>
      <Found {...props} found={shown} chosen={chosen?.id ?? ''} choose={ready || !draft ? choose : null} />
    </div>
  );
}

interface FoundProps extends Pick<SimilarPanelProps, 'words' | 'base' | 'draft'> {
  found: readonly SimilarInnovation[];
  chosen: string;
  /** null: cannot be chosen here yet. */
  choose: ((one: { id: string; title: string } | null) => void) | null;
}

/** A draft takes a choice by a button; the form of one that begins by a radio, which works without script. */
function Found({ found, chosen, choose, words, base, draft }: FoundProps) {
  if (found.length === 0) return null;
  const choice = (one: SimilarInnovation) => {
    if (!choose) return null;
    if (draft) return chosen !== one.id && <Choose one={one} words={words} choose={() => choose(one)} />;
    const checked = chosen === one.id;
    return <Radio value={one.id} label={words.choose} title={one.title} checked={checked} choose={() => choose(one)} />;
  };
  return (
    <fieldset class="grid gap-3">
      <legend class="mb-2 font-semibold">{draft ? words.heading : words.question}</legend>
      <SimilarList found={found} words={words} base={base} choice={choice} />
      {!draft && <Radio value="" label={words.newOne} checked={chosen === ''} choose={() => choose?.(null)} />}
    </fieldset>
  );
}

/** What was chosen stays in sight, whatever is found after it. */
function keepChosen(found: readonly SimilarInnovation[], chosen: SimilarPanelProps['chosen'], wanted: boolean) {
  const missing = wanted && chosen && !found.some((one) => one.id === chosen.id);
  if (!missing) return found;
  const kept = { ...chosen, summary: '', organizationName: '', state: 'accepted' as const, example: false, words: [] };
  return [kept, ...found].slice(0, similarShown);
}

function said(standing: Standing, words: SimilarPanelWords, count: number): string {
  switch (standing) {
    case 'searching':
      return words.searching;
    case 'answered':
      return count === 0 ? words.none : words.found.replace('{n}', String(count));
    case 'failed':
    case 'noSignal':
    case 'conflict':
    case 'removed':
      return words[standing];
    default:
      return '';
  }
}

interface Search {
  listen(): () => void;
  now(): void;
}

/** One question at a time, a moment after the last key; an answer that was overtaken is dropped. */
function useSearch(
  { from, fields, title }: SimilarPanelProps,
  place: { current: HTMLElement | null },
  keep: string | null,
  tell: (standing: Standing, found?: SimilarInnovation[]) => void,
): Search {
  const asking = useRef<AbortController | null>(null);
  const asked = useRef('');
  const kept = useRef(keep);
  kept.current = keep;
  const ask = async (again: boolean) => {
    const form = place.current?.closest('form');
    if (!form) return;
    const address = ideaIn(form, from, fields, title, kept.current);
    if (!address || (address === asked.current && !again)) return;
    asked.current = address;
    asking.current?.abort();
    asking.current = new AbortController();
    const { signal } = asking.current;
    if (again) tell('searching');
    const found = await askSimilar(address, signal);
    if (!signal.aborted) typeof found === 'string' ? tell(found) : tell('answered', found);
  };
  return {
    now: () => void ask(true),
    listen() {
      const form = place.current?.closest('form');
      let timer: ReturnType<typeof setTimeout> | undefined;
      const typed = (event: Event) => {
        const name = event.target instanceof Element && event.target.getAttribute('name');
        if (!name || ![fields.title, ...fields.texts].includes(name)) return;
        clearTimeout(timer);
        timer = setTimeout(() => void ask(false), pause);
      };
      form?.addEventListener('input', typed);
      return () => {
        clearTimeout(timer);
        asking.current?.abort();
        form?.removeEventListener('input', typed);
      };
    },
  };
}

interface ChosenProps {
  chosen: { id: string; title: string };
  words: SimilarPanelWords;
  base: string;
  ready: boolean;
  remove: () => void;
}

function Chosen({ chosen, words, base, ready, remove }: ChosenProps) {
  return (
    <p class="rounded-card border border-tarum-200 bg-tarum-50 p-4">
      {`${words.chosen} `}
      <a class="link" href={`${base}/inovasi/${chosen.id}`}>
        {chosen.title}
      </a>{' '}
      {ready && (
        <button type="button" class="btn btn-ghost text-tarum-700" onClick={remove}>
          {words.remove}
        </button>
      )}
    </p>
  );
}

interface ChooseProps {
  one: SimilarInnovation;
  words: SimilarPanelWords;
  choose: () => void;
}

function Choose({ one, words, choose }: ChooseProps) {
  return (
    <button
      type="button"
      class="btn button-plain mt-2"
      aria-label={words.chooseLabel.replace('{title}', one.title)}
      onClick={choose}
    >
      {words.choose}
    </button>
  );
}

interface RadioProps {
  value: string;
  label: string;
  title?: string;
  checked: boolean;
  choose: () => void;
}

function Radio({ value, label, title, checked, choose }: RadioProps) {
  return (
    <label class="mt-1 flex min-h-11 items-center gap-3">
      <input type="radio" class="radio" name="basedOn" value={value} checked={checked} onChange={choose} />
      <span>
        {label}
        {title && <span class="sr-only">{`: ${title}`}</span>}
      </span>
    </label>
  );
}
