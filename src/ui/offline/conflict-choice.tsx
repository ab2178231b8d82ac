import { labelOf } from './form-fields.ts';
import { differingNames, type Entry } from './outbox.ts';

export interface ConflictWords {
  conflict: string;
  conflictHelp: string;
  keepMine: string;
  takeTheirs: string;
  theirVersion: string;
}

interface Props {
  form: HTMLFormElement | null;
  entry: Entry;
  words: ConflictWords;
  choose: (choice: 'mine' | 'theirs') => Promise<void>;
}

/** Two versions of the same words: shows the other one and lets the person choose; nothing is lost before that. */
export function ConflictChoice({ form, entry, words, choose }: Props) {
  const theirs = entry.theirs?.fields ?? {};
  const names = differingNames(entry.fields, theirs);
  return (
    <div class="conflict">
      <p>{words.conflictHelp}</p>
      {form &&
        names.map((name) => (
          <details key={name}>
            <summary>{`${labelOf(form, name)}: ${words.theirVersion}`}</summary>
            <p class="conflict-text">{[theirs[name] ?? ''].flat().join(', ') || '—'}</p>
          </details>
        ))}
      <div class="flex flex-wrap gap-2">
        <button type="button" class="btn btn-primary" onClick={() => choose('mine')}>
          {words.keepMine}
        </button>
        <button type="button" class="btn button-plain" onClick={() => choose('theirs')}>
          {words.takeTheirs}
        </button>
      </div>
    </div>
  );
}
