import { openData } from '#messages/id/open-data.ts';
import type { Messages } from '#messages/id.ts';

type ApiWords = Messages['openData']['api'];

/** What the docs page shows of the document's sentences. */
const shownOf = ({ description, tags, operations, answers, parameters, fields }: ApiWords) => [
  { description },
  tags,
  operations,
  answers,
  parameters,
  fields.newDraft,
  fields.save,
  fields.step,
];

/** Each sentence of the document, which is written in Indonesian, with the reader's words for it. */
export function sentencePairs(reader: ApiWords): [written: string, read: string][] {
  const theirs = shownOf(reader);
  return shownOf(openData.api).flatMap((part, at) =>
    Object.entries(part).map(([name, written]): [string, string] => [
      written,
      (theirs[at] as Record<string, string>)[name] ?? written,
    ]),
  );
}

/** Says a sentence of the document in the reader's language. */
export function readerOf(reader: ApiWords): (sentence: string) => string {
  const words = new Map(sentencePairs(reader));
  return (sentence) => words.get(sentence) ?? sentence;
}
