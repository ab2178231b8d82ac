import type { ComponentChildren } from 'preact';
import { describe, Field, type FieldProps, fieldId } from './field.tsx';
import { useMessages } from './frame.tsx';
import { countWords } from './words.ts';

export interface TextAreaProps extends FieldProps {
  value?: string | null;
  rows?: number;
  maxlength?: number;
  /** Name of the text that this field is a part of: its words are counted together by `WordCount`. */
  wordsOf?: string;
  placeholder?: string;
  /** Right under the input: a `WordCount`. */
  below?: ComponentChildren;
}

export function TextArea(props: TextAreaProps) {
  const { value, rows = 4, maxlength, wordsOf, placeholder } = props;
  return (
    <Field {...props} below={props.below ?? (wordsOf ? undefined : <CharacterCount {...props} />)}>
      <textarea
        {...describe(props)}
        class="textarea w-full"
        rows={rows}
        maxlength={maxlength}
        placeholder={placeholder}
        data-words={wordsOf}
      >
        {value ?? ''}
      </textarea>
    </Field>
  );
}

function CharacterCount({ name, maxlength }: TextAreaProps) {
  const { ui } = useMessages();
  if (maxlength === undefined) return null;
  return (
    <output
      class="field-count"
      for={fieldId(name)}
      data-characters-of={fieldId(name)}
      data-text={ui.characters('{n}', String(maxlength))}
    >
      {ui.atMost(String(maxlength))}
    </output>
  );
}

export interface WordCountProps {
  /** The `wordsOf` of the fields that are counted together. */
  of: string;
  /** Texts of those fields on this page, as the server knows them. */
  texts: readonly (string | null | undefined)[];
  /** Words in parts of the same text that are on other pages. */
  elsewhere?: number;
  min: number;
  /** What the words belong to: "seluruh rancang bangun". */
  scope?: string;
}

/** "124 dari 300 kata seluruh rancang bangun": right without script, live with it. */
export function WordCount({ of, texts, elsewhere = 0, min, scope = '' }: WordCountProps) {
  const { ui } = useMessages();
  const count = elsewhere + texts.reduce((sum, text) => sum + countWords(text ?? ''), 0);
  const text = (n: string) => `${ui.words(n, String(min))} ${scope}`.trim();
  return (
    <output
      class={`field-count ${count >= min ? 'is-enough' : ''}`}
      data-words-of={of}
      data-elsewhere={elsewhere}
      data-min={min}
      data-text={text('{n}')}
    >
      {text(String(count))}
    </output>
  );
}
