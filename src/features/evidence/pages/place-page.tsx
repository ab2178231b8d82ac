import type { Indicator } from '#features/innovation-index/index.ts';
import type { LeveledInnovation } from '#features/innovations/index.ts';
import type { Fault } from '#platform/errors.ts';
import type { Refused } from '#platform/files/intake.ts';
import { A, Alert, Card, EmptyState, ErrorSummary, Page, useMessages } from '#ui/index.ts';
import { placeInAddress, type ShownDocument } from '../document.ts';
import { acceptsFiles } from '../missing.ts';
import { DocumentList } from './document-list.tsx';
import { ReuseForm, SendForm, VideoForm } from './place-forms.tsx';
import { sayFaults, saySize } from './words.ts';

export interface RefusedFiles {
  refused: readonly Refused[];
  /** How many others were kept. */
  saved: number;
}

export interface PlacePageProps {
  innovation: LeveledInnovation;
  /** '' for the innovation itself, else the code of `indicator`. */
  place: string;
  indicator: Indicator | null;
  documents: readonly ShownDocument[];
  /** Documents of the organisation that do not serve here yet. */
  reusable: readonly { id: string; title: string }[];
  mayWrite: boolean;
  mostPdfBytes: number;
  /** Of the names of files that are taken. */
  endings: readonly string[];
  faults: readonly Fault[];
  files: RefusedFiles;
  typed: Readonly<Record<string, string>>;
}

/** One place: what is asked there, what serves, and the ways to add to it. */
export function PlacePage(props: PlacePageProps) {
  const { innovation, place, indicator, documents, reusable, mayWrite, mostPdfBytes, faults, files, typed, endings } =
    props;
  const messages = useMessages();
  const words = messages.evidence;
  const home = `/kerja/inovasi/${innovation.id}/berkas`;
  const to = (act: string) => `${home}/${act}?untuk=${placeInAddress(place)}`;
  const problems = sayFaults(messages, faults);
  const name = indicator ? words.place(String(indicator.number), indicator.name) : words.innovation;
  return (
    <Page
      title={name}
      width="form"
      breadcrumb={[
        { label: innovation.title, to: `/kerja/inovasi/${innovation.id}` },
        { label: words.title, to: home },
        { label: name },
      ]}
    >
      <div class="grid gap-6">
        <ErrorSummary errors={problems} />
        <RefusedList files={files} />
        <Asked indicator={indicator} mostPdfBytes={mostPdfBytes} />
        {documents.length > 0 ? (
          <DocumentList
            documents={documents}
            indicator={indicator}
            to={to}
            mayWrite={mayWrite}
            mostPdfBytes={mostPdfBytes}
          />
        ) : (
          <EmptyState title={words.emptyTitle}>{mayWrite ? words.emptyText : words.emptyReader}</EmptyState>
        )}
        {mayWrite ? (
          <>
            <SendForm
              to={to}
              home={home}
              typed={typed}
              problems={problems}
              mostPdfBytes={mostPdfBytes}
              endings={endings}
              mayJoin={indicator === null || acceptsFiles(indicator, 'application/pdf')}
            />
            {reusable.length > 0 && <ReuseForm to={to} documents={reusable} problems={problems} />}
            <VideoForm to={to} typed={typed} problems={problems} />
          </>
        ) : (
          <Alert>{words.readOnly}</Alert>
        )}
        <p>
          <A to={home} class="link inline-flex min-h-11 items-center">
            {words.back}
          </A>
        </p>
      </div>
    </Page>
  );
}

function RefusedList({ files: { refused, saved } }: { files: RefusedFiles }) {
  const { common, evidence } = useMessages();
  if (refused.length === 0) return null;
  return (
    <Alert tone="error" title={evidence.refusedTitle} live>
      <ul class="grid gap-1">
        {refused.map(({ name, refusal }) => (
          <li class="wrap-anywhere">{evidence.refusedLine(name, common.files[refusal])}</li>
        ))}
      </ul>
      <p class="mt-2">{evidence.refusedSaved(saved)}</p>
    </Alert>
  );
}

/** The ministry's own words for what proves this indicator. */
function Asked({ indicator, mostPdfBytes }: { indicator: Indicator | null; mostPdfBytes: number }) {
  const messages = useMessages();
  const words = messages.evidence;
  if (!indicator) return null;
  return (
    <Card title={words.asked} tone="tint">
      {indicator.evidence && <p>{indicator.evidence}</p>}
      {indicator.fileTypes && <p class="mt-1 text-tinta-2">{words.askedFiles(indicator.fileTypes.join(', '))}</p>}
      {indicator.fileTypes?.includes('pdf') && (
        <p class="mt-1 text-sm text-tinta-2">{words.limit(saySize(messages, mostPdfBytes))}</p>
      )}
    </Card>
  );
}
