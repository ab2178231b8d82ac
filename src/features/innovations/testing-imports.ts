import { Readable } from 'node:stream';
import { id as messages } from '#messages/id.ts';
import { newId } from '#platform/ids.ts';
import { workbookOf, xlsx } from '#platform/sheets/testing-sheets.ts';
import type { Ctx } from '#platform/tenancy.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import { confirmImport, startImport } from './import.acts.ts';
import { type ImportView, importView } from './import.queries.ts';
import { runImport } from './import-run.acts.ts';

export type Row = Readonly<Record<string, string | number | Date | null>>;

/** A workbook with these rows under the heads that any of them has. */
export function sheetOf(rows: readonly Row[], sheet = 'Inovasi'): Promise<Buffer> {
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return workbookOf([heads, ...rows.map((row) => heads.map((head) => row[head] ?? null))], sheet);
}

/** Sends the bytes as a file and lets the job look through them. @returns the import */
export async function checked(db: TestDatabase, ctx: Ctx, bytes: Buffer, mediaType = xlsx): Promise<ImportView> {
  const id = newId();
  const content = await db.files.receive(Readable.from([bytes]), bytes.length);
  await startImport(ctx, db.files, id, { name: 'inovasi.xlsx', mediaType, content, thumbnail: null });
  await runImport(ctx, db.files, id, messages);
  return importView(ctx, id);
}

/** The same, and writes what is right. */
export async function broughtIn(db: TestDatabase, ctx: Ctx, bytes: Buffer): Promise<ImportView> {
  const { id } = await checked(db, ctx, bytes);
  await confirmImport(ctx, id);
  await runImport(ctx, db.files, id, messages);
  return importView(ctx, id);
}

export const countsOf = ({ state, added, changed, same, wrong }: ImportView) => ({
  state,
  added,
  changed,
  same,
  wrong,
});
