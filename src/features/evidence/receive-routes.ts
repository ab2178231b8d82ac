import type { Context } from 'hono';
import { Invalid } from '#platform/errors.ts';
import type { Refused } from '#platform/files/intake.ts';
import { discardAll, readUpload, takeUploads, type Upload } from '#platform/files/multipart.ts';
import type { Env } from '#platform/http/env.ts';
import { type Refusal, refusalIn } from '#platform/http/forms.ts';
import { largestFile, mostInOnePlace } from './document.ts';
import { addFiles } from './evidence.acts.ts';
import { joinPhotos } from './photos.acts.ts';
import { mostPdfBytes } from './places.ts';
import { ownerOf } from './upload-routes.ts';
import { openEvidence, type Place } from './writing.acts.ts';

/** What became of the files of one form. */
export interface Received {
  refused: readonly Refused[];
  /** How many were kept all the same. */
  saved: number;
  refusal: Refusal | null;
  typed: Readonly<Record<string, string>>;
}

/**
 * Takes the files of the form, which came with it or ahead of it in pieces, and lets them serve in the place. A file
 * that is refused does not keep the others out, unless they were to become one PDF: then nothing is made.
 * @throws NotAllowed before anything is read
 */
export async function receiveFiles(c: Context<Env>, place: Place): Promise<Received> {
  const ctx = c.get('ctx');
  const store = c.get('files');
  await openEvidence(ctx, place.innovationId);
  const upload: Upload = { fields: {}, accepted: [], refused: [] };
  try {
    const form = await readUpload(c.req.raw, store, { bytes: largestFile, files: mostInOnePlace });
    const ids = uploadIds(form.fields.kiriman ?? '');
    const ahead = await takeUploads(store, ids, ownerOf(ctx, place.innovationId), largestFile);
    Object.assign(upload, {
      fields: form.fields,
      accepted: [...form.accepted, ...ahead.accepted],
      refused: [...form.refused, ...ahead.refused],
    });
    const saved = await keepFiles(c, place, upload);
    for (const id of ahead.found) await store.uploads.forget(id);
    return { refused: upload.refused, saved, refusal: null, typed: upload.fields };
  } catch (error) {
    await discardAll(store, upload.accepted);
    return { refused: upload.refused, saved: 0, refusal: refusalIn(error), typed: upload.fields };
  }
}

/** Names of uploads in pieces, without repetition. @throws Invalid for more than one place holds */
function uploadIds(text: string): string[] {
  const ids = [...new Set(text.split(',').filter((id) => id !== ''))];
  if (ids.length > mostInOnePlace) {
    throw new Invalid([{ field: 'berkas', message: 'evidence.errors.tooMany', values: { most: mostInOnePlace } }]);
  }
  return ids;
}

/** @returns how many files were kept */
async function keepFiles(c: Context<Env>, place: Place, { fields, accepted, refused }: Upload): Promise<number> {
  const ctx = c.get('ctx');
  const store = c.get('files');
  const wrong = (key: string) => new Invalid([{ field: 'berkas', message: `evidence.errors.${key}` }]);
  if (accepted.length === 0) {
    if (refused.length > 0) return 0;
    throw wrong('noFiles');
  }
  const isPublic = fields.publik === 'ya';
  if (fields.satuPdf !== 'ya') {
    await addFiles(ctx, store, { ...place, files: accepted, isPublic });
    return accepted.length;
  }
  if (refused.length > 0) throw wrong('photosRefused');
  const title = titleTyped(fields.judul) || c.get('frame').messages.evidence.send.defaultName;
  const pdf = await joinPhotos(store, accepted, { title, mostBytes: mostPdfBytes() });
  await addFiles(ctx, store, { ...place, files: [pdf], isPublic });
  return 1;
}

const titleTyped = (text = '') => text.replace(/\s+/g, ' ').trim().slice(0, 150);
