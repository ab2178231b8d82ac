import {
  Button,
  ButtonLink,
  Card,
  ConfirmBlock,
  EmptyState,
  ErrorSummary,
  Form,
  formatDateTime,
  Page,
  StatusChip,
  type Tone,
  useMessages,
} from '#ui/index.ts';
import type { InvitationState, ListedInvitation } from '../invitation.queries.ts';
import type { Channel } from '../invitation.ts';
import { ChannelField, type Mails } from './code-field.tsx';
import type { Problems } from './problems.ts';

export interface InvitationsPageProps {
  invitations: readonly ListedInvitation[];
  mails: Mails;
  /** Of the code that a form on this page would make. */
  formId: string;
  /** Why the form of that invitation came back. */
  refused?: { id: string; problems: Problems } | undefined;
}

export function InvitationsPage({ invitations, mails, formId, refused }: InvitationsPageProps) {
  const { invitations: words, people } = useMessages();
  const board = { label: people.board.title, to: '/kerja/orang' };
  return (
    <Page
      title={words.list.title}
      lead={words.list.lead}
      width="text"
      breadcrumb={[board, { label: words.list.title }]}
    >
      <ErrorSummary errors={refused?.problems ?? {}} />
      {invitations.length === 0 ? (
        <EmptyState title={words.list.empty} action={<ButtonLink to="/kerja/orang">{words.list.toBoard}</ButtonLink>}>
          {words.list.emptyHelp}
        </EmptyState>
      ) : (
        <ul class="grid gap-4">
          {invitations.map((one) => (
            <li>
              <InvitationCard {...{ one, mails, formId, problems: refused?.id === one.id ? refused.problems : null }} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

const tones: Record<InvitationState, Tone> = { open: 'kunyit', used: 'tarum', revoked: 'kertas', expired: 'kertas' };

interface CardProps {
  one: ListedInvitation;
  mails: Mails;
  formId: string;
  problems: Problems | null;
}

function InvitationCard({ one, mails, formId, problems }: CardProps) {
  const { list, channels } = useMessages().invitations;
  const sent = [channels[one.channel], one.sentTo].filter(Boolean).join(' · ');
  return (
    <Card title={one.name}>
      <div class="flex flex-wrap items-center justify-between gap-2">
        <p class="font-semibold">{one.title ?? list.reset}</p>
        <StatusChip tone={tones[one.state]} icon={one.state === 'open' ? 'hourglass' : 'check'}>
          {list.states[one.state]}
        </StatusChip>
      </div>
      <p class="text-sm text-tinta-2">{sent}</p>
      <p class="text-sm text-tinta-3">
        {one.usedAt ? list.usedAt(formatDateTime(one.usedAt)) : list.until(formatDateTime(one.expiresAt))}
      </p>
      {(one.state === 'open' || one.state === 'expired') && (
        <div class="mt-3 flex flex-wrap items-start gap-3">
          <Renew {...{ one, mails, formId, problems }} />
          <ConfirmBlock open={list.revoke} question={list.revokeQuestion}>
            <Form action={`/kerja/orang/undangan/${one.id}/batal`}>
              <Button tone="danger">{list.revokeSubmit}</Button>
            </Form>
          </ConfirmBlock>
        </div>
      )}
    </Card>
  );
}

function Renew({ one, mails, formId, problems }: CardProps) {
  const { list } = useMessages().invitations;
  const ways = new Set<Channel>(['letter', one.channel]);
  return (
    <ConfirmBlock open={list.renew} question={list.renewHint} expanded={problems !== null}>
      <Form action={`/kerja/orang/undangan/${one.id}/kode`} hidden={{ id: formId }}>
        <ChannelField value={one.channel} error={problems?.channel} mails={mails} only={[...ways]} />
        <Button>{list.renewSubmit}</Button>
      </Form>
    </ConfirmBlock>
  );
}
