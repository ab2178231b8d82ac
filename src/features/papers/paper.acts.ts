import { recordEvent } from '#platform/audit/record.ts';
import { Conflict, codeOf, type Fault, Invalid } from '#platform/errors.ts';
import type { FileStore } from '#platform/files/store.ts';
import { newId } from '#platform/ids.ts';
import { makePdf } from '#platform/papers/pdf.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { keepBytes } from './bytes.ts';
import { readEdit } from './edit.ts';
import { type Content, codeFrom, type Kind, limits } from './paper.ts';
import { type Printing, printedPaper } from './printed.ts';
import { type PaperStep, requireOffice, takeStep } from './step.acts.ts';
import { type PaperRow, readPaper } from './stored.queries.ts';
import { titleOfOffice } from './title-of-office.ts';

export interface NewPaper {
  id: string;
  kind: Kind;
  about: string;
  /** The office that signs, as definitive: "Bupati Bekasi". */
  signerOffice: string;
  content: Content;
}

/**
 * Makes a draft; what it says is frozen now. The same id again changes nothing.
 * @throws Conflict when the id belongs to another paper
 */
export async function draftPaper(ctx: Ctx, paper: NewPaper): Promise<void> {
  const actor = actorOf(ctx);
  const office = requireOffice('create', actor);
  const tenantId = tenantOf(ctx).id;
  const code = codeFrom(Buffer.from(ctx.secrets.digest('paper code', `${tenantId} ${paper.id}`), 'base64url'));
  await inTenant(ctx, async (tx) => {
    const made = await tx
      .insertInto('papers')
      .values({
        tenantId,
        id: paper.id,
        kind: paper.kind,
        state: 'draft',
        code,
        about: paper.about,
        signerOffice: paper.signerOffice,
        data: JSON.stringify(paper.content),
        madeBy: actor.userId,
        officeId: office.id,
        officeTitle: titleOfOffice(office),
        createdAt: ctx.now,
      })
      // Its code comes from its id: of two at once the second may meet either of the two keys first.
      .onConflict((clash) => clash.doNothing())
      .executeTakeFirst();
    if (!made.numInsertedOrUpdatedRows) {
      const known = await readPaper(tx, ctx, paper.id);
      if (known.madeBy === actor.userId && known.kind === paper.kind) return;
      throw new Conflict('papers.errors.idTaken');
    }
    await recordEvent(tx, ctx, {
      act: 'paper.create',
      subject: { kind: 'paper', id: paper.id },
      officeId: office.id,
      changes: { kind: paper.kind, about: paper.about },
    });
  });
}

/** @throws Invalid with a fault beside each wrong field */
export async function editPaper(ctx: Ctx, step: PaperStep, typed: unknown): Promise<void> {
  await takeStep(ctx, 'edit', step, never, (row) => {
    const { number, datedOn, place, signerKind, signerName, about, ...texts } = readEdit(row.content.form, typed);
    const content = { ...row.content, ...texts };
    return {
      set: { number, datedOn, place, signerKind, signerName, about, data: JSON.stringify(content) },
      changes: { number, datedOn, place, signerKind, about, signer: ctx.secrets.digest('audit', signerName) },
    };
  });
}

/**
 * Locks the paper and keeps the file that is to be signed.
 * @throws Invalid while number, date, place or signer are missing, and when the number belongs to another paper
 */
export async function issuePaper(ctx: Ctx, store: FileStore, printing: Printing, step: PaperStep): Promise<void> {
  requireOffice('issue', actorOf(ctx));
  const seen = await inTenant(ctx, (tx) => readPaper(tx, ctx, step.id));
  const tenant = tenantOf(ctx);
  const faults = missing(seen);
  if (seen.state === 'draft' && faults.length > 0) throw new Invalid(faults);
  // The file is kept before the row that names it: a failure in between leaves a file that nobody needs.
  const sha256 = await keepBytes(store, tenant.id, await makePdf(printedPaper(seen, tenant, printing, false)));
  const was = (row: PaperRow) => row.state === 'issued' && row.version === step.version + 1;
  try {
    await takeStep(ctx, 'issue', step, was, (row) => {
      if (row.version !== seen.version) throw new Conflict('papers.errors.changedMeanwhile');
      return {
        set: { issuedAt: ctx.now, issuedSha256: sha256, signingRequest: newId() },
        changes: { sha256 },
      };
    });
  } catch (error) {
    if (codeOf(error) !== '23505') throw error;
    throw new Invalid([{ field: 'number', message: 'papers.errors.numberTaken' }]);
  }
}

function missing({ number, datedOn, place, signerName }: PaperRow): Fault[] {
  const open = { number: number === '', datedOn: datedOn === null, place: place === '', signerName: signerName === '' };
  const message = { number: 'number', datedOn: 'date', place: 'place', signerName: 'signerName' } as const;
  return (Object.keys(open) as (keyof typeof open)[])
    .filter((field) => open[field])
    .map((field) => ({ field, message: `papers.errors.${message[field]}` }));
}

/** The file that was to be signed counts no longer, nor does a scan that nobody confirmed. */
export async function recallPaper(ctx: Ctx, step: PaperStep): Promise<void> {
  const was = (row: PaperRow) => row.state === 'draft' && row.version === step.version + 1;
  await takeStep(ctx, 'recall', step, was, () => ({
    set: {
      issuedAt: null,
      issuedSha256: null,
      signingRequest: null,
      scanSha256: null,
      scannedBy: null,
      scannedAt: null,
    },
  }));
}

/** @throws Invalid without a reason */
export async function voidPaper(ctx: Ctx, step: PaperStep, typed: string): Promise<void> {
  const reason = typed.trim();
  const fault = reason === '' ? 'reason' : reason.length > limits.reason ? 'tooLong' : null;
  const was = (row: PaperRow) => row.state === 'void' && row.version === step.version + 1;
  await takeStep(ctx, 'void', step, was, () => {
    if (fault) throw new Invalid([{ field: 'reason', message: `papers.errors.${fault}` }]);
    return { set: { voidedAt: ctx.now, voidReason: reason }, changes: { reason } };
  });
}

const never = () => false;
