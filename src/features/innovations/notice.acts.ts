import { id as messages } from '#messages/id.ts';
import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
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
  const today = dayInWib(ctx.now);
  const organizations = [row.organizationId, row.filledBy].filter((id) => id !== null);
  return tx
    .selectFrom('people as p')
    .innerJoin('officeHolders as h', (join) =>
      join.onRef('h.tenantId', '=', 'p.tenantId').onRef('h.userId', '=', 'p.userId'),
    )
    .innerJoin('offices as f', (join) => join.onRef('f.tenantId', '=', 'h.tenantId').onRef('f.id', '=', 'h.officeId'))
    .select(['p.userId', 'p.name'])
    .distinct()
    .where('p.tenantId', '=', row.tenantId)
    .where('p.wantsMail', '=', true)
    .where('f.organizationId', 'in', organizations)
    .where('f.role', 'in', ['innovator', 'organization_head'])
    .where('h.validFrom', '<=', today)
    .where((where) => where.or([where('h.validTo', 'is', null), where('h.validTo', '>=', today)]))
    .orderBy('p.userId')
    .execute();
}
