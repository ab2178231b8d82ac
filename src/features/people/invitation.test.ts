import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { checkPassword, createAccount } from '#platform/identity/accounts.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { acceptAsSignedIn, choosePasswordByCode } from './accept.acts.ts';
import { renewCode, revokeCode } from './code.acts.ts';
import { mailForgotten } from './forgotten.acts.ts';
import { inviteIntoOffice, offerReset } from './invitation.acts.ts';
import { invitationByCode, listInvitations } from './invitation.queries.ts';
import { heldOffices } from './offices.queries.ts';
import { acceptWith, chosenPassword, invitation, mailsOf } from './testing-codes.ts';
import { addOrganization, addPersonRow, addTerm, administratorCtx, auditOf, ctxOf } from './testing-people.ts';

let db: TestDatabase;
let admin: Ctx;
let village: string;
beforeAll(async () => {
  db = await freshDatabase();
  admin = await administratorCtx(db);
});
afterAll(() => db.close());

const later = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + days * 86_400_000) });
const withMail = (ctx: Ctx): Ctx => ({ ...ctx, mail: { way: 'shown', origin: 'http://127.0.0.1' } });
const newVillage = async () => (village = await addOrganization(db, 'village', `Desa ${newId()}`));
const usersIn = async () => (await db.owner.query('select count(*)::int as n from auth."user"')).rows[0].n;
const stored = async (id: string) => (await db.owner.query('select * from invitations where id = $1', [id])).rows[0];
const eventsSince = async (n: number) => (await auditOf(db)).slice(n).map((event) => event.act);

/** A person of the tenant who can sign in. */
async function addKnown(given: { email?: string; phone?: string } = {}) {
  const account = {
    id: newId(),
    name: 'Ujang (contoh)',
    username: `ujang.${newId().slice(-8)}`,
    email: given.email ?? null,
  };
  await createAccount(db.identity, { ...account, password: 'kata-sandi-lama', passwordDue: false });
  await db.owner.query(
    'insert into people (tenant_id, user_id, name, username, phone_sealed) values ($1, $2, $3, $4, $5)',
    [
      db.tenants.bekasikab.id,
      account.id,
      account.name,
      account.username,
      given.phone ? db.secrets.seal(given.phone) : null,
    ],
  );
  return account;
}

describe('an invitation', () => {
  test('becomes an account, a person and an office, and then opens nothing', async () => {
    const before = (await auditOf(db)).length;
    const { code, channel, phone, id } = await inviteIntoOffice(
      admin,
      invitation({ organizationId: await newVillage() }),
    );
    expect({ channel, phone }).toEqual({ channel: 'letter', phone: null });
    expect(await invitationByCode(admin, code)).toMatchObject({ name: 'Siti Aminah (contoh)', purpose: 'invitation' });
    const opened = await acceptWith(admin, code.toUpperCase());
    expect(opened).toEqual({ userId: expect.any(String), username: 'siti.aminah' });
    const userId = opened?.userId ?? '';
    expect(await heldOffices(admin, userId)).toMatchObject([{ role: 'innovator', organizationId: village }]);
    expect(await checkPassword(db.identity, userId, chosenPassword)).not.toBeNull();
    expect(await eventsSince(before)).toEqual([
      'invitation.made',
      'person.created',
      'office.appointed',
      'invitation.accepted',
    ]);
    const kept = await stored(id);
    expect([kept.user_id, kept.phone_sealed, kept.email_sealed]).toEqual([userId, null, null]);
    expect([await invitationByCode(admin, code), await acceptWith(admin, code)]).toEqual([null, null]);
  });

  test('leaves no code in the database and none in the audit', async () => {
    const { code } = await inviteIntoOffice(admin, invitation({ organizationId: await newVillage() }));
    const { rows } = await db.owner.query(
      `select string_agg(t::text, ' ') as all from (select i::text as t from invitations i union all select a::text from audit_events a) t`,
    );
    expect(rows[0].all).not.toContain(code);
    expect(rows[0].all).not.toContain(code.replaceAll('-', ''));
  });

  test('ends with its days, by the clock', async () => {
    const { code } = await inviteIntoOffice(admin, invitation({ organizationId: await newVillage() }));
    expect(await invitationByCode(later(admin, 13.99), code)).not.toBeNull();
    expect(await invitationByCode(later(admin, 14), code)).toBeNull();
    expect(await acceptWith(later(admin, 14), code)).toBeNull();
    expect(await acceptWith(later(admin, 13), code)).not.toBeNull();
  });

  test('sent twice is one; with other content it is refused', async () => {
    const sent = invitation({ organizationId: await newVillage() });
    const [one, two] = await Promise.all([inviteIntoOffice(admin, sent), inviteIntoOffice(admin, sent)]);
    expect(two).toEqual(one);
    await expect(inviteIntoOffice(admin, { ...sent, role: 'organization_head' })).rejects.toThrow(Conflict);
    await expect(inviteIntoOffice(admin, { ...sent, name: 'Lain' })).rejects.toThrow(Conflict);
  });

  test('of the same name into the same office takes the place of the former', async () => {
    const organizationId = await newVillage();
    const first = await inviteIntoOffice(admin, invitation({ organizationId }));
    const other = await inviteIntoOffice(admin, invitation({ organizationId, name: 'Ani' }));
    const second = await inviteIntoOffice(admin, invitation({ organizationId, name: 'SITI AMINAH (contoh)' }));
    const open = await Promise.all([first, other, second].map(({ code }) => invitationByCode(admin, code)));
    expect(open.map(Boolean)).toEqual([false, true, true]);
  });

  test('two at once make one account, and the same form again is answered like the first', async () => {
    const { code } = await inviteIntoOffice(admin, invitation({ organizationId: await newVillage() }));
    const before = await usersIn();
    const [id, other] = [newId(), newId()];
    const outcomes = await Promise.all([acceptWith(admin, code, { id }), acceptWith(admin, code, { id: other })]);
    expect(outcomes.filter((one) => one === null)).toHaveLength(1);
    expect(await usersIn()).toBe(before + 1);
    const winner = outcomes.find((one) => one !== null);
    expect(await acceptWith(admin, code, { id: winner?.userId ?? '' })).toEqual(winner);
  });

  test('a taken user name or e-mail leaves the code as good as it was', async () => {
    const known = await addKnown({ email: 'dipakai@desa.id' });
    const { code } = await inviteIntoOffice(admin, invitation({ organizationId: await newVillage() }));
    await expect(acceptWith(admin, code, { username: known.username })).rejects.toThrow(Invalid);
    await expect(acceptWith(admin, code, { email: 'dipakai@desa.id' })).rejects.toThrow(Invalid);
    expect(await acceptWith(admin, code)).not.toBeNull();
  });

  test('is a neighbour’s nothing', async () => {
    const { code, id } = await inviteIntoOffice(admin, invitation({ organizationId: await newVillage() }));
    const neighbour = await administratorCtx(db, new Date(), db.tenants.tetangga);
    expect([await invitationByCode(neighbour, code), await acceptWith(neighbour, code)]).toEqual([null, null]);
    await expect(revokeCode(neighbour, id)).rejects.toThrow(NotFound);
    await expect(inviteIntoOffice(neighbour, invitation({ organizationId: village }))).rejects.toThrow(NotFound);
    expect((await listInvitations(neighbour)).length).toBe(0);
  });

  test('is one’s own when already signed in: the account stays, the office is added', async () => {
    const known = await addKnown();
    const { code } = await inviteIntoOffice(admin, invitation({ organizationId: await newVillage() }));
    const before = await usersIn();
    const own = await ctxOf(db, known.id);
    expect(await acceptAsSignedIn(own, code)).toMatchObject({ userId: known.id });
    expect(await acceptAsSignedIn(own, code)).toMatchObject({ userId: known.id });
    expect(await usersIn()).toBe(before);
    expect(await heldOffices(own, known.id)).toMatchObject([{ organizationId: village }]);
    await expect(acceptAsSignedIn({ ...own, actor: null }, code)).rejects.toThrow(NotAllowed);
  });

  test('by WhatsApp hands out the number in full once; the list shows part of it', async () => {
    const sent = invitation({ organizationId: await newVillage(), channel: 'whatsapp', phone: '+6281234567890' });
    const { phone, id } = await inviteIntoOffice(admin, sent);
    expect(phone).toBe('+6281234567890');
    const listed = (await listInvitations(admin)).find((one) => one.id === id);
    expect([listed?.sentTo, listed?.state]).toEqual(['+62 812 ••••• 890', 'open']);
  });

  test('by mail lies in the outbox with the act; without a way out it is refused beside its field', async () => {
    const sent = invitation({ organizationId: await newVillage(), channel: 'email', email: 'siti@desa.id' });
    await expect(inviteIntoOffice(admin, sent)).rejects.toThrow(Invalid);
    const { code } = await inviteIntoOffice(withMail(admin), sent);
    const [mail] = await mailsOf(db);
    expect(mail).toMatchObject({ kind: 'invitation', to: 'siti@desa.id' });
    expect(mail?.text).toContain(`http://127.0.0.1/bekasikab/undangan/${code}`);
    await inviteIntoOffice(withMail(admin), sent);
    expect(await mailsOf(db)).toHaveLength(1);
  });
});

describe('an invitation in place of somebody', () => {
  const head = async (from = '2026-01-01') => {
    const old = await addPersonRow(db, 'Kepala Lama');
    const termId = await addTerm(db, { userId: old.userId, organizationId: village, role: 'organization_head', from });
    return { old, termId };
  };

  test('ends the old term the day before the new one enters, and not before', async () => {
    await newVillage();
    const { old, termId } = await head();
    const plt = invitation({
      organizationId: village,
      role: 'organization_head',
      kind: 'plt',
      replaces: termId,
      from: '2026-02-01',
    });
    const { code } = await inviteIntoOffice(admin, plt);
    expect(await heldOffices(admin, old.userId)).toHaveLength(1);
    const day = { ...admin, now: new Date('2026-11-25T03:00:00Z') };
    const opened = await acceptWith({ ...day, now: new Date('2026-11-25T03:00:00Z') }, code);
    const { rows } = await db.owner.query(
      'select user_id, kind, valid_from::text as from, valid_to::text as to from office_holders h join offices o on o.id = h.office_id where o.organization_id = $1 order by valid_from',
      [village],
    );
    expect(rows).toEqual([
      { user_id: old.userId, kind: 'definitive', from: '2026-01-01', to: '2026-11-24' },
      { user_id: opened?.userId, kind: 'plt', from: '2026-11-25', to: null },
    ]);
  });

  test('an office that is held needs the tick; a stand-in does not', async () => {
    await newVillage();
    const { termId } = await head();
    const asked = { organizationId: village, role: 'organization_head' as const };
    await expect(inviteIntoOffice(admin, invitation(asked))).rejects.toThrow(Invalid);
    await inviteIntoOffice(admin, invitation({ ...asked, kind: 'plh', to: '2026-12-31' }));
    await expect(
      inviteIntoOffice(admin, invitation({ ...asked, replaces: termId, from: '2025-12-01' })),
    ).rejects.toThrow(Invalid);
    await expect(inviteIntoOffice(admin, invitation({ ...asked, replaces: newId() }))).rejects.toThrow(NotFound);
  });

  test('an office filled meanwhile refuses, and nothing is half done', async () => {
    await newVillage();
    const { code } = await inviteIntoOffice(admin, invitation({ organizationId: village, role: 'organization_head' }));
    await head();
    const before = await usersIn();
    await expect(acceptWith(admin, code)).rejects.toThrow(Invalid);
    expect([await usersIn(), await invitationByCode(admin, code)]).toEqual([before, expect.anything()]);
  });

  test('a term that was over before the letter was opened is said so', async () => {
    await newVillage();
    const { termId } = await head();
    const short = {
      organizationId: village,
      role: 'organization_head' as const,
      replaces: termId,
      kind: 'plh' as const,
    };
    const { code } = await inviteIntoOffice(admin, invitation({ ...short, from: '2026-02-01', to: '2026-02-03' }));
    await expect(acceptWith(admin, code)).rejects.toThrow(Conflict);
  });
});

describe('leave for a new password', () => {
  test('keeps the old one until it is used, then ends sessions and what was due', async () => {
    const person = await addKnown();
    await db.owner.query('insert into auth.passwords_due (user_id) values ($1)', [person.id]);
    const { code } = await offerReset(admin, person.id, { id: newId(), channel: 'letter' });
    expect(await checkPassword(db.identity, person.id, 'kata-sandi-lama')).not.toBeNull();
    const hash = 'x:y';
    const outcomes = await Promise.all([
      choosePasswordByCode(admin, code, hash),
      choosePasswordByCode(admin, code, hash),
    ]);
    expect(outcomes.filter(Boolean)).toEqual([{ userId: person.id, username: person.username }]);
    const { rows } = await db.owner.query(
      'select password, (select count(*)::int from auth.passwords_due where user_id = $1) as due from auth.account where "userId" = $1',
      [person.id],
    );
    expect(rows).toEqual([{ password: hash, due: 0 }]);
    expect(await choosePasswordByCode(admin, code, 'z')).toBeNull();
  });

  test('lives three days; a new one takes the place of the old', async () => {
    const person = await addKnown();
    const first = await offerReset(admin, person.id, { id: newId(), channel: 'letter' });
    expect(await choosePasswordByCode(later(admin, 3), first.code, 'x')).toBeNull();
    const second = await offerReset(admin, person.id, { id: newId(), channel: 'letter' });
    expect([await invitationByCode(admin, first.code), await invitationByCode(admin, second.code)]).toEqual([
      null,
      expect.objectContaining({ purpose: 'reset', username: person.username }),
    ]);
  });

  test('a code for one thing does not do another', async () => {
    const person = await addKnown();
    const reset = await offerReset(admin, person.id, { id: newId(), channel: 'letter' });
    const invited = await inviteIntoOffice(admin, invitation({ organizationId: await newVillage() }));
    expect([await acceptWith(admin, reset.code), await choosePasswordByCode(admin, invited.code, 'x')]).toEqual([
      null,
      null,
    ]);
  });

  test('needs what its channel needs', async () => {
    const [bare, reachable] = [await addKnown(), await addKnown({ email: 'ada@desa.id', phone: '+6281200000000' })];
    const offer = (id: string, channel: 'whatsapp' | 'email') =>
      offerReset(withMail(admin), id, { id: newId(), channel });
    await expect(offer(bare.id, 'whatsapp')).rejects.toThrow(Invalid);
    await expect(offer(bare.id, 'email')).rejects.toThrow(Invalid);
    expect((await offer(reachable.id, 'whatsapp')).phone).toBe('+6281200000000');
    await offer(reachable.id, 'email');
    expect((await mailsOf(db)).at(-1)).toMatchObject({ kind: 'reset', to: 'ada@desa.id' });
  });

  test('is not given for who also holds an office elsewhere, nor by one who may not', async () => {
    const person = await addKnown();
    const theirs = await addOrganization(db, 'village', 'Desa Tetangga', db.tenants.tetangga);
    await db.owner.query('insert into people (tenant_id, user_id, name, username) values ($1, $2, $3, $4)', [
      db.tenants.tetangga.id,
      person.id,
      person.name,
      person.username,
    ]);
    const offered = await offerReset(admin, person.id, { id: newId(), channel: 'letter' });
    await addTerm(db, { userId: person.id, organizationId: theirs, role: 'innovator' }, db.tenants.tetangga);
    await expect(offerReset(admin, person.id, { id: newId(), channel: 'letter' })).rejects.toThrow(NotAllowed);
    expect(await choosePasswordByCode(admin, offered.code, 'x')).toBeNull();
    await expect(offerReset(admin, newId(), { id: newId(), channel: 'letter' })).rejects.toThrow(NotFound);
  });
});

describe('a forgotten password', () => {
  const forgot = (identifier: string, ctx = admin) => mailForgotten(withMail(ctx), identifier);
  const count = async () => (await mailsOf(db)).length;

  test('is answered by mail once in ten minutes, and by nothing where there is nobody', async () => {
    const email = `lupa.${newId().slice(-6)}@desa.id`;
    const person = await addKnown({ email });
    const before = await count();
    await forgot(person.username.toUpperCase());
    await forgot(email);
    await forgot('tidak.ada');
    await forgot((await addKnown()).username);
    expect(await count()).toBe(before + 1);
    const old = (await mailsOf(db)).at(-1)?.text.match(/undangan\/(\S+)/)?.[1] ?? '';
    expect(await invitationByCode(admin, old)).toMatchObject({ purpose: 'reset', username: person.username });
    await forgot(email, later(admin, 0.01));
    expect([await count(), await invitationByCode(admin, old)]).toEqual([before + 2, null]);
  });

  test('two at once make one; an operator’s letter stays good until one of both is used', async () => {
    const person = await addKnown({ email: `dua.${newId().slice(-6)}@desa.id` });
    const letter = await offerReset(admin, person.id, { id: newId(), channel: 'letter' });
    const before = await count();
    await Promise.all([forgot(person.username), forgot(person.username)]);
    expect(await count()).toBe(before + 1);
    expect(await invitationByCode(admin, letter.code)).not.toBeNull();
    const mail = (await mailsOf(db)).find((one) => one.to === person.email);
    const mailed = mail?.text.match(/undangan\/(\S+)/)?.[1] ?? '';
    expect(await choosePasswordByCode(admin, mailed, 'x')).not.toBeNull();
    expect(await invitationByCode(admin, letter.code)).toBeNull();
  });

  test('a neighbour’s person gets nothing', async () => {
    const person = await addKnown({ email: `jauh.${newId().slice(-6)}@desa.id` });
    const before = await count();
    await mailForgotten({ ...withMail(admin), tenant: db.tenants.tetangga }, person.username);
    expect(await count()).toBe(before);
  });
});

describe('a code given out', () => {
  test('is renewed: the old one opens nothing, the same form shows the same', async () => {
    const { id, code } = await inviteIntoOffice(admin, invitation({ organizationId: await newVillage() }));
    const wanted = { id: newId(), channel: 'letter' as const };
    const [one, two] = [await renewCode(later(admin, 5), id, wanted), await renewCode(later(admin, 5), id, wanted)];
    expect(two).toEqual(one);
    expect([await invitationByCode(admin, code), await invitationByCode(later(admin, 18), one.code)]).toEqual([
      null,
      expect.anything(),
    ]);
    await expect(renewCode(admin, id, { id: newId(), channel: 'whatsapp' })).rejects.toThrow(Invalid);
  });

  test('is taken back, again without effect; what was used cannot be', async () => {
    const { id, code } = await inviteIntoOffice(admin, invitation({ organizationId: await newVillage() }));
    await revokeCode(admin, id);
    await revokeCode(admin, id);
    expect(await acceptWith(admin, code)).toBeNull();
    await expect(renewCode(admin, id, { id: newId(), channel: 'letter' })).rejects.toThrow(Conflict);
    const used = await inviteIntoOffice(admin, invitation({ organizationId: village }));
    await acceptWith(admin, used.code);
    await expect(revokeCode(admin, used.id)).rejects.toThrow(Conflict);
    await expect(renewCode(admin, used.id, { id: newId(), channel: 'letter' })).rejects.toThrow(Conflict);
  });
});

describe('who may invite', () => {
  test('a head invites innovators of the own organisation and sees no other invitation', async () => {
    const organizationId = await newVillage();
    const person = await addPersonRow(db);
    await addTerm(db, { userId: person.userId, organizationId, role: 'organization_head' });
    const head = await ctxOf(db, person.userId);
    const { id } = await inviteIntoOffice(head, invitation({ organizationId }));
    const foreign = await inviteIntoOffice(admin, invitation({ organizationId: await newVillage() }));
    expect((await listInvitations(head)).map((one) => one.id)).toEqual([id]);
    await expect(revokeCode(head, foreign.id)).rejects.toThrow(NotFound);
    await expect(inviteIntoOffice(head, invitation({ organizationId: village }))).rejects.toThrow(NotAllowed);
    await expect(inviteIntoOffice(head, invitation({ organizationId, role: 'organization_head' }))).rejects.toThrow(
      NotAllowed,
    );
    await expect(offerReset(head, person.userId, { id: newId(), channel: 'letter' })).rejects.toThrow(NotAllowed);
  });

  test('nobody else', async () => {
    const organizationId = await newVillage();
    const person = await addPersonRow(db);
    await addTerm(db, { userId: person.userId, organizationId, role: 'innovator' });
    for (const ctx of [await ctxOf(db, person.userId), { ...admin, actor: null }]) {
      await expect(inviteIntoOffice(ctx, invitation({ organizationId }))).rejects.toThrow(NotAllowed);
      await expect(listInvitations(ctx)).rejects.toThrow(NotAllowed);
    }
  });
});

describe('whichever statement fails, nothing is half done', () => {
  test('inviting, renewing, revoking', async () => {
    const sent = invitation({ organizationId: await newVillage(), channel: 'email', email: 'gagal@desa.id' });
    expect(await failEveryCall(db, withMail(admin), (ctx) => inviteIntoOffice(ctx, sent))).toBeGreaterThan(6);
    const wanted = { id: newId(), channel: 'letter' as const };
    await failEveryCall(db, admin, (ctx) => renewCode(ctx, sent.id, wanted));
    await failEveryCall(db, admin, (ctx) => revokeCode(ctx, sent.id));
  }, 120_000);

  test('accepting, with a hand-over', async () => {
    await newVillage();
    const old = await addPersonRow(db);
    const replaces = await addTerm(db, { userId: old.userId, organizationId: village, role: 'organization_head' });
    const asked = { organizationId: village, role: 'organization_head' as const, kind: 'plt' as const, replaces };
    const { code } = await inviteIntoOffice(admin, invitation({ ...asked, from: '2026-02-01' }));
    const before = await usersIn();
    let lasting: unknown;
    const id = newId();
    await failEveryCall(db, admin, async (ctx) => {
      lasting = await usersIn();
      return acceptWith(ctx, code, { id });
    });
    expect([lasting, await usersIn()]).toEqual([before, before + 1]);
  }, 120_000);

  test('offering and choosing a password, asking for one', async () => {
    const person = await addKnown({ email: 'semua@desa.id' });
    const wanted = { id: newId(), channel: 'letter' as const };
    await failEveryCall(db, admin, (ctx) => offerReset(ctx, person.id, wanted));
    const { code } = await offerReset(admin, person.id, wanted);
    await failEveryCall(db, admin, (ctx) => choosePasswordByCode(ctx, code, 'a:b'));
    await failEveryCall(db, withMail(admin), (ctx) => mailForgotten(ctx, person.username));
  }, 120_000);
});
