import type { ComponentChildren } from 'preact';
import {
  A,
  Alert,
  Button,
  ButtonLink,
  Card,
  Chips,
  ConfirmBlock,
  ErrorSummary,
  ExampleChip,
  Form,
  formatShortDate,
  href,
  Page,
  StickyBar,
  TextArea,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { Difference } from '../difference.queries.ts';
import type { InnovationWork } from '../innovation.queries.ts';
import { limits, type ProposalField } from '../innovation.ts';
import type { Topic } from '../topic.ts';
import { BasisLine } from './basis-line.tsx';
import { DifferenceView } from './difference-view.tsx';
import { sayFaults, type Told } from './faults.ts';
import { History } from './history.tsx';
import { ProposalView } from './proposal-view.tsx';
import { StateChip } from './state-chip.tsx';

export interface ReviewPageProps {
  work: InnovationWork;
  topics: readonly Topic[];
  formKey: string;
  /** Remarks as they were typed, by field, and the general note. */
  remarks?: Readonly<Record<string, string>>;
  note?: string;
  faults?: readonly Told[];
  revealed?: string | null;
  /** What changed since it was given back; null when it never was. */
  since?: Difference | null;
  /** What proves it: drawn by the feature that knows. */
  evidence?: ComponentChildren;
}

/** The verifier reads the proposal with a box for a remark beside each field, then gives it back or accepts it. */
export function ReviewPage(props: ReviewPageProps) {
  const { work, formKey, topics, remarks = {}, note = '', faults = [], revealed, since, evidence } = props;
  const messages = useMessages();
  const { review } = messages.innovations;
  const errors = sayFaults(messages, faults);
  const home = `/kerja/verifikasi/${work.id}`;
  const hidden = { key: formKey, version: work.version };
  return (
    <Page
      title={work.proposal.title}
      lead={`${work.organization.name}. ${review.lead}`}
      width="text"
      breadcrumb={[{ label: review.queue, to: '/kerja/verifikasi' }, { label: work.organization.name }]}
      aside={
        <Chips>
          <StateChip state={work.state} />
          {work.example && <ExampleChip />}
        </Chips>
      }
    >
      <div class="grid gap-5">
        <ErrorSummary errors={errors} />
        {!work.may.accept && <Alert tone="notice">{messages.innovations.next[work.state]}</Alert>}
        {work.basedOn && <BasisLine basis={work.basedOn} />}
        {since && <SinceReturn since={since} topics={topics} />}
        {evidence}
        <Form action={`${home}/kembalikan`} hidden={hidden}>
          <ProposalView
            proposal={revealed ? { ...work.proposal, initiatorName: revealed } : work.proposal}
            topics={topics}
            name={<NameInForm home={home} revealed={revealed !== undefined} />}
            beside={(field) =>
              (work.may.return || remarks[field]) && <RemarkBox {...{ field, work, remarks, errors }} />
            }
          />
          {(work.may.return || note !== '') && (
            <TextArea
              name="note"
              label={review.note}
              required={false}
              value={note}
              error={errors.note}
              maxlength={limits.note}
              rows={3}
            />
          )}
          {work.may.return && (
            <StickyBar>
              <Button tone="plain" icon="undo-2">
                {review.returnShort}
                <span class="sr-only"> {review.returnRest}</span>
              </Button>
              <ButtonLink to="#terima" icon="badge-check">
                {review.accept}
              </ButtonLink>
            </StickyBar>
          )}
        </Form>
        {work.may.accept && (
          <div id="terima" class="scroll-mt-6">
            <ConfirmBlock open={review.accept} question={review.acceptAsk}>
              <Form action={`${home}/terima`} hidden={hidden}>
                <div>
                  <Button icon="badge-check">{review.acceptConfirm}</Button>
                </div>
              </Form>
            </ConfirmBlock>
          </div>
        )}
        <History steps={work.history.steps} />
        <p>
          <A to={`/kerja/inovasi/${work.id}/riwayat`} class="link inline-flex min-h-11 items-center">
            {messages.innovations.history.link}
          </A>
        </p>
      </div>
    </Page>
  );
}

/** What the organisation mended, so that the rest need not be read twice. */
function SinceReturn({ since, topics }: { since: Difference; topics: readonly Topic[] }) {
  const { sinceReturn } = useMessages().innovations.history;
  const address = `/kerja/inovasi/${since.id}/riwayat/${since.older.version}/${since.newer.version}`;
  return (
    <Card title={sinceReturn.title} tone="warn" aside={<A to={address}>{sinceReturn.link}</A>}>
      {since.fields.length === 0 ? <p>{sinceReturn.none}</p> : <DifferenceView difference={since} topics={topics} />}
    </Card>
  );
}

interface RemarkBoxProps {
  field: ProposalField;
  work: InnovationWork;
  remarks: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
}

/** Folded until needed; what was remarked the last time stands above it. */
function RemarkBox({ field, work, remarks, errors }: RemarkBoxProps) {
  const { form, review } = useMessages().innovations;
  const before = work.history.remarks[field];
  const name = `remark-${field}`;
  return (
    <>
      {before && work.history.returnedAt && (
        <p class="mt-1 text-sm text-kunyit-700">
          {review.previous(formatShortDate(work.history.returnedAt))}: {before}
        </p>
      )}
      <details class="mt-1" open={Boolean(remarks[field] || errors[name]) || undefined}>
        <summary class="inline-flex min-h-11 cursor-pointer items-center text-sm font-semibold text-tarum-700">
          {review.addRemark}
          <span class="sr-only">: {form[field].name}</span>
        </summary>
        <TextArea
          name={name}
          label={review.remark(form[field].name)}
          value={remarks[field] ?? ''}
          error={errors[name]}
          maxlength={limits.remark}
          rows={2}
        />
      </details>
    </>
  );
}

/** A button of the same form, so that remarks already typed are kept. */
function NameInForm({ home, revealed }: { home: string; revealed: boolean }) {
  const { base } = useFrame();
  const { work } = useMessages().innovations;
  if (revealed) return <p class="text-sm text-tinta-3">{work.revealed}</p>;
  return (
    <div class="mt-1">
      <p class="text-sm text-tinta-3">{work.nameHidden}</p>
      <Button tone="plain" icon="eye" formAction={href(base, `${home}/nama`)}>
        {work.revealName}
      </Button>
    </div>
  );
}
