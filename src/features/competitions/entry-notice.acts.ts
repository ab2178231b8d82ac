import { peopleToMail } from '#features/people/index.ts';
import { id as messages } from '#messages/id.ts';
import type { Tx } from '#platform/database/bound.ts';
import { mailAddresses } from '#platform/identity/accounts.ts';
import { queueMail } from '#platform/mail/outbox.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { EntryRow } from './entry-stored.queries.ts';

/**
 * Mails what the check came to, to those of the entrant's office, and of the district office above, who have an address
 * and asked for notices. In the transaction of the act.
 */
export async function mailDecision(
  tx: Tx,
  ctx: Ctx,
  row: EntryRow,
  decision: 'find eligible' | 'return' | 'find ineligible',
): Promise<void> {
  const { mail } = ctx;
  if (!mail) return;
  const people = await whoAsked(tx, ctx, row);
  const addresses = await mailAddresses(
    tx,
    people.map((person) => person.userId),
  );
  const words = messages.entries.mail;
  const { slug, operatorName } = tenantOf(ctx);
  for (const { userId, name } of people) {
    const to = addresses.get(userId);
    if (!to) continue;
    await queueMail(tx, ctx, {
      kind: 'entry',
      to,
      words: {
        subject: words.subjects[decision],
        greeting: words.greeting(name),
        paragraphs: [words.texts[decision](row.content.title, row.contestName)],
        action: { label: words.action, href: `${mail.origin}/${slug}/kerja/peserta/${row.id}` },
        footer: words.footer(operatorName),
      },
    });
  }
}

function whoAsked(tx: Tx, ctx: Ctx, row: EntryRow): Promise<{ userId: string; name: string }[]> {
  const organizationIds = [row.organizationId, row.districtOfficeId].filter((id) => id !== null);
  return peopleToMail(tx, ctx, { organizationIds, roles: ['innovator', 'organization_head'] });
}
