import type { Selectable } from 'kysely';
import { id as messages } from '#messages/id.ts';
import type { Tx } from '#platform/database/bound.ts';
import type { Invitations } from '#platform/database/schema.ts';
import { Conflict } from '#platform/errors.ts';
import { writtenTime } from '#platform/mail/letter.ts';
import { queueMail } from '#platform/mail/outbox.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { codeAddress } from './code.ts';
import { titleName } from './offices.queries.ts';
import { officeTitle } from './title.ts';

export type InvitationRow = Selectable<Invitations>;

/** Lays the mail with the code into the outbox, in the transaction that made the code. */
export async function mailCode(tx: Tx, ctx: Ctx, row: InvitationRow, code: string): Promise<void> {
  if (!ctx.mail || row.emailSealed === null) return;
  const to = ctx.secrets.read(row.emailSealed);
  if (to === null) throw new Conflict('invitations.errors.addressUnreadable');
  const { operatorName, name: region, slug } = tenantOf(ctx);
  const { mail: words } = messages.invitations;
  const until = writtenTime(row.expiresAt);
  const href = codeAddress(ctx.mail.origin, slug, code);
  const paragraphs =
    row.purpose === 'reset'
      ? [words.reset(region), words.once(until), words.notYou]
      : [words.invitation(await titleOf(tx, row), region), words.once(until), words.noAccount];
  await queueMail(tx, ctx, {
    kind: row.purpose === 'reset' ? 'reset' : 'invitation',
    to,
    words: {
      subject: row.purpose === 'reset' ? words.resetSubject(region) : words.invitationSubject(region),
      greeting: words.greeting(row.name),
      paragraphs: [...paragraphs, words.code(code)],
      action: { label: row.purpose === 'reset' ? words.resetAction : words.invitationAction, href },
      footer: words.footer(operatorName),
    },
  });
}

async function titleOf(tx: Tx, { tenantId, organizationId, role, kind }: InvitationRow): Promise<string> {
  const organization = await tx
    .selectFrom('organizations')
    .select(['name', 'shortName', 'kind'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow();
  const name = titleName(role ?? '', organization.name, organization.shortName);
  return officeTitle(role ?? '', kind ?? '', organization.kind, name);
}
