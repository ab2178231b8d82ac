import { actingTitle } from '#features/people/index.ts';
import { recordEvent } from '#platform/audit/record.ts';
import { Conflict, Invalid } from '#platform/errors.ts';
import type { FileStore, Incoming } from '#platform/files/store.ts';
import { askSigner, type Signer, type SigningFailure } from '#platform/papers/signing.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { keepBytes, readBytes } from './bytes.ts';
import { type PaperStep, requireOffice, takeStep } from './step.acts.ts';
import { type PaperRow, readPaper } from './stored.queries.ts';

/**
 * A scan of the paper signed by hand. It makes nothing valid yet: somebody else compares it first.
 * @throws Invalid when it is the very file that was to be signed
 */
export async function bringScan(ctx: Ctx, store: FileStore, step: PaperStep, scan: Incoming): Promise<void> {
  requireOffice('scan', actorOf(ctx));
  const seen = await inTenant(ctx, (tx) => readPaper(tx, ctx, step.id));
  if (scan.sha256 === seen.issuedSha256) throw new Invalid([{ field: 'file', message: 'papers.errors.sameFile' }]);
  await store.keep(tenantOf(ctx).id, scan);
  const was = (row: PaperRow) => row.scanSha256 === scan.sha256 && row.version === step.version + 1;
  await takeStep(ctx, 'scan', step, was, (_row, actor) => ({
    set: { scanSha256: scan.sha256, scannedBy: actor.userId, scannedAt: ctx.now },
    changes: { sha256: scan.sha256 },
  }));
}

/**
 * Somebody else than who brought it confirms the scan: from now on the paper is valid.
 * @param compared whether they said that they compared it
 */
export async function confirmScan(ctx: Ctx, step: PaperStep, compared: boolean): Promise<void> {
  const was = (row: PaperRow) => row.validBy === 'scan' && row.confirmedBy === ctx.actor?.userId;
  await takeStep(ctx, 'confirm', step, was, (row, actor) => {
    if (!row.scanSha256) throw new Conflict('papers.errors.noScan');
    if (row.scannedBy === actor.userId) throw new Conflict('papers.errors.secondPerson');
    if (!compared) throw new Invalid([{ field: 'compared', message: 'papers.errors.compared' }]);
    return {
      set: { validAt: ctx.now, validBy: 'scan', validSha256: row.scanSha256, confirmedBy: actor.userId },
      changes: { sha256: row.scanSha256 },
    };
  });
}

export interface Credentials {
  nik: string;
  passphrase: string;
}

/** What the person is told beside which field. */
const failures: Record<SigningFailure, { field: string; message: string }> = {
  'unknown user': { field: 'nik', message: 'papers.errors.signUnknown' },
  'wrong passphrase': { field: 'passphrase', message: 'papers.errors.signPassphrase' },
  'no answer': { field: '', message: 'papers.errors.signTimeout' },
};

/**
 * Asks the signing service for the paper's file. A refusal or silence leaves the paper as it was, and every attempt
 * carries the same key, so that repeating signs once.
 * @throws Invalid with what the service said
 */
export async function signPaper(
  ctx: Ctx,
  store: FileStore,
  signer: Signer,
  step: PaperStep,
  credentials: Credentials,
): Promise<void> {
  const office = requireOffice('sign', actorOf(ctx));
  requireTyped(credentials);
  const row = await inTenant(ctx, (tx) => readPaper(tx, ctx, step.id));
  if (wasSigned(row, step)) return;
  if (row.state !== 'issued' || !row.issuedSha256 || !row.signingRequest)
    throw new Conflict('papers.errors.stateMoved');
  const tenantId = tenantOf(ctx).id;
  const answer = await askSigner(signer, {
    requestId: row.signingRequest,
    pdf: await readBytes(store, tenantId, row.issuedSha256),
    signer: { title: actingTitle(row.signerKind, row.signerOffice), name: row.signerName },
    ...credentials,
  });
  if (answer.outcome !== 'signed') {
    await recordFailure(ctx, row.id, office.id, answer.outcome);
    throw new Invalid([failures[answer.outcome]]);
  }
  const sha256 = await keepBytes(store, tenantId, answer.pdf);
  const request = row.signingRequest;
  const taken = (now: PaperRow) => wasSigned(now, step) && now.signingRequest === request;
  await takeStep(ctx, 'sign', step, taken, (now) => {
    if (now.signingRequest !== request) throw new Conflict('papers.errors.stateMoved');
    return {
      set: { validAt: ctx.now, validBy: 'electronic', validSha256: sha256, simulated: signer.simulated },
      changes: { sha256, simulated: signer.simulated },
    };
  });
}

const wasSigned = (row: PaperRow, step: PaperStep) =>
  row.state === 'valid' && row.validBy === 'electronic' && row.version === step.version + 1;

function requireTyped({ nik, passphrase }: Credentials): void {
  const faults = [];
  if (!/^\d{16}$/.test(nik)) faults.push({ field: 'nik', message: 'papers.errors.nik' });
  if (passphrase === '') faults.push({ field: 'passphrase', message: 'papers.errors.passphrase' });
  if (faults.length > 0) throw new Invalid(faults);
}

/** That it was tried is on record; with which NIK and passphrase is not. */
async function recordFailure(ctx: Ctx, id: string, officeId: string, outcome: SigningFailure): Promise<void> {
  await inTenant(ctx, (tx) =>
    recordEvent(tx, ctx, {
      act: 'paper.sign_failed',
      subject: { kind: 'paper', id },
      officeId,
      changes: { outcome },
    }),
  );
}
