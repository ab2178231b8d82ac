import { A, Alert, Button, ButtonLink, Card, ErrorSummary, Form, Page, StickyBar, useMessages } from '#ui/index.ts';
import type { InnovationWork } from '../innovation.queries.ts';
import { sectionOf } from '../sections.ts';
import type { Topic } from '../topic.ts';
import { sayFault, sayFaults, type Told } from './faults.ts';
import { ProposalView } from './proposal-view.tsx';

type Sent = Pick<InnovationWork, 'id' | 'version' | 'proposal' | 'check'>;

export interface SendPageProps {
  /** The name of the initiator is masked. */
  draft: Sent;
  topics: readonly Topic[];
  formKey: string;
  /** It was returned, and nothing in it has changed since. */
  unchanged: boolean;
  /** Why it could not be sent just now. */
  faults?: readonly Told[];
}

/** The whole proposal once more: what is missing with a way to it, what one should know, then the button. */
export function SendPage({ draft, topics, formKey, unchanged, faults = [] }: SendPageProps) {
  const messages = useMessages();
  const { innovations } = messages;
  const { send, list } = innovations;
  const home = `/kerja/inovasi/${draft.id}`;
  const complete = draft.check.faults.length === 0;
  return (
    <Page
      title={send.title}
      lead={send.lead}
      width="form"
      breadcrumb={[
        { label: list.title, to: '/kerja/inovasi' },
        { label: draft.proposal.title || list.untitled, to: home },
        { label: send.title },
      ]}
    >
      <div class="grid gap-5">
        <ErrorSummary errors={sayFaults(messages, faults)} />
        {complete ? (
          <Alert tone="success">{send.complete}</Alert>
        ) : (
          <Alert tone="error" title={send.incomplete(draft.check.faults.length)}>
            <Missing draft={draft} />
          </Alert>
        )}
        {unchanged && (
          <Alert tone="warning" title={send.unchanged} live>
            <p>{send.unchangedText}</p>
          </Alert>
        )}
        <Warnings draft={draft} />
        <Form action={`${home}/kirim`} hidden={{ key: formKey, version: draft.version }}>
          <ProposalView
            proposal={draft.proposal}
            topics={topics}
            name={<p class="text-sm text-tinta-3">{innovations.work.nameHidden}</p>}
          />
          <StickyBar>
            <ButtonLink to={home} tone="plain">
              {send.back}
            </ButtonLink>
            {complete && !unchanged && <Button icon="send">{send.submit}</Button>}
            {complete && unchanged && (
              <Button icon="send" name="unchanged" value="ya">
                {send.submitUnchanged}
              </Button>
            )}
          </StickyBar>
        </Form>
      </div>
    </Page>
  );
}

function Missing({ draft }: { draft: Sent }) {
  const messages = useMessages();
  return (
    <ul class="mt-1 grid gap-1">
      {draft.check.faults.map((fault) => (
        <li>
          <A
            to={`/kerja/inovasi/${draft.id}/isi/${sectionOf(fault.field).key}?periksa=1#f-${fault.field}`}
            class="inline-block py-1 font-semibold text-bata-700 underline"
          >
            {messages.innovations.form[fault.field].name}
          </A>
          : {sayFault(messages, fault)}
        </li>
      ))}
    </ul>
  );
}

function Warnings({ draft }: { draft: Sent }) {
  const messages = useMessages();
  if (draft.check.warnings.length === 0) return null;
  return (
    <Card tone="warn" icon="info" title={messages.innovations.send.warnings}>
      <ul class="grid gap-1">
        {draft.check.warnings.map((warning) => (
          <li>{sayFault(messages, warning)}</li>
        ))}
      </ul>
    </Card>
  );
}
