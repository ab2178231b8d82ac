import { readdir, statfs } from 'node:fs/promises';
import { FileStore as Folder } from '@tus/file-store';

/** How much may lie in the folder of uploads that no form has used yet; announced bytes count like those that arrived. */
export interface UploadRoom {
  /** Of one sender. */
  files: number;
  bytes: number;
  /** Of all senders together, as a share of what is free on the disk now. */
  shareOfFree: number;
}

/**
 * A form takes 40 files. On a bad line the answer to a new upload is lost now and then and it is begun once more, so there
 * is room for half as many again.
 */
export const usualRoom: UploadRoom = { files: 60, bytes: 500_000_000, shareOfFree: 0.5 };

type Created = Awaited<ReturnType<Folder['create']>>;

/** Answered to a new upload for which there is no room. The page knows the first word (`ui/upload/progress.ts`). */
class NoRoom extends Error {
  readonly status_code = 413;
  readonly body: string;
  constructor(whose: 'unused' | 'full') {
    super(whose);
    const why = whose === 'unused' ? 'too much of what you sent is not used yet' : 'the server has no room now';
    this.body = `${whose}: ${why}\n`;
  }
}

interface Announced {
  id: string;
  sender: string;
  bytes: number;
}

export const isUploadId = (id: string) => /^[0-9a-f]{32}$/.test(id);

/** The library's folder, with an end. */
export class BoundedFolder extends Folder {
  private readonly room: UploadRoom;
  /** What is announced does not change: each is read once. */
  private known = new Map<string, Announced>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(directory: string, room: UploadRoom) {
    super({ directory });
    this.room = room;
    // An upload without an announced length could not be counted.
    this.extensions = this.extensions.filter((name) => name !== 'creation-defer-length');
  }

  /**
   * Written first and counted then, so that of two processes on one folder at least one sees both; within this process one
   * after the other, so that the last place is not refused to two.
   */
  override create(file: Created): Promise<Created> {
    const made = this.last.then(() => this.createCounted(file));
    this.last = made.catch(() => {});
    return made;
  }

  private async createCounted(file: Created): Promise<Created> {
    const made = await super.create(file);
    const refused = await this.excess(file.metadata?.sender ?? '').catch((error: unknown) => error);
    if (!refused) return made;
    await this.remove(file.id);
    throw refused;
  }

  private async excess(sender: string): Promise<NoRoom | null> {
    const all = await this.announced();
    const own = all.filter((one) => one.sender === sender);
    if (own.length > this.room.files || sumOf(own) > this.room.bytes) return new NoRoom('unused');
    const { bavail, bsize } = await statfs(this.directory);
    return sumOf(all) > bavail * bsize * this.room.shareOfFree ? new NoRoom('full') : null;
  }

  private async announced(): Promise<Announced[]> {
    const present = new Map<string, Announced>();
    for (const id of (await readdir(this.directory)).filter(isUploadId)) {
      const one = this.known.get(id) ?? (await this.readAnnounced(id));
      if (one) present.set(id, one);
    }
    this.known = present;
    return [...present.values()];
  }

  /** null for one that is being written or taken away at this moment: who writes it counts after us. */
  private async readAnnounced(id: string): Promise<Announced | null> {
    const file = await Promise.resolve(this.configstore.get(id)).catch(() => undefined);
    return file ? { id, sender: file.metadata?.sender ?? '', bytes: file.size ?? 0 } : null;
  }
}

function sumOf(uploads: readonly Announced[]): number {
  return uploads.reduce((sum, { bytes }) => sum + bytes, 0);
}
