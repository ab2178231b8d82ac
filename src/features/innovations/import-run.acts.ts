import { ownerFinder } from '#features/organizations/index.ts';
import type { Messages } from '#messages/id.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotAllowed } from '#platform/errors.ts';
import { withLocalCopy } from '#platform/files/local-copy.ts';
import type { FileStore } from '#platform/files/store.ts';
import { readSheet } from '#platform/sheets/read.ts';
import { type SheetRow, UnreadableSheet, usualLimits } from '#platform/sheets/sheet-row.ts';
import { type Ctx, type HeldOffice, inTenant } from '#platform/tenancy.ts';
import { type ImportRun, importOffice, readImport } from './import.queries.ts';
import { type ImportCounts, importLimits, type NamedRow, type RowFault, workingStates } from './import.ts';
import { fault, type HeadMap, looksLikeHeads, type ReadHeads, readHeads } from './import-columns.ts';
import { type OwnerFinder, titleKey, type Weighed, weighRows } from './import-match.queries.ts';
import { isExample, type ReadRow, readRow } from './import-row.ts';
import { writeRows } from './import-write.acts.ts';
import { listTopics } from './topic.queries.ts';

/**
 * Works on an import until it waits for somebody or is done: looks through its rows, or writes them, batch by batch,
 * each in a transaction that also says how far it is. Killed in between, the next call goes on behind the last batch;
 * two at once do nothing twice, because a batch that finds another place than it expects is left to the other.
 * @throws what went wrong for a reason of ours; after a day of it without one step forward the import is refused, and
 * at once when the process died of it several times: it must not take every start down with it
 */
export async function runImport(ctx: Ctx, files: FileStore, id: string, messages: Messages): Promise<void> {
  const run = await inTenant(ctx, (tx) => readImport(tx, ctx, id));
  if (!workingStates.includes(run.state)) return;
  if (run.tries >= importLimits.deaths) return refuse(ctx, run, { cell: null, message: fault('stuck') });
  try {
    await noteTries(ctx, run, run.tries + 1);
    importOffice(ctx);
    const found = await withLocalCopy(files, run.tenantId, run.fileSha256, (path) =>
      goThrough(ctx, run, path, messages),
    );
    if (!found) await refuse(ctx, run, { cell: null, message: fault('gone') });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return refuse(ctx, run, refusal);
    const dayAgo = new Date(ctx.now.getTime() - importLimits.hoursTried * 3_600_000);
    if (run.movedAt < dayAgo) await refuse(ctx, run, { cell: null, message: fault('stuck') }, dayAgo);
    await noteTries(ctx, run, 0);
    throw error;
  }
}

async function noteTries(ctx: Ctx, run: ImportRun, tries: number): Promise<void> {
  await inTenant(ctx, (tx) =>
    tx
      .updateTable('imports')
      .set({ tries })
      .where('tenantId', '=', run.tenantId)
      .where('id', '=', run.id)
      .where('state', '=', run.state)
      .execute(),
  );
}

function refusalOf(error: unknown): RowFault | null {
  if (error instanceof NotAllowed) return { cell: null, message: fault('mayNot') };
  if (error instanceof WrongSheet) return error.reason;
  if (!(error instanceof UnreadableSheet)) return null;
  return { cell: null, message: fault(error.refusal), values: { max: importLimits.rows } };
}

class WrongSheet extends Error {
  readonly reason: RowFault;
  constructor(reason: RowFault) {
    super(reason.message);
    this.reason = reason;
  }
}

async function goThrough(ctx: Ctx, run: ImportRun, path: string, messages: Messages): Promise<void> {
  const topics = await listTopics(ctx);
  const findOwner = await inTenant(ctx, ownerFinder);
  const seen = new Map<string, number>();
  let [place, batch, unknown] = [0, [] as ReadRow[], [] as readonly string[]];
  for await (const { row, places, unknownHeads } of innovationRows(path, run, messages)) {
    const read = withoutRepeat(readRow(row, places, topics), seen, findOwner);
    place++;
    unknown = unknownHeads;
    if (place <= run.done) continue;
    batch.push(read);
    if (batch.length < importLimits.batch) continue;
    if (!(await takeBatch(ctx, run, place - batch.length, batch, findOwner))) return;
    batch = [];
  }
  if (place === 0) throw new WrongSheet({ cell: null, message: fault('empty') });
  if (batch.length > 0 && !(await takeBatch(ctx, run, place - batch.length, batch, findOwner))) return;
  await finish(ctx, run, place, unknown);
}

/** Rows below the heads of the sheet that has them, without the template's example. @throws WrongSheet */
export async function* innovationRows(
  path: string,
  run: Pick<ImportRun, 'mediaType'>,
  messages: Messages,
): AsyncGenerator<{ row: SheetRow; places: HeadMap; heads: SheetRow; unknownHeads: string[] }> {
  let [sheet, heads] = [null as string | null, null as (SheetRow & ReadHeads) | null];
  for await (const row of readSheet(path, run.mediaType, { ...usualLimits, rows: importLimits.rows + 500 })) {
    if (row.sheet !== sheet) {
      if (heads) return;
      sheet = row.sheet;
      if (!looksLikeHeads(row.cells, messages)) continue;
      const read = readHeads(row.cells, messages);
      const [wrong] = read.faults;
      if (wrong) throw new WrongSheet(wrong);
      heads = { ...row, ...read };
    } else if (heads && !isExample(row.cells, heads.places)) {
      yield { row, places: heads.places, heads, unknownHeads: heads.unknown };
    }
  }
  if (!heads) throw new WrongSheet({ cell: null, message: fault('noHeads') });
}

/** The second row that means the same innovation is wrong, and says which is the first. */
function withoutRepeat(read: ReadRow, seen: Map<string, number>, findOwner: OwnerFinder): ReadRow {
  if (!read.row) return read;
  const { reference, organization, organizationCode: code, title, places } = read.row;
  // One organisation is written in several ways; only where it is unknown do its words have to do.
  const owner = findOwner({ name: organization, code }) ?? `${organization.toLowerCase()} ${code ?? ''}`;
  const keys = [`t ${owner} ${titleKey(title)}`];
  if (reference) keys.push(`r ${reference.toLowerCase()}`);
  const first = keys.map((key) => seen.get(key)).find((number) => number !== undefined);
  for (const key of keys) if (!seen.has(key)) seen.set(key, read.number);
  if (first === undefined) return read;
  const repeated: RowFault = { cell: places.get('title') ?? null, message: fault('repeated'), values: { row: first } };
  return { ...read, row: null, faults: [repeated] };
}

/** @returns false when somebody else took it, or the import was called off: then there is nothing left to do here */
async function takeBatch(
  ctx: Ctx,
  run: ImportRun,
  from: number,
  batch: readonly ReadRow[],
  findOwner: OwnerFinder,
): Promise<boolean> {
  const office = importOffice(ctx);
  const now = { ...ctx, now: new Date() };
  return inTenant(ctx, async (tx) => {
    const current = await readImport(tx, ctx, run.id, 'for update');
    if (current.state !== run.state || current.done !== from) return false;
    const good = batch.flatMap(({ row }) => (row ? [row] : []));
    const weighed = await weighRows(tx, now, good, findOwner);
    if (run.state === 'writing') await writeRows(tx, now, weighed, { office, importId: run.id });
    const faults = [...batch.filter(({ row }) => !row), ...wrongOnes(weighed)];
    await insertFaults(tx, run, faults);
    await tx
      .updateTable('imports')
      .set((eb) => ({
        done: from + batch.length,
        movedAt: now.now,
        tries: 0,
        firstRows: JSON.stringify(withFirst(current.firstRows, weighed)),
        ...Object.fromEntries(
          Object.entries(countsOf(batch, weighed)).map(([key, n]) => [
            key,
            eb(eb.ref(key as keyof ImportCounts), '+', n),
          ]),
        ),
      }))
      .where('tenantId', '=', run.tenantId)
      .where('id', '=', run.id)
      .execute();
    return true;
  });
}

function withFirst(known: readonly NamedRow[], weighed: readonly Weighed[]): NamedRow[] {
  const named = weighed.flatMap(({ outcome, row }): NamedRow[] =>
    outcome === 'added' || outcome === 'changed' ? [{ row: row.number, title: row.title, outcome }] : [],
  );
  const all = [...known, ...named];
  return (['added', 'changed'] as const).flatMap((kind) =>
    all.filter(({ outcome }) => outcome === kind).slice(0, importLimits.rowsShown),
  );
}

const wrongOnes = (weighed: readonly Weighed[]) =>
  weighed.flatMap((one) => (one.outcome === 'wrong' ? [{ number: one.row.number, faults: one.faults }] : []));

function countsOf(batch: readonly ReadRow[], weighed: readonly Weighed[]): ImportCounts {
  const of = (outcome: Weighed['outcome']) => weighed.filter((one) => one.outcome === outcome).length;
  const unread = batch.filter(({ row }) => !row).length;
  return { added: of('added'), changed: of('changed'), same: of('same'), wrong: of('wrong') + unread };
}

async function insertFaults(tx: Tx, run: ImportRun, wrong: readonly { number: number; faults: readonly RowFault[] }[]) {
  const rows = wrong.flatMap(({ number, faults }) =>
    faults.map(({ cell, message, values }, position) => ({
      tenantId: run.tenantId,
      importId: run.id,
      rowNumber: number,
      position,
      cell,
      message,
      words: JSON.stringify(values ?? {}),
    })),
  );
  if (rows.length > 0) await tx.insertInto('importFaults').values(rows).execute();
}

async function finish(ctx: Ctx, run: ImportRun, total: number, unknown: readonly string[]): Promise<void> {
  const office: HeldOffice = importOffice(ctx);
  await inTenant(ctx, async (tx) => {
    const current = await readImport(tx, ctx, run.id, 'for update');
    if (current.state !== run.state || current.done !== total) return;
    const state = run.state === 'writing' ? 'done' : 'checked';
    await tx
      .updateTable('imports')
      .set({ state, total, unknownHeads: unknown.map((head) => head.slice(0, 60)), movedAt: new Date() })
      .where('tenantId', '=', run.tenantId)
      .where('id', '=', run.id)
      .execute();
    if (state !== 'done') return;
    const { added, changed, same, wrong } = current;
    const changes = { added, changed, same, wrong };
    await recordEvent(tx, ctx, {
      act: 'import.finished',
      subject: { kind: 'import', id: run.id },
      officeId: office.id,
      changes,
    });
  });
}

/** @param unmovedSince then only when it has not moved since: another process may have got further meanwhile */
async function refuse(ctx: Ctx, run: ImportRun, { message, values }: RowFault, unmovedSince?: Date): Promise<void> {
  await inTenant(ctx, async (tx) => {
    const current = await readImport(tx, ctx, run.id, 'for update');
    if (current.state !== run.state || (unmovedSince && current.movedAt >= unmovedSince)) return;
    await tx
      .updateTable('imports')
      .set({ state: 'refused', refusal: message, refusalValues: JSON.stringify(values ?? {}), movedAt: new Date() })
      .where('tenantId', '=', run.tenantId)
      .where('id', '=', run.id)
      .execute();
    const subject = { kind: 'import', id: run.id };
    await recordEvent(tx, ctx, { act: 'import.refused', subject, officeId: run.officeId, changes: { why: message } });
  });
}
