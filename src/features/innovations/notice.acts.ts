import { peopleToMail } from '#features/people/index.ts';
import { id as messages } from '#messages/id.ts';
import type { Tx } from '#platform/database/bound.ts';
import { mailAddresses } from '#platform/identity/accounts.ts';
import { queueMail } from '#platform/mail/outbox.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { InnovationRow } from './stored.queries.ts';

/**
 * Mails that an innovation was returned or accepted to those of its organisation, and of the district that filled it in, who
 * have an address and asked for notices. In the transaction of the act.
 */
export async function mailOutcome(tx: Tx, ctx: Ctx, row: InnovationRow, event: 'return' | 'accept'): Promise<void> {
  const { mail } = ctx;
  if (!mail) return;
  const people = await whoAsked(tx, ctx, row);
  const addresses = await mailAddresses(
    tx,
    people.map((person) => person.userId),
  );
  const { notices: words } = messages.innovations.mail;
  const { slug, operatorName } = tenantOf(ctx);
  const chosen = words[event];
  for (const { userId, name } of people) {
    const to = addresses.get(userId);
    if (!to) continue;
    await queueMail(tx, ctx, {
      kind: event === 'return' ? 'returned' : 'accepted',
      to,
      words: {
        subject: chosen.subject,
        greeting: words.greeting(name),
        paragraphs: [chosen.text(row.title)],
        action: { label: chosen.action, href: `${mail.origin}/${slug}/kerja/inovasi/${row.id}` },
        footer: words.footer(operatorName),
      },
    });
  }
}

function whoAsked(tx: Tx, ctx: Ctx, row: InnovationRow): Promise<{ userId: string; name: string }[]> {
  const organizationIds = [row.organizationId, row.filledBy].filter((id) => id !== null);
  return peopleToMail(tx, ctx, { organizationIds, roles: ['innovator', 'organization_head'] });
}
