import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Ctx, inTenant } from '../tenancy.ts';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { maskMail, writeMail } from './letter.ts';
import { openBody, queueMail } from './outbox.ts';
import { forgetOldMails, sendDueMails, waitMinutes } from './send.ts';
import { openSmtp, type Smtp } from './smtp.ts';
import { openTestSmtp, type TestSmtp } from './testing-smtp.ts';

let db: TestDatabase;
let server: TestSmtp;
let smtp: Smtp;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.owner.query('delete from mails');
  server = await openTestSmtp();
  smtp = openSmtp(server.url, 'Gelar Uji <gelar@contoh.id>');
  return async () => {
    smtp.close();
    await server.close();
  };
});

const start = new Date('2026-11-24T02:30:00Z');
const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const words = {
  subject: 'Undangan',
  greeting: 'Yth. Siti <Aminah>,',
  paragraphs: ['Baris satu.', 'Baris "dua" & tiga.'],
  action: { label: 'Buka undangan', href: 'http://127.0.0.1/bekasikab/undangan/abcd' },
  footer: 'Balitbangda',
};
const ctx = (now = start): Ctx => ({ ...db.ctx({ now }), mail: { way: 'smtp', origin: 'http://127.0.0.1' } });
const queue = (to: string, now = start) =>
  inTenant(ctx(now), (tx) => queueMail(tx, ctx(now), { kind: 'invitation', to, words }));
const send = (minutes = 0, through = smtp) =>
  sendDueMails({ pool: db.pool, secrets: db.secrets, smtp: through, now: () => at(minutes) }, db.tenants.bekasikab.id);
const rows = async () =>
  (
    await db.owner.query(
      'select state, tries, problem, next_try_at as next, recipient_sealed as recipient, body_sealed as body from mails order by id',
    )
  ).rows;

test('a queued mail is delivered once, with its words, and forgets address and body', async () => {
  expect(await queue('siti@desa.id')).toBe(true);
  expect([await send(), await send(10)]).toEqual([1, 0]);
  const [mail] = server.taken;
  expect(server.taken.map((one) => one.to)).toEqual([['siti@desa.id']]);
  expect(mail?.raw).toMatch(/^From: Gelar Uji <gelar@contoh.id>/m);
  expect(mail?.raw).toMatch(/^Subject: Undangan/m);
  expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated/m);
  expect(mail?.raw).toMatch(/^Message-ID: <[0-9a-f-]{36}@contoh\.id>/m);
  expect(await rows()).toMatchObject([{ state: 'sent', tries: 1, problem: null, recipient: null, body: null }]);
});

test('an address that is refused for good is kept with the reason, masked; the mail after it goes out', async () => {
  server.refuse.set('hilang@desa.id', 550);
  await queue('hilang@desa.id');
  await queue('siti@desa.id');
  expect(await send()).toBe(1);
  const [refused, sent] = await rows();
  expect([refused.state, refused.problem, sent.state]).toEqual([
    'refused',
    expect.stringContaining('hi•••@desa.id'),
    'sent',
  ]);
  expect(refused.problem).not.toContain('hilang@desa.id');
  expect(await send(600)).toBe(0);
});

test('an address that is refused for now is tried again, and given up after three days', async () => {
  server.refuse.set('penuh@desa.id', 451);
  await queue('penuh@desa.id');
  expect(await send()).toBe(0);
  expect(await rows()).toMatchObject([{ state: 'waiting', tries: 1, next: at(1) }]);
  await send(1);
  expect(await rows()).toMatchObject([{ state: 'waiting', tries: 2, next: at(3) }]);
  server.refuse.clear();
  expect(await send(2)).toBe(0);
  expect(await send(3)).toBe(1);
  server.refuse.set('penuh@desa.id', 451);
  await queue('penuh@desa.id');
  await send(73 * 60);
  expect((await rows()).map((row) => row.state)).toEqual(['sent', 'refused']);
});

test('an outage loses nothing: what waits goes out when the server is back', async () => {
  const port = Number(new URL(server.url).port);
  await server.close();
  await queue('satu@desa.id');
  await queue('dua@desa.id');
  expect(await send()).toBe(0);
  // The first was tried, the second not even that.
  expect((await rows()).map((row) => [row.state, row.tries])).toEqual([
    ['waiting', 1],
    ['waiting', 0],
  ]);
  server = await openTestSmtp(port);
  expect(await send(5)).toBe(2);
  expect(server.taken.flatMap((one) => one.to).sort()).toEqual(['dua@desa.id', 'satu@desa.id']);
});

test('two at once send each mail once; one whose sender died is taken up after its lease', async () => {
  for (const name of ['a', 'b', 'c', 'd']) await queue(`${name}@desa.id`);
  const other = openSmtp(server.url, 'gelar@contoh.id');
  const [one, two] = await Promise.all([send(), send(0, other)]);
  other.close();
  expect(one + two).toBe(4);
  expect(server.taken.flatMap((mail) => mail.to).sort()).toEqual(['a@desa.id', 'b@desa.id', 'c@desa.id', 'd@desa.id']);
  await queue('e@desa.id');
  await expect(send(0, { deliver: () => Promise.reject(new Error('killed')), close() {} })).rejects.toThrow('killed');
  expect([await send(4), await send(5)]).toEqual([0, 1]);
});

test('without a way out nothing is written; a neighbour neither sees nor sends it', async () => {
  const silent = db.ctx();
  const mail = { kind: 'reset' as const, to: 'a@b.id', words };
  expect(await inTenant(silent, (tx) => queueMail(tx, silent, mail))).toBe(false);
  expect(await rows()).toEqual([]);
  await queue('siti@desa.id');
  const sending = { pool: db.pool, secrets: db.secrets, smtp, now: () => at(1) };
  expect(await sendDueMails(sending, db.tenants.tetangga.id)).toBe(0);
});

test('the database holds neither address nor words in clear', async () => {
  await queue('siti@desa.id');
  const { rows: found } = await db.owner.query('select m::text as row, body_sealed from mails m');
  expect(found[0].row).not.toMatch(/siti|Baris/);
  expect(openBody(db.secrets, found[0].body_sealed)).toEqual(writeMail(words));
});

test('settled mails go after ninety days, waiting ones stay', async () => {
  await queue('siti@desa.id');
  await send();
  await queue('dua@desa.id');
  const old = { pool: db.pool, now: () => at(91 * 24 * 60) };
  await forgetOldMails(old, db.tenants.bekasikab.id);
  expect((await rows()).map((row) => row.state)).toEqual(['waiting']);
});

test('HTML of a mail shows what was typed and obeys none of it', () => {
  const { html, text } = writeMail(words);
  expect(html).toContain('Yth. Siti &lt;Aminah&gt;,');
  expect(html).toContain('Baris &quot;dua&quot; &amp; tiga.');
  expect(text).toBe(
    'Yth. Siti <Aminah>,\n\nBaris satu.\n\nBaris "dua" & tiga.\n\nBuka undangan:\nhttp://127.0.0.1/bekasikab/undangan/abcd\n\n-- \nBalitbangda\n',
  );
});

test('a masked address never shows the whole name', () => {
  expect(['siti@desa.id', 'ab@x.id', 'a@x.id'].map(maskMail)).toEqual(['si•••@desa.id', 'a•••@x.id', 'a•••@x.id']);
  fc.assert(
    fc.property(
      fc.emailAddress().filter((address) => address.indexOf('@') > 1),
      (address) => {
        expect(maskMail(address)).not.toContain(address.slice(0, address.lastIndexOf('@')));
      },
    ),
  );
});

test('waits grow, and end at four hours', () => {
  expect([1, 2, 3, 8, 9, 50].map(waitMinutes)).toEqual([1, 2, 4, 128, 240, 240]);
});
