import { NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Event, type Kind, type State, transitionFor } from './paper.ts';
import { officeFor } from './policy.ts';
import { type PaperRow, paperRow, readPaper } from './stored.queries.ts';

export interface PaperWork {
  row: PaperRow;
  /** Name of whoever brought the scan; null when nobody did, or nobody knows them here any more. */
  scannedByName: string | null;
  /** The office that made it, as it is called today; null when it is not known. */
  madeBy: { role: string; organizationKind: string; organizationName: string } | null;
  may: Record<Event, boolean>;
  /** It was this person who brought the scan. */
  ownScan: boolean;
}

/** A paper for those who work on it. @throws NotFound */
export async function paperWork(ctx: Ctx, id: string): Promise<PaperWork> {
  requireLook(ctx);
  return inTenant(ctx, async (tx) => {
    const row = await readPaper(tx, ctx, id);
    const scanner = await tx
      .selectFrom('people')
      .select('name')
      .where('tenantId', '=', row.tenantId)
      .where('userId', '=', row.scannedBy)
      .executeTakeFirst();
    const madeBy = await tx
      .selectFrom('offices as f')
      .innerJoin('organizations as o', (join) =>
        join.onRef('o.tenantId', '=', 'f.tenantId').onRef('o.id', '=', 'f.organizationId'),
      )
      .select(['f.role', 'o.kind as organizationKind', 'o.name as organizationName'])
      .where('f.tenantId', '=', row.tenantId)
      .where('f.id', '=', row.officeId)
      .executeTakeFirst();
    const may = (event: Event) =>
      transitionFor(event, row.state) !== undefined && officeFor(event, ctx.actor) !== undefined;
    const events: Event[] = ['create', 'edit', 'issue', 'recall', 'scan', 'sign', 'confirm', 'void'];
    return {
      row,
      scannedByName: scanner?.name ?? null,
      madeBy: madeBy ?? null,
      may: Object.fromEntries(events.map((event) => [event, may(event)])) as Record<Event, boolean>,
      ownScan: row.scannedBy !== null && row.scannedBy === ctx.actor?.userId,
    };
  });
}

/** @throws NotFound for who may not look at any paper */
export function requireLook(ctx: Ctx): void {
  if (!officeFor('look', actorOf(ctx))) throw new NotFound('no papers for this person');
}

/** What anybody may know who holds the code of a paper. */
export interface PublicPaper {
  code: string;
  kind: Kind;
  state: State;
  /** null while it is a draft: what it says is not public yet. */
  known: {
    number: string;
    about: string;
    datedOn: string | null;
    signerOffice: string;
    signerKind: string;
    signerName: string;
  } | null;
  simulated: boolean;
  validBy: string | null;
  validAt: Date | null;
  voidedAt: Date | null;
  /** Of the valid file. */
  validSha256: string | null;
  /** Of the file before it was signed. */
  issuedSha256: string | null;
}

/** @throws NotFound when this tenant has no paper with that code */
export async function publicPaper(ctx: Ctx, code: string): Promise<PublicPaper> {
  const row = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('papers')
      .selectAll()
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('code', '=', code)
      .executeTakeFirst(),
  );
  if (!row) throw new NotFound('no paper with this code');
  const paper = paperRow(row);
  const { number, about, datedOn, signerOffice, signerKind, signerName } = paper;
  // What was taken back before it was ever sent for signing stays as unknown as the draft was.
  const announced = paper.issuedSha256 !== null;
  return {
    code,
    kind: paper.kind,
    state: paper.state,
    known: announced ? { number, about, datedOn, signerOffice, signerKind, signerName } : null,
    simulated: paper.simulated,
    validBy: paper.validBy,
    validAt: paper.validAt,
    voidedAt: paper.voidedAt,
    validSha256: paper.validSha256,
    issuedSha256: paper.issuedSha256,
  };
}

/** Which of these contents a paper still needs: what tidies the store must leave them. */
export async function digestsOfPapers(ctx: Ctx, digests: readonly string[]): Promise<Set<string>> {
  if (digests.length === 0) return new Set();
  const rows = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('papers')
      .select(['issuedSha256', 'scanSha256', 'validSha256'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where((where) =>
        where.or([
          where('issuedSha256', 'in', digests),
          where('scanSha256', 'in', digests),
          where('validSha256', 'in', digests),
        ]),
      )
      .execute(),
  );
  const used = rows.flatMap((row) => [row.issuedSha256, row.scanSha256, row.validSha256]);
  return new Set(used.filter((one): one is string => one !== null && digests.includes(one)));
}
