import { Readable } from 'node:stream';
import { addFiles, addVideo } from '#features/evidence/evidence.acts.ts';
import { startWorkbook } from '#features/innovation-index/workbook.acts.ts';
import { columnKeys } from '#features/innovation-index/workbook-rows.ts';
import { startImport } from '#features/innovations/import.acts.ts';
import { runImport } from '#features/innovations/import-run.acts.ts';
import { id as messages } from '#messages/id.ts';
import { newId } from '#platform/ids.ts';
import { workbookOf, xlsx } from '#platform/sheets/testing-sheets.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import { samplePdf, samplePhoto } from '#platform/testing/sample-files.ts';
import { canary } from './canaries.fixture.ts';
import type { InnovationKind, Innovations } from './innovations.fixture.ts';
import type { People } from './people.fixture.ts';

/** Innovations with evidence of their own. */
export const evidenced = ['draft', 'submitted', 'accepted', 'archived', 'agencyDraft'] as const;

/** A paper that is shown to nobody and one that the public may see, for each; a picture and a film for one. */
export async function arrangeEvidence(db: TestDatabase, people: People, innovations: Innovations): Promise<void> {
  for (const kind of evidenced) await addPapers(db, people, kind, innovations[kind]);
  const ctx = await people.as('villageInnovator');
  const place = { innovationId: innovations.accepted, indicator: 'SID-16', isPublic: false };
  const [content, thumbnail] = [await keep(db, await samplePhoto({ side: 64 })), await keep(db, await samplePhoto())];
  const name = `${canary(people.side, 'pictureFile')}.jpg`;
  await addFiles(ctx, db.files, { ...place, files: [{ name, mediaType: 'image/jpeg', content, thumbnail }] });
  const video = {
    title: canary(people.side, 'videoFile'),
    address: `https://contoh.id/${canary(people.side, 'videoAddress')}`,
  };
  await addVideo(ctx, { ...place, indicator: '', video });
}

async function addPapers(db: TestDatabase, people: People, kind: InnovationKind, innovationId: string): Promise<void> {
  const ctx = await people.as(kind === 'agencyDraft' ? 'agencyInnovator' : 'villageInnovator');
  for (const isPublic of [false, true]) {
    const word = (part: string) => canary(people.side, `${kind}${isPublic ? 'Open' : ''}${part}`);
    const content = await keep(db, samplePdf(word('Paper')));
    const file = { name: `${word('File')}.pdf`, mediaType: 'application/pdf' as const, content, thumbnail: null };
    await addFiles(ctx, db.files, { innovationId, indicator: '', isPublic, files: [file] });
  }
}

const keep = (db: TestDatabase, bytes: Buffer) => db.files.receive(Readable.from([bytes]), 100_000_000);

/** A sheet of innovations with a wrong row, one that cannot be read at all, and a workbook of the index. */
export async function arrangeSheets(db: TestDatabase, people: People): Promise<void> {
  const ctx = await people.as('administrator');
  const word = (kind: string) => canary(people.side, kind);
  const wrong = [word('importRow'), 'Tidak Ada', 'entah', 'x'];
  const faulty = await workbookOf([['Nama inovasi', 'Organisasi', 'Tahapan', word('importHead')], wrong]);
  const bare = await workbookOf([['Nama inovasi'], ['Tanpa organisasi']]);
  for (const bytes of [faulty, bare]) {
    const id = newId();
    await startImport(ctx, db.files, id, await sheet(db, `${word('importFile')}.xlsx`, bytes));
    await runImport(ctx, db.files, id, messages);
  }
  const { columns, example } = messages.indexPages.workbook;
  const row = { ...example, reference: 'R-1', title: word('workbookRow') };
  const owner = people.side === 'a' ? 'Desa Contoh Satu' : 'Desa Seberang Satu';
  const known = { ...row, reference: '', title: word('acceptedTitle'), organization: owner };
  const index = await workbookOf([
    [...columnKeys.map((key) => columns[key]), 'SID-16'],
    ...[row, known].map((one) => [...columnKeys.map((key) => one[key]), 2]),
  ]);
  await startWorkbook(ctx, db.files, newId(), await sheet(db, `${word('workbookFile')}.xlsx`, index));
}

async function sheet(db: TestDatabase, name: string, bytes: Buffer) {
  return { name, mediaType: xlsx, content: await keep(db, bytes), thumbnail: null };
}
