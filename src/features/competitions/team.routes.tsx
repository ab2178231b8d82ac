import { type Context, Hono } from 'hono';
import { readDay } from '#features/innovations/index.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { discardAll, readUpload, type Upload } from '#platform/files/multipart.ts';
import type { FileStore } from '#platform/files/store.ts';
import type { Env } from '#platform/http/env.ts';
import { answerFile } from '#platform/http/file-answer.ts';
import { type FormValues, parseWith, type Refusal, refusalIn } from '#platform/http/forms.ts';
import { goTo } from '#platform/http/render.ts';
import { tenantOf } from '#platform/tenancy.ts';
import { entryWork } from './entry.queries.ts';
import { addressId, sentId } from './entry-requests.ts';
import { showEntry } from './entry-shown.routes.tsx';
import { addMember, consentScan, revealMember, withdrawConsent } from './team.acts.ts';
import { largestScan, memberSchema, type NewMember, scanTypes } from './team.ts';

const team = '/kerja/peserta/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/anggota';
const member = `${team}/:member{[0-9a-f]{8}-[0-9a-f-]{27}}`;

/** Pupils of a team. Bodies with a scan are read as streams: the address ends with `/unggah`. */
export const teamRoutes = new Hono<Env>();

teamRoutes.post(`${team}/unggah`, async (c) => {
  const ctx = c.get('ctx');
  const entryId = addressId(c.req.param('id'));
  const { may } = await entryWork(ctx, entryId);
  if (!may.team) throw new NotFound('no pupil is added here');
  const store = c.get('files');
  const upload = await readUpload(c.req.raw, store, { bytes: largestScan, files: 1 });
  try {
    const place = { entryId, id: sentId(upload.fields, 'memberId') };
    await addMember(ctx, store, place, memberIn(upload.fields), scanIn(upload));
  } catch (error) {
    return showEntry(c, { refusal: asOnForm(refusalIn(error)), typed: upload.fields as FormValues });
  } finally {
    await discardAll(store, upload.accepted);
  }
  return goTo(c, `/kerja/peserta/${entryId}`, 'entries.memberAdded');
});

/** The name of a pupil has a field name of its own on the page. */
const asOnForm = ({ faults, status }: Refusal): Refusal => ({
  status,
  faults: faults.map((fault) => (fault.field === 'name' ? { ...fault, field: 'memberName' } : fault)),
});

/** @throws Invalid with one fault a wrong field */
function memberIn(fields: Readonly<Record<string, string>>): NewMember {
  return parseWith(memberSchema, {
    name: fields.memberName ?? '',
    className: fields.className ?? '',
    guardian: fields.guardian ?? '',
    consentOn: readDay(fields.consentOn ?? ''),
    kind: fields.kind,
    agreed: fields.agreed,
    nameAllowed: fields.nameAllowed === 'ya',
    photoAllowed: fields.photoAllowed === 'ya',
  });
}

function scanIn({ accepted, refused }: Upload) {
  const [file] = accepted;
  if (refused.length > 0 || (file && !scanTypes.includes(file.mediaType)))
    throw new Invalid([{ field: 'file', message: 'entries.errors.scan' }]);
  return file?.content ?? null;
}

const placeIn = (c: Context<Env>) => ({ entryId: addressId(c.req.param('id')), id: addressId(c.req.param('member')) });

teamRoutes.post(`${member}/lihat`, async (c) => {
  c.header('Cache-Control', 'no-store');
  const place = placeIn(c);
  return showEntry(c, null, { id: place.id, member: await revealMember(c.get('ctx'), place) });
});

teamRoutes.post(`${member}/cabut`, async (c) => {
  const place = placeIn(c);
  await withdrawConsent(c.get('ctx'), place);
  return goTo(c, `/kerja/peserta/${place.entryId}`, 'entries.consentWithdrawn');
});

teamRoutes.get(`${member}/persetujuan`, async (c) => {
  const ctx = c.get('ctx');
  const { sha256 } = await consentScan(ctx, placeIn(c));
  c.header('Cache-Control', 'private, no-store');
  const { mediaType, ending } = await kindOf(c.get('files'), tenantOf(ctx).id, sha256);
  return answerFile(c, tenantOf(ctx).id, { sha256, mediaType, name: `persetujuan.${ending}` });
});

/** By the first byte: only a PDF, a JPEG or a PNG was ever taken. @throws NotFound when the store does not hold it */
async function kindOf(store: FileStore, tenantId: string, sha256: string) {
  const stored = await store.read(tenantId, sha256);
  if (!stored) throw new NotFound('the store does not hold the scan');
  const reader = stored.body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  if (value?.[0] === 0xff) return { mediaType: 'image/jpeg', ending: 'jpg' };
  return value?.[0] === 0x89
    ? { mediaType: 'image/png', ending: 'png' }
    : { mediaType: 'application/pdf', ending: 'pdf' };
}
