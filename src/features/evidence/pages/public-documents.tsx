import { Card, useMessages } from '#ui/index.ts';
import type { ShownDocument } from '../document.ts';
import { DocumentLine } from './document-list.tsx';

/** What an organisation shows of its evidence on the public page of an accepted innovation. */
export function PublicDocuments({ documents }: { documents: readonly ShownDocument[] }) {
  const { evidence: words } = useMessages();
  return (
    <Card title={words.publicTitle} icon="file-text">
      <ul class="divide-y divide-garis border-t border-garis">
        {documents.map((document) => (
          <DocumentLine document={document} />
        ))}
      </ul>
    </Card>
  );
}
