import { hashPassword } from '#platform/identity/accounts.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import { acceptInvitation } from './accept.acts.ts';
import type { Invitation } from './invitation.ts';

/** An invitation by letter into the innovator's office, but for what is given. */
export function invitation(given: Partial<Invitation> & Pick<Invitation, 'organizationId'>): Invitation {
  return {
    id: newId(),
    termId: newId(),
    role: 'innovator',
    name: 'Siti Aminah (contoh)',
    channel: 'letter',
    phone: null,
    email: null,
    replaces: null,
    kind: 'definitive',
    from: '2026-03-01',
    to: null,
    ...given,
  };
}

/** As by one who opens the letter and fills in the page; the password is slow to hash, so one hash serves all. */
export async function acceptWith(
  ctx: Ctx,
  code: string,
  given: { id?: string; username?: string; email?: string } = {},
) {
  const { id = newId(), username = null, email = null } = given;
  return acceptInvitation({ ...ctx, actor: null }, code, { id, name: 'Siti Aminah', username, email }, await anyHash);
}

export const chosenPassword = 'sandi-pilihan-sendiri';
const anyHash = hashPassword(chosenPassword);

export interface KeptMail {
  kind: string;
  to: string;
  text: string;
}

/** What lies in the outbox, opened. */
export async function mailsOf(db: TestDatabase): Promise<KeptMail[]> {
  const { rows } = await db.owner.query(
    'select kind, recipient_sealed, body_sealed from mails order by created_at, id',
  );
  return rows.map((row) => ({
    kind: row.kind,
    to: db.secrets.open(row.recipient_sealed),
    text: JSON.parse(db.secrets.open(row.body_sealed)).text,
  }));
}
