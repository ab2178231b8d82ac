import type { ComponentChildren } from 'preact';
import type { Indicator } from '#features/innovation-index/index.ts';
import {
  Button,
  ButtonLink,
  Card,
  Chip,
  Chips,
  ConfirmBlock,
  Form,
  formatDate,
  href,
  Icon,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { ShownDocument } from '../document.ts';
import { accepts } from '../missing.ts';
import { saySize } from './words.ts';

export interface DocumentListProps {
  documents: readonly ShownDocument[];
  /** null: the innovation itself, for which the ministry asks nothing. */
  indicator: Indicator | null;
  /** Address of an act of this place. */
  to: (act: string) => string;
  mayWrite: boolean;
  mostPdfBytes: number;
}

/** What serves in one place, each with what can be done to it. */
export function DocumentList({ documents, indicator, to, mayWrite, mostPdfBytes }: DocumentListProps) {
  const { evidence: words } = useMessages();
  return (
    <Card title={words.list}>
      <ul class="divide-y divide-garis border-t border-garis">
        {documents.map((document) => (
          <DocumentLine document={document}>
            <Chips>
              {document.isPublic && <Chip tone="nila">{words.public}</Chip>}
              {indicator && !accepts(indicator, document) && <Chip tone="kunyit">{words.notTaken}</Chip>}
              {document.mediaType === 'application/pdf' && (document.bytes ?? 0) > mostPdfBytes && (
                <Chip tone="kunyit">{words.overLimit}</Chip>
              )}
            </Chips>
            {mayWrite && <DocumentActs document={document} to={to} />}
          </DocumentLine>
        ))}
      </ul>
    </Card>
  );
}

/** Thumbnail, title and facts of one document; `children` stand below. */
export function DocumentLine({ document, children }: { document: ShownDocument; children?: ComponentChildren }) {
  const { base } = useFrame();
  const target = document.address ?? href(base, `/berkas/${document.id}`);
  return (
    <li class="flex gap-3 py-4">
      {document.hasThumbnail ? (
        <img
          src={href(base, `/berkas/${document.id}/kecil`)}
          alt=""
          width={72}
          height={72}
          loading="lazy"
          class="size-18 shrink-0 rounded-lg border border-garis object-cover"
        />
      ) : (
        <span class="grid size-18 shrink-0 place-items-center rounded-lg border border-garis bg-kertas-2 text-tinta-2">
          <Icon name={document.kind === 'video' ? 'video' : 'file-text'} size={20} />
        </span>
      )}
      <div class="grid min-w-0 flex-1 content-start gap-2">
        <div>
          <a
            href={target}
            class="link inline-flex min-h-11 items-center wrap-anywhere font-semibold"
            rel={document.kind === 'video' ? 'noopener noreferrer' : undefined}
          >
            {document.title}
          </a>
          <p class="text-sm text-tinta-2">
            <Facts document={document} />
          </p>
        </div>
        {children}
      </div>
    </li>
  );
}

function Facts({ document: { kind, mediaType, bytes, addedAt } }: { document: ShownDocument }) {
  const messages = useMessages();
  const { kinds, added } = messages.evidence;
  const family =
    kind === 'video'
      ? kinds.video
      : mediaType === 'application/pdf'
        ? kinds.pdf
        : mediaType?.startsWith('image/')
          ? kinds.image
          : kinds.sheet;
  const facts = [family, bytes === null ? '' : saySize(messages, bytes), added(formatDate(addedAt))];
  return <>{facts.filter(Boolean).join(' · ')}</>;
}

function DocumentActs({
  document: { id, title, isPublic },
  to,
}: {
  document: ShownDocument;
  to: (act: string) => string;
}) {
  const { evidence: words } = useMessages();
  return (
    <div class="flex flex-wrap items-start gap-2">
      <ButtonLink to={to(`${id}/pakai`)} tone="plain" icon="copy">
        {words.elsewhere}
        <span class="sr-only">{`: ${title}`}</span>
      </ButtonLink>
      <Form action={to(`${id}/publik`)} hidden={{ publik: isPublic ? 'tidak' : 'ya' }}>
        <Button tone="plain" icon={isPublic ? 'lock' : 'eye'}>
          {isPublic ? words.hide : words.show}
          <span class="sr-only">{`: ${title}`}</span>
        </Button>
      </Form>
      <ConfirmBlock open={words.detach} question={words.detachQuestion}>
        <Form action={to(`${id}/lepas`)}>
          <Button tone="danger">{words.detachYes(title)}</Button>
        </Form>
      </ConfirmBlock>
    </div>
  );
}
