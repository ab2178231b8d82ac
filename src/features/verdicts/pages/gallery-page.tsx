import type { VNode } from 'preact';
import { A, Alert, Card, Chip, Page, Section, useMessages } from '#ui/index.ts';
import type { PublicVerdict, ShownEntry } from '../published.queries.ts';
import { byCategory, EntryLine, PlaceWords } from './entry-lines.tsx';

export interface GalleryPageProps {
  verdict: PublicVerdict;
  /** What the organisations show of their accepted innovations, by the innovation's id. */
  documents: ReadonlyMap<string, VNode | null>;
}

/** Winners and finalists with what they are about and what they show of themselves. */
export function GalleryPage({ verdict, documents }: GalleryPageProps) {
  const { aftermath } = useMessages();
  const { contest, shown } = verdict;
  return (
    <Page
      title={aftermath.gallery.title}
      lead={aftermath.gallery.lead(contest.name)}
      breadcrumb={[
        { label: aftermath.result.title, to: `/lomba/${contest.id}/hasil` },
        { label: aftermath.gallery.title },
      ]}
      example={contest.example}
    >
      {contest.example && <Alert tone="warning">{aftermath.example}</Alert>}
      {byCategory(shown).map(([category, entries]) => (
        <Section title={category}>
          <div class="grid gap-5 lg:grid-cols-2 lg:items-start">
            {entries.map((entry) => (
              <Shown entry={entry} documents={documents.get(entry.innovationId) ?? null} />
            ))}
          </div>
        </Section>
      ))}
    </Page>
  );
}

function Shown({ entry, documents }: { entry: ShownEntry; documents: VNode | null }) {
  const { gallery } = useMessages().aftermath;
  return (
    <Card>
      <div class="mb-2">
        <Chip tone={entry.place === null ? undefined : 'tarum'}>
          <PlaceWords place={entry.place} />
        </Chip>
      </div>
      <EntryLine entry={entry}>{entry.summary && <p class="mt-2">{entry.summary}</p>}</EntryLine>
      {entry.innovationShown && (
        <p class="mt-3">
          <A to={`/inovasi/${entry.innovationId}`} class="link" label={`${gallery.open}: ${entry.title}`}>
            {gallery.open}
          </A>
        </p>
      )}
      {documents && <div class="mt-4">{documents}</div>}
    </Card>
  );
}
