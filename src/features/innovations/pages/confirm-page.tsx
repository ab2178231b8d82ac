import type { ComponentChildren } from 'preact';
import {
  Alert,
  Button,
  ButtonLink,
  Chips,
  ConfirmBlock,
  ErrorSummary,
  ExampleChip,
  Form,
  Page,
  StickyBar,
  TextArea,
  useMessages,
} from '#ui/index.ts';
import type { InnovationWork } from '../innovation.queries.ts';
import { limits } from '../innovation.ts';
import type { Topic } from '../topic.ts';
import { sayFaults, type Told } from './faults.ts';
import { ProposalView } from './proposal-view.tsx';
import { RevealName } from './reveal-name.tsx';
import { StateChip } from './state-chip.tsx';

export interface ConfirmPageProps {
  work: InnovationWork;
  topics: readonly Topic[];
  formKey: string;
  /** The reason as it was typed, when it could not be taken. */
  note?: string;
  faults?: readonly Told[];
  /** What proves it: drawn by the feature that knows. */
  evidence?: ComponentChildren;
}

/** The head reads the proposal and confirms it, or gives it back with a reason. */
export function ConfirmPage({ work, topics, formKey, note = '', faults = [], evidence }: ConfirmPageProps) {
  const messages = useMessages();
  const { confirm, list } = messages.innovations;
  const home = `/kerja/inovasi/${work.id}`;
  const hidden = { key: formKey, version: work.version };
  const errors = sayFaults(messages, faults);
  return (
    <Page
      title={confirm.title}
      lead={confirm.lead}
      width="form"
      breadcrumb={[
        { label: list.title, to: '/kerja/inovasi' },
        { label: work.proposal.title, to: home },
        { label: confirm.title },
      ]}
    >
      <div class="grid gap-5">
        <ErrorSummary errors={errors} />
        <Chips>
          <StateChip state={work.state} />
          {work.example && <ExampleChip />}
        </Chips>
        {work.filledBy && (
          <Alert title={confirm.filledIn(work.filledBy, work.organization.name)}>{confirm.filledInHelp}</Alert>
        )}
        <ProposalView
          proposal={work.proposal}
          topics={topics}
          name={<RevealName action={`${home}/nama`} revealed={false} />}
        />
        {evidence}
        {!work.may.confirm && <Alert tone="notice">{messages.innovations.next[work.state]}</Alert>}
        <Decline {...{ home, hidden, note, errors }} />
        <Form action={`${home}/konfirmasi`} hidden={hidden}>
          <StickyBar>
            <ButtonLink to={home} tone="plain">
              {messages.innovations.section.back}
            </ButtonLink>
            {work.may.confirm && <Button icon="circle-check">{confirm.submit}</Button>}
          </StickyBar>
        </Form>
      </div>
    </Page>
  );
}

interface DeclineProps {
  home: string;
  hidden: Record<string, string | number>;
  note: string;
  errors: Readonly<Record<string, string>>;
}

function Decline({ home, hidden, note, errors }: DeclineProps) {
  const { confirm } = useMessages().innovations;
  return (
    <ConfirmBlock
      open={confirm.decline}
      question={confirm.declineAsk}
      expanded={note !== '' || errors.note !== undefined}
    >
      <Form action={`${home}/tolak`} hidden={hidden}>
        <TextArea
          name="note"
          label={confirm.reason}
          hint={confirm.reasonHint}
          value={note}
          error={errors.note}
          maxlength={limits.note}
        />
        <Button tone="danger" icon="undo-2">
          {confirm.declineSubmit}
        </Button>
      </Form>
    </ConfirmBlock>
  );
}
