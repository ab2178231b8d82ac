import type { Decree, Letter } from '#platform/papers/document.ts';
import {
  A,
  Alert,
  Button,
  Card,
  ConfirmBlock,
  DefinitionList,
  ErrorSummary,
  Form,
  formatDate,
  formatDateTime,
  Page,
  TextArea,
  useMessages,
} from '#ui/index.ts';
import type { PaperWork } from '../paper.queries.ts';
import { limits } from '../paper.ts';
import type { PaperRow } from '../stored.queries.ts';
import { titleFor } from '../title-of-office.ts';
import { EditCard, type Errors, type Typed } from './edit-card.tsx';
import { Preview } from './preview.tsx';
import { StateChip } from './state-chip.tsx';
import { ScanCard, SignCard } from './validity-cards.tsx';

export interface PaperWorkPageProps {
  work: PaperWork;
  /** Of the cover letter that may be made here: pressing twice makes one. */
  letterId: string;
  body: Decree | Letter;
  verifyAt: string;
  errors: Errors;
  /** Of the form that came back; null when none did. */
  typed: Typed | null;
  /** Null where no signing service may be asked. */
  signing: 'service' | 'simulator' | null;
}

/** One paper for those who work on it: what it says, what it still needs, and the way to make it valid. */
export function PaperWorkPage({ work, letterId, body, verifyAt, errors, typed, signing }: PaperWorkPageProps) {
  const { papers } = useMessages();
  const { row, may } = work;
  return (
    <Page
      title={`${papers.kinds[row.kind]}: ${row.about}`}
      breadcrumb={[{ label: papers.list.title, to: '/kerja/naskah' }, { label: row.number || papers.list.noNumber }]}
      lead={row.state === 'valid' && row.simulated ? papers.verify.simulated : papers.next[row.state]}
      aside={<StateChip state={row.state} simulated={row.simulated} />}
    >
      <div class="grid items-start gap-6 lg:grid-cols-[1fr_24rem] lg:grid-rows-[auto_1fr]">
        <div class="grid min-w-0 gap-5">
          <ErrorSummary errors={errors} />
          {row.simulated && <Alert tone="warning">{papers.verify.simulated}</Alert>}
          {may.edit && <EditCard row={row} typed={typed} errors={errors} />}
          {row.state === 'issued' && <ScanCard work={work} errors={errors} />}
          {may.sign && signing && <SignCard work={work} errors={errors} simulated={signing === 'simulator'} />}
        </div>
        <div class="grid gap-5 lg:row-span-2">
          <Facts work={work} verifyAt={verifyAt} />
          <Deeds work={work} letterId={letterId} errors={errors} />
        </div>
        <Preview body={body} draft={row.state !== 'valid'} />
      </div>
    </Page>
  );
}

function Facts({ work: { row, madeBy }, verifyAt }: { work: PaperWork; verifyAt: string }) {
  const { papers, people } = useMessages();
  const words = papers.work;
  const digest = row.validSha256 ?? row.issuedSha256;
  return (
    <Card>
      <DefinitionList
        items={[
          { term: words.number, value: row.number },
          { term: words.date, value: row.datedOn && formatDate(row.datedOn) },
          { term: words.madeBy, value: titleFor(row.officeTitle, madeBy, people.titles) },
          { term: words.madeAt, value: words.madeAtHelp(formatDateTime(row.createdAt)) },
          { term: words.address, value: <span class="break-all">{verifyAt}</span> },
          ...(digest ? [{ term: words.digest, value: <code class="break-all text-sm">{digest}</code> }] : []),
          ...(row.validAt ? [{ term: words.becameValid, value: <ByWhat row={row} /> }] : []),
          ...(row.voidedAt
            ? [{ term: papers.states.void, value: words.voided(formatDateTime(row.voidedAt), row.voidReason) }]
            : []),
        ]}
      />
      <Files row={row} />
    </Card>
  );
}

function ByWhat({ row }: { row: PaperRow }) {
  const words = useMessages().papers.work;
  const when = row.validAt ? formatDateTime(row.validAt) : '';
  if (row.validBy === 'scan') return <>{words.byScan(when)}</>;
  return <>{row.simulated ? words.bySimulation(when) : words.byElectronic(when)}</>;
}

function Files({ row }: { row: PaperRow }) {
  const words = useMessages().papers.work;
  const home = `/kerja/naskah/${row.id}`;
  return (
    <ul class="mt-3 grid">
      {row.state !== 'valid' && <FileLink to={`${home}/draf.pdf`} label={words.draftPdf} />}
      {row.issuedSha256 && <FileLink to={`${home}/berkas.pdf`} label={words.signablePdf} />}
      {row.validSha256 && (
        <FileLink to={`${home}/sah.pdf`} label={row.simulated ? words.simulatedPdf : words.validPdf} />
      )}
    </ul>
  );
}

function FileLink({ to, label }: { to: string; label: string }) {
  return (
    <li class="flex min-h-11 items-center">
      <A to={to}>{label}</A>
    </li>
  );
}

function Deeds({ work, letterId, errors }: Pick<PaperWorkPageProps, 'work' | 'letterId' | 'errors'>) {
  const { work: words, coverLetter } = useMessages().papers;
  const { row, may } = work;
  const home = `/kerja/naskah/${row.id}`;
  const hidden = { version: row.version };
  if (!may.issue && !may.recall && !may.void) return null;
  return (
    <Card title={words.actions}>
      <div class="grid gap-3">
        {may.issue && (
          <ConfirmBlock open={words.issue} question={words.issueAsk}>
            <Form action={`${home}/kirim`} hidden={hidden}>
              <Button icon="send">{words.issueConfirm}</Button>
            </Form>
          </ConfirmBlock>
        )}
        {may.void && row.kind === 'innovation_decree' && (
          <Form action={`${home}/pengantar`} hidden={{ letterId }}>
            <Button tone="plain" icon="file-text">
              {coverLetter.make}
            </Button>
          </Form>
        )}
        {may.recall && (
          <ConfirmBlock open={words.recall} question={words.recallAsk}>
            <Form action={`${home}/tarik`} hidden={hidden}>
              <Button tone="plain" icon="undo-2">
                {words.recallConfirm}
              </Button>
            </Form>
          </ConfirmBlock>
        )}
        {may.void && (
          <ConfirmBlock open={words.void} question={words.voidAsk} expanded={errors.reason !== undefined}>
            <Form action={`${home}/cabut`} hidden={hidden}>
              <TextArea
                name="reason"
                label={words.voidReason}
                error={errors.reason}
                rows={3}
                maxlength={limits.reason}
              />
              <Button tone="danger" icon="x">
                {words.voidConfirm}
              </Button>
            </Form>
          </ConfirmBlock>
        )}
      </div>
    </Card>
  );
}
