import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Invalid } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { renewCode } from './code.acts.ts';
import { inviteIntoOffice } from './invitation.acts.ts';
import { mailsADay, mostMailsADay } from './mail-ceiling.ts';
import { invitation, mailsOf } from './testing-codes.ts';
import { addOrganization, addPersonRow, addTerm, administratorCtx, auditOf, ctxOf } from './testing-people.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

/** 24 November, ten in the morning in Bekasi; the day ends at 17.00 UTC. */
const morning = new Date('2026-11-24T03:00:00Z');
const at = (ctx: Ctx, time: string): Ctx => ({ ...ctx, now: new Date(time) });
const mailing = (ctx: Ctx): Ctx => ({ ...ctx, mail: { way: 'shown', origin: 'http://127.0.0.1' } });
const refusal = { faults: [{ field: 'channel', message: 'invitations.errors.mailsSpent', values: { most: 20 } }] };

/** The head of a new village. */
async function newHead() {
  const organizationId = await addOrganization(db, 'village', `Desa ${newId()}`);
  const { userId } = await addPersonRow(db, 'Kepala (contoh)');
  await addTerm(db, { userId, organizationId, role: 'organization_head' });
  const ctx = mailing(await ctxOf(db, userId, morning));
  const mail = (given: Ctx = ctx) => {
    const name = `Ani ${newId()}`;
    return inviteIntoOffice(given, invitation({ organizationId, name, channel: 'email', email: 'ani@desa.id' }));
  };
  const letter = () => inviteIntoOffice(ctx, invitation({ organizationId, name: `Budi ${newId()}` }));
  return { organizationId, ctx, mail, letter };
}

const mailsAndEvents = async () => [(await mailsOf(db)).length, (await auditOf(db)).length];

/** As if the office had mailed so many already on that day. */
const spend = (ctx: Ctx, mails: number, day: string) =>
  db.owner.query(
    `insert into mailed_codes (tenant_id, office_id, day, mails) values ($1, $2, $3, $4)
     on conflict (tenant_id, office_id) do update set day = excluded.day, mails = excluded.mails`,
    [ctx.tenant?.id, ctx.actor?.offices[0]?.id, day, mails],
  );

describe('codes by mail have a ceiling an office and day', () => {
  test('of many at once no more than the ceiling go out, and the refused leave nothing', async () => {
    const head = await newHead();
    const [mails, events] = await mailsAndEvents();
    const outcomes = await Promise.allSettled(Array.from({ length: 26 }, () => head.mail()));
    const refused = outcomes.filter((one) => one.status === 'rejected').map((one) => one.reason);
    expect(refused).toHaveLength(6);
    for (const reason of refused) expect(reason).toMatchObject(refusal);
    const [mailsNow, eventsNow] = await mailsAndEvents();
    expect([(mailsNow ?? 0) - (mails ?? 0), (eventsNow ?? 0) - (events ?? 0)]).toEqual([20, 20]);
  });

  test('a letter is still made; the next day in WIB begins anew, and a clock set back does not', async () => {
    const head = await newHead();
    await spend(head.ctx, 20, '2026-11-24');
    expect((await head.letter()).channel).toBe('letter');
    await expect(head.mail(at(head.ctx, '2026-11-24T16:59:59Z'))).rejects.toThrow(Invalid);
    expect((await head.mail(at(head.ctx, '2026-11-24T17:00:00Z'))).channel).toBe('email');
    await spend(head.ctx, 20, '2026-11-25');
    await expect(head.mail(head.ctx)).rejects.toThrow(Invalid);
  });

  test('a renewed code counts too, and keeps the old one when it is refused', async () => {
    const head = await newHead();
    const { id } = await head.mail();
    await spend(head.ctx, 19, '2026-11-24');
    const wanted = { id: newId(), channel: 'email' as const };
    await renewCode(head.ctx, id, wanted);
    await renewCode(head.ctx, id, wanted); // the same form again: no mail, nothing counted
    await expect(renewCode(head.ctx, id, { id: newId(), channel: 'email' })).rejects.toMatchObject(refusal);
    const { rows } = await db.owner.query('select code_request from invitations where id = $1', [id]);
    expect(rows).toEqual([{ code_request: wanted.id }]);
  });

  test('one office’s mails are not another’s; an administrator has more', async () => {
    const [spent, other] = [await newHead(), await newHead()];
    await spend(spent.ctx, 20, '2026-11-24');
    await other.mail();
    expect([mostMailsADay('organization_head'), mostMailsADay('tenant_admin')]).toEqual([20, 200]);
    const admin = mailing(await administratorCtx(db, morning));
    await spend(admin, mailsADay.administrator - 1, '2026-11-24');
    const organizationId = spent.organizationId;
    const asked = () => invitation({ organizationId, name: newId(), channel: 'email', email: 'a@desa.id' });
    await inviteIntoOffice(admin, asked());
    await expect(inviteIntoOffice(admin, asked())).rejects.toThrow(Invalid);
  });
});
