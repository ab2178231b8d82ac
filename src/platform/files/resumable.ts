import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Server } from '@tus/server';
import { logError } from '../log.ts';
import { BoundedFolder, isUploadId, type UploadRoom, usualRoom } from './upload-room.ts';

/** Whose upload it is: a request, and later the form that uses it, must name the same owner. */
export interface UploadAccess {
  owner: string;
  /** For whom it is counted what lies unused: one person, however many owners they are. */
  sender: string;
  /** null for a new upload. */
  id: string | null;
  /** Address of new uploads; each one's own is this with `/<id>`. */
  address: string;
  /** Of one file. */
  mostBytes: number;
}

/** An upload that arrived to its last byte. */
export interface WholeUpload {
  name: string;
  bytes: number;
  open(): Readable;
}

/** Uploads in pieces by the tus protocol (tus.io, 1.0.0). What came of them lies on this machine until a form uses it. */
export interface Uploads {
  /**
   * Answers one request of the protocol. Somebody else's upload is answered like one that never was, a new one for which
   * there is no room with 413.
   */
  answer(request: Request, access: UploadAccess): Promise<Response>;
  /** null when it is not there, not whole, or somebody else's. */
  find(id: string, owner: string): Promise<WholeUpload | null>;
  forget(id: string): Promise<void>;
  /** Throws away what nobody went on with since `before`. @returns how many uploads went */
  forgetBefore(before: Date): Promise<number>;
}

const methods = ['POST', 'HEAD', 'PATCH', 'DELETE'];

export function openUploads(folder: string, room: UploadRoom = usualRoom): Uploads {
  // Made at the first use: the store makes its folder when it is made, and most processes never take an upload.
  let made: { server: Server; store: BoundedFolder } | undefined;
  const accesses = new WeakMap<object, UploadAccess>();
  const opened = () => (made ??= openServer(new BoundedFolder(folder, room), accesses));
  const upload = async (id: string, owner: string) => {
    if (!isUploadId(id)) return null;
    const found = await opened()
      .store.getUpload(id)
      .catch(() => null);
    return found?.metadata?.owner === owner ? found : null;
  };
  return {
    async answer(request, access) {
      if (!methods.includes(request.method)) return new Response(null, { status: 405 });
      if ((access.id === null) !== (request.method === 'POST')) return new Response(null, { status: 404 });
      if (request.headers.has('upload-defer-length')) return new Response('the length is announced', { status: 411 });
      if (access.id !== null && !(await upload(access.id, access.owner))) return new Response(null, { status: 404 });
      accesses.set(request, access);
      return withoutOtherSites(await opened().server.handleWeb(request));
    },
    async find(id, owner) {
      const found = await upload(id, owner);
      if (found?.size === undefined || found.offset !== found.size) return null;
      const open = () => createReadStream(join(folder, id));
      return { name: found.metadata?.filename ?? '', bytes: found.size, open };
    },
    async forget(id) {
      if (!isUploadId(id)) return;
      for (const name of [id, `${id}.json`]) await rm(join(folder, name), { force: true });
    },
    forgetBefore: (before) => forgetBefore(folder, before),
  };
}

function openServer(store: BoundedFolder, accesses: WeakMap<object, UploadAccess>) {
  const accessOf = (request: object) => {
    const access = accesses.get(request);
    if (!access) throw new Error('a request without access');
    return access;
  };
  const server = new Server({
    path: '/',
    datastore: store,
    namingFunction: () => randomBytes(16).toString('hex'),
    maxSize: (request) => accessOf(request).mostBytes,
    generateUrl: (request, { id }) => `${accessOf(request).address}/${id}`,
    getFileIdFromRequest: (request) => accessOf(request).id ?? undefined,
    // Whose it is is ours to say, not the client's.
    onUploadCreate: async (request, { metadata }) => {
      const { owner, sender } = accessOf(request);
      return { metadata: { filename: (metadata?.filename ?? '').slice(0, 1000), owner, sender } };
    },
    onResponseError: (_request, error) => {
      if (error instanceof Error && !('status_code' in error)) logError(error, { part: 'uploads' });
      return undefined;
    },
  });
  return { server, store };
}

/** The protocol is spoken with our own pages only. */
function withoutOtherSites(answer: Response): Response {
  for (const name of [...answer.headers.keys()]) {
    if (name.startsWith('access-control-')) answer.headers.delete(name);
  }
  return answer;
}

async function forgetBefore(folder: string, before: Date): Promise<number> {
  let gone = 0;
  const names = await readdir(folder).catch(() => []);
  for (const id of names.filter(isUploadId)) {
    const found = await stat(join(folder, id)).catch(() => null);
    if (!found || found.mtime >= before) continue;
    for (const name of [id, `${id}.json`]) await rm(join(folder, name), { force: true });
    gone++;
  }
  return gone;
}
