import type { EntryContent } from '#features/competitions/index.ts';
import { A, Chip, Chips, type Definition, DefinitionList, Fold, formatDate, Icon, useMessages } from '#ui/index.ts';

interface Props {
  content: EntryContent;
  /** Whose it is; null where that is hidden. */
  organization: string | null;
  showIndex: boolean;
}

const parts = ['problem', 'howItWorks', 'novelty', 'advantage', 'benefit', 'result'] as const;

/** What a juror reads of an entry. A video is a link: nothing of another site is loaded before somebody wants it. */
export function EntryReading({ content, organization, showIndex }: Props) {
  const { desk } = useMessages();
  const texts: Definition[] = parts
    .filter((part) => content[part] !== '')
    .map((part) => ({ term: desk.parts[part], value: <span class="whitespace-pre-line">{content[part]}</span> }));
  const facts: Definition[] = [
    ...(organization === null ? [] : [{ term: desk.whose, value: organization }]),
    ...(content.implementedOn === null ? [] : [{ term: desk.implementedOn, value: formatDate(content.implementedOn) }]),
  ];
  return (
    <section aria-label={desk.content} class="grid gap-4 mb-8">
      {content.summary !== '' && <p class="whitespace-pre-line">{content.summary}</p>}
      {organization === null && <p class="field-hint">{desk.blind}</p>}
      {facts.length > 0 && <DefinitionList items={facts} />}
      <Video address={content.video} />
      {showIndex && <Levels levels={content.levels} />}
      {texts.length > 0 && (
        <Fold summary={desk.content}>
          <DefinitionList items={texts} />
        </Fold>
      )}
    </section>
  );
}

function Video({ address }: { address: string | null }) {
  const { desk } = useMessages();
  if (address === null || !/^https?:\/\//i.test(address)) return null;
  return (
    <p>
      <A to={address} class="link inline-flex items-center gap-1.5 wrap-anywhere" rel="noopener noreferrer nofollow">
        <Icon name="video" size={20} />
        {desk.video}
        <Icon name="external-link" size={15} />
      </A>
      <span class="field-hint block">{desk.videoHint}</span>
    </p>
  );
}

function Levels({ levels }: { levels: EntryContent['levels'] }) {
  const { desk } = useMessages();
  const known = Object.entries(levels ?? {});
  if (known.length === 0) return null;
  return (
    <div>
      <h2 class="text-lg">{desk.levels}</h2>
      <Chips>
        {known.map(([code, level]) => (
          <Chip tone="nila">{`${code}: ${desk.level(String(level))}`}</Chip>
        ))}
      </Chips>
    </div>
  );
}
