import { messageAt } from '#messages/lookup.ts';
import type { Fault } from '#platform/errors.ts';
import {
  A,
  Alert,
  Button,
  Card,
  ConfirmBlock,
  EmptyState,
  ErrorSummary,
  Form,
  formatDateTime,
  formatNumber,
  Page,
  Section,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { MailOverview, RefusedMail } from '../mail.ts';

export interface MailsPageProps {
  overview: MailOverview;
  /** How mails leave here; null: not at all. */
  way: 'smtp' | 'shown' | null;
  /** Why the form of that mail came back, with the address as typed. */
  refused?: { id: string; faults: readonly Fault[]; address: string } | undefined;
}

/** What the administrator sees of mails: those that did not arrive, and why. */
export function MailsPage({ overview, way, refused }: MailsPageProps) {
  const messages = useMessages();
  const { list } = messages.mails;
  const errors = Object.fromEntries(
    (refused?.faults ?? []).map(({ field, message, values }) => [
      field,
      messageAt(messages, message, values) ?? messages.common.errors.wrongValue,
    ]),
  );
  return (
    <Page title={list.title} lead={list.lead} width="text">
      <ErrorSummary errors={errors} />
      {way === null && <Alert>{list.off}</Alert>}
      {way === 'shown' && (
        <Alert>
          {list.shown} <A to="/dev/mail">{list.toShown}</A>
        </Alert>
      )}
      <p class="mt-4">{overview.waiting > 0 ? list.waiting(formatNumber(overview.waiting)) : list.waitingNone}</p>
      {overview.trouble && (
        <div class="mt-3">
          <Alert tone="warning">{list.trouble(overview.trouble)}</Alert>
        </div>
      )}
      {way === 'smtp' && <p class="mt-1 text-tinta-2">{list.sent(formatNumber(overview.sentLately))}</p>}
      <Section title={list.refused}>
        {overview.refused.length === 0 ? (
          <EmptyState title={list.refusedNone}>{list.refusedNoneHelp}</EmptyState>
        ) : (
          <ul class="grid gap-4">
            {overview.refused.map((mail) => (
              <li>
                <RefusedCard
                  mail={mail}
                  {...(refused?.id === mail.id ? { typed: refused.address, error: errors.address } : {})}
                />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}

function RefusedCard({ mail, typed, error }: { mail: RefusedMail; typed?: string; error?: string | undefined }) {
  const { kinds, list } = useMessages().mails;
  return (
    <Card title={kinds[mail.kind]}>
      <p class="wrap-anywhere">{mail.recipient}</p>
      <p class="text-sm wrap-anywhere text-tinta-2">
        {list.why}: {mail.problem}
      </p>
      <p class="mb-3 text-sm text-tinta-3">{formatDateTime(mail.settledAt)}</p>
      <ConfirmBlock open={list.resend} question={list.expired} expanded={typed !== undefined}>
        <Form action={`/kerja/surat-elektronik/${mail.id}/kirim`}>
          <TextField
            name="address"
            label={list.newAddress}
            hint={list.newAddressHint}
            value={typed}
            error={error}
            type="email"
            autocomplete="off"
            maxlength={254}
            required={false}
          />
          <Button icon="send">{list.resendSubmit}</Button>
        </Form>
      </ConfirmBlock>
    </Card>
  );
}
