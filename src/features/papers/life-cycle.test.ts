import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Signer } from '#platform/papers/signing.ts';
import { signingSimulator } from '#platform/papers/simulator.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { readBytes } from './bytes.ts';
import { draftPaper, editPaper, issuePaper, recallPaper, voidPaper } from './paper.acts.ts';
import { digestsOfPapers, paperWork, publicPaper } from './paper.queries.ts';
import { listPapers } from './paper-list.queries.ts';
import { everyPaper } from './paper-search.ts';
import { arrangeAgency } from './testing-office.ts';
import { exampleDecree, filledIn } from './testing-paper.ts';
import { bringScan, confirmScan, signPaper } from './validity.acts.ts';

const printing = { origin: 'https://inovasi.contoh.id', letterhead: { lines: ['Pemerintah Contoh'] } };
const right = { nik: '3216000000000001', passphrase: 'contoh-benar' };
let db: TestDatabase;
let admin: Ctx;
let second: Ctx;
let verifier: Ctx;
let innovator: Ctx;

beforeAll(async () => {
  db = await freshDatabase();
  const agency = await arrangeAgency(db);
  admin = db.ctx({ actor: await agency.person('tenant_admin', 'Ani (contoh)') });
  second = db.ctx({ actor: await agency.person('tenant_admin', 'Budi (contoh)') });
  verifier = db.ctx({ actor: await agency.person('verifier', 'Cici (contoh)') });
  innovator = db.ctx({ actor: await agency.person('innovator', 'Dedi (contoh)') });
});
afterAll(() => db.close());

const rowOf = async (id: string) => (await paperWork(admin, id)).row;
const stepOf = async (id: string) => ({ id, version: (await rowOf(id)).version });
let numbers = 0;

async function drafted(): Promise<string> {
  const id = newId();
  await draftPaper(admin, { id, ...exampleDecree() });
  return id;
}

async function filled(number = `050/Kep.${++numbers}/2026`): Promise<string> {
  const id = await drafted();
  await editPaper(admin, await stepOf(id), { ...filledIn, number });
  return id;
}

async function issued(): Promise<string> {
  const id = await filled();
  await issuePaper(admin, db.files, printing, await stepOf(id));
  return id;
}

const scanOf = (text: string) => db.files.receive(Readable.from([Buffer.from(`%PDF-1.7 ${text}`)]), 1000);

const events = async (id: string) => {
  const { rows } = await db.owner.query<{ act: string; changes: Record<string, unknown> }>(
    'select act, changes from audit_events where subject_id = $1 order by at, id',
    [id],
  );
  return rows;
};

describe('a draft', () => {
  it('is made once, whatever often it is sent, and frozen as it was', async () => {
    const id = newId();
    await Promise.all([draftPaper(admin, { id, ...exampleDecree() }), draftPaper(admin, { id, ...exampleDecree() })]);
    const row = await rowOf(id);
    expect(row).toMatchObject({
      state: 'draft',
      version: 1,
      number: '',
      officeTitle: 'Administrator Balitbangda Contoh',
    });
    expect(row.content).toEqual(exampleDecree().content);
    expect(row.code).toMatch(/^[0-9a-hjkmnp-tv-z]{12}$/);
    expect((await events(id)).map(({ act }) => act)).toEqual(['paper.create']);
    await expect(draftPaper(second, { id, ...exampleDecree() })).rejects.toThrow(Conflict);
  });

  it('is edited beside what was wrong, by whoever saw the last version', async () => {
    const id = await drafted();
    const step = await stepOf(id);
    await expect(
      editPaper(admin, step, { ...filledIn, datedOn: '2026-02-30', considering: ' \n ', signerKind: 'raja' }),
    ).rejects.toMatchObject({
      faults: [
        { field: 'datedOn', message: 'papers.errors.date' },
        { field: 'signerKind', message: 'papers.errors.choose' },
        { field: 'considering', message: 'papers.errors.lines' },
      ],
    });
    await editPaper(admin, step, filledIn);
    const row = await rowOf(id);
    expect(row).toMatchObject({ number: filledIn.number, datedOn: '2026-11-24', signerKind: 'plt', version: 2 });
    expect(row.content).toMatchObject({ considering: filledIn.considering?.split('\n'), noting: [] });
    await expect(editPaper(second, step, filledIn)).rejects.toThrow('papers.errors.changedMeanwhile');
  });

  it('is not sent for signing before it is complete', async () => {
    const id = await drafted();
    await expect(issuePaper(admin, db.files, printing, await stepOf(id))).rejects.toMatchObject({
      faults: ['number', 'datedOn', 'place', 'signerName'].map((field) => expect.objectContaining({ field })),
    });
    expect((await rowOf(id)).state).toBe('draft');
  });
});

describe('a paper that waits for its signature', () => {
  it('is locked, its file kept under its digest, the same again when asked again', async () => {
    const id = await filled();
    const step = await stepOf(id);
    await Promise.all([issuePaper(admin, db.files, printing, step), issuePaper(admin, db.files, printing, step)]);
    const row = await rowOf(id);
    const bytes = await readBytes(db.files, row.tenantId, row.issuedSha256 ?? '');
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    await recallPaper(admin, await stepOf(id));
    await issuePaper(admin, db.files, printing, await stepOf(id));
    expect((await rowOf(id)).issuedSha256).toBe(row.issuedSha256);
    await expect(editPaper(admin, await stepOf(id), filledIn)).rejects.toThrow('papers.errors.stateMoved');
  });

  it('has a number of its own', async () => {
    const number = '050/Kep.sama/2026';
    const [one, other] = [await filled(number), await filled(number)];
    await issuePaper(admin, db.files, printing, await stepOf(one));
    await expect(issuePaper(admin, db.files, printing, await stepOf(other))).rejects.toMatchObject({
      faults: [{ field: 'number', message: 'papers.errors.numberTaken' }],
    });
    await voidPaper(admin, await stepOf(one), 'salah nomor');
    await issuePaper(admin, db.files, printing, await stepOf(other));
  });

  it('becomes valid by a scan that somebody else compared', async () => {
    const id = await issued();
    await expect(confirmScan(verifier, await stepOf(id), true)).rejects.toThrow('papers.errors.noScan');
    const { issuedSha256, tenantId } = await rowOf(id);
    const same = await db.files.receive(Readable.from([await readBytes(db.files, tenantId, issuedSha256 ?? '')]), 1e6);
    await expect(bringScan(admin, db.files, await stepOf(id), same)).rejects.toMatchObject({
      faults: [{ field: 'file', message: 'papers.errors.sameFile' }],
    });
    const scan = await scanOf(id);
    await bringScan(admin, db.files, await stepOf(id), scan);
    expect((await rowOf(id)).state).toBe('issued');
    await expect(confirmScan(admin, await stepOf(id), true)).rejects.toThrow('papers.errors.secondPerson');
    await expect(confirmScan(verifier, await stepOf(id), false)).rejects.toThrow(Invalid);
    const step = await stepOf(id);
    await Promise.all([confirmScan(verifier, step, true), confirmScan(verifier, step, true)]);
    expect(await rowOf(id)).toMatchObject({
      state: 'valid',
      validBy: 'scan',
      validSha256: scan.sha256,
      simulated: false,
    });
    expect((await events(id)).map(({ act }) => act)).toEqual([
      'paper.create',
      'paper.edit',
      'paper.issue',
      'paper.scan',
      'paper.confirm',
    ]);
  });

  it('stays as it was when the service refuses or is silent, and is signed once after that', async () => {
    const id = await issued();
    const before = await rowOf(id);
    const seen: string[] = [];
    const [hasty, patient] = [signingSimulator(50), signingSimulator()];
    const watched = (simulator: Signer): Signer => ({
      ...simulator,
      sign(asked) {
        seen.push(asked.requestId);
        return simulator.sign(asked);
      },
    });
    const signer = watched(patient);
    const attempt = async (changes: object) =>
      signPaper(admin, db.files, watched(hasty), await stepOf(id), { ...right, ...changes });
    await expect(attempt({ nik: '12' })).rejects.toMatchObject({ faults: [{ field: 'nik' }] });
    await expect(attempt({ nik: '3216000000000002' })).rejects.toMatchObject({
      faults: [{ field: 'nik', message: 'papers.errors.signUnknown' }],
    });
    await expect(attempt({ passphrase: 'rahasia-keliru' })).rejects.toMatchObject({
      faults: [{ field: 'passphrase', message: 'papers.errors.signPassphrase' }],
    });
    await expect(attempt({ passphrase: 'contoh-lambat' })).rejects.toMatchObject({
      faults: [{ field: '', message: 'papers.errors.signTimeout' }],
    });
    expect(await rowOf(id)).toEqual(before);
    const step = await stepOf(id);
    await Promise.all([
      signPaper(admin, db.files, signer, step, right),
      signPaper(admin, db.files, signer, step, right),
    ]);
    expect(await rowOf(id)).toMatchObject({ state: 'valid', validBy: 'electronic', simulated: true });
    expect(new Set(seen)).toEqual(new Set([before.signingRequest]));
    const trail = await events(id);
    expect(trail.filter(({ act }) => act === 'paper.sign')).toHaveLength(1);
    expect(trail.filter(({ act }) => act === 'paper.sign_failed').map(({ changes }) => changes)).toEqual([
      { outcome: 'unknown user' },
      { outcome: 'wrong passphrase' },
      { outcome: 'no answer' },
    ]);
    const { rows } = await db.owner.query<{ all: string }>(
      `select (select string_agg(p::text, '') from papers p) || (select string_agg(e::text, '') from audit_events e) as all`,
    );
    for (const secret of ['3216000000000001', '3216000000000002', 'contoh-benar', 'rahasia-keliru']) {
      expect(rows[0]?.all).not.toContain(secret);
    }
  });

  it('that was taken back meanwhile is not made valid by a late answer', async () => {
    const id = await issued();
    const step = await stepOf(id);
    const simulator = signingSimulator();
    const late: Signer = {
      ...simulator,
      async sign(asked) {
        await recallPaper(second, step);
        await issuePaper(second, db.files, printing, await stepOf(id));
        return simulator.sign(asked);
      },
    };
    await expect(signPaper(admin, db.files, late, step, right)).rejects.toThrow(Conflict);
    expect((await rowOf(id)).state).toBe('issued');
  });
});

describe('whose papers they are', () => {
  it('an administrator’s; a verifier looks and confirms; nobody else knows of any', async () => {
    const id = await issued();
    const step = await stepOf(id);
    await expect(voidPaper(verifier, step, 'x')).rejects.toThrow(NotAllowed);
    await expect(recallPaper(verifier, step)).rejects.toThrow(NotAllowed);
    await expect(draftPaper(verifier, { id: newId(), ...exampleDecree() })).rejects.toThrow(NotAllowed);
    await expect(signPaper(verifier, db.files, signingSimulator(), step, right)).rejects.toThrow(NotAllowed);
    expect((await paperWork(verifier, id)).may).toMatchObject({ confirm: true, void: false, edit: false, sign: false });
    for (const ctx of [innovator]) {
      await expect(listPapers(ctx, everyPaper)).rejects.toThrow(NotFound);
      await expect(paperWork(ctx, id)).rejects.toThrow(NotFound);
      await expect(voidPaper(ctx, step, 'x')).rejects.toThrow(NotFound);
      await expect(confirmScan(ctx, step, true)).rejects.toThrow(NotFound);
    }
    await expect(listPapers(db.ctx(), everyPaper)).rejects.toThrow('signInFirst');
    const neighbour = await arrangeAgency(db, db.tenants.tetangga);
    const other = db.ctx({
      tenant: db.tenants.tetangga,
      actor: await neighbour.person('tenant_admin', 'Eka (contoh)'),
    });
    expect((await listPapers(other, everyPaper)).papers).toEqual([]);
    await expect(paperWork(other, id)).rejects.toThrow(NotFound);
    await expect(voidPaper(other, step, 'x')).rejects.toThrow(NotFound);
    await expect(publicPaper(other, (await rowOf(id)).code)).rejects.toThrow(NotFound);
  });

  it('a stranger learns of a draft that it is one, and of others what they say and nothing more', async () => {
    const stranger = db.ctx();
    const draft = await rowOf(await filled());
    expect(await publicPaper(stranger, draft.code)).toMatchObject({ state: 'draft', known: null });
    const waiting = await rowOf(await issued());
    const shown = await publicPaper(stranger, waiting.code);
    expect(shown.known).toEqual({
      number: waiting.number,
      about: waiting.about,
      datedOn: '2026-11-24',
      signerOffice: 'Bupati Contoh',
      signerKind: 'plt',
      signerName: 'Siti Contoh, S.E., M.M.',
    });
    expect(Object.keys(shown)).not.toContain('voidReason');
    await voidPaper(admin, await stepOf(waiting.id), 'alasan yang tetap di dalam');
    expect(JSON.stringify(await publicPaper(stranger, waiting.code))).not.toContain('alasan');
  });

  it('says which contents it still needs', async () => {
    const row = await rowOf(await issued());
    const nobodys = 'f'.repeat(64);
    expect(await digestsOfPapers(db.ctx(), [row.issuedSha256 ?? '', nobodys])).toEqual(new Set([row.issuedSha256]));
    expect(await digestsOfPapers(db.ctx(), [])).toEqual(new Set());
  });
});

describe('each act changes wholly or not at all, whichever call fails', () => {
  it('making and editing a draft', async () => {
    const id = newId();
    await failEveryCall(db, admin, (ctx) => draftPaper(ctx, { id, ...exampleDecree() }));
    const edit = await stepOf(id);
    await failEveryCall(db, admin, (ctx) => editPaper(ctx, edit, { ...filledIn, number: '050/utuh' }));
  });

  it('locking it and taking it back', async () => {
    const id = await filled();
    const issue = await stepOf(id);
    await failEveryCall(db, admin, (ctx) => issuePaper(ctx, db.files, printing, issue));
    const recall = await stepOf(id);
    await failEveryCall(db, admin, (ctx) => recallPaper(ctx, recall));
  });

  it('a scan, its confirmation, and the end', async () => {
    const id = await issued();
    const scan = await stepOf(id);
    await failEveryCall(db, admin, async (ctx) => bringScan(ctx, db.files, scan, await scanOf('utuh')));
    const confirm = await stepOf(id);
    await failEveryCall(db, verifier, (ctx) => confirmScan(ctx, confirm, true));
    const voided = await stepOf(id);
    await failEveryCall(db, admin, (ctx) => voidPaper(ctx, voided, 'selesai diuji'));
  });

  it('signing', async () => {
    const id = await issued();
    const sign = await stepOf(id);
    await failEveryCall(db, admin, (ctx) => signPaper(ctx, db.files, signingSimulator(), sign, right));
  });
});
