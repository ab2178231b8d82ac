import type { Readable } from 'node:stream';
import yauzl from 'yauzl';

/** The entries of a ZIP archive, each read from where the archive's list says that it stands. */
export interface ArchiveParts {
  /** In the order of the list. */
  names: readonly string[];
  /** The unpacked bytes of an entry; null where there is none of that name. */
  read(name: string): Promise<Readable | null>;
  close(): void;
}

/** @throws Error for a file that is no archive */
export async function openParts(path: string): Promise<ArchiveParts> {
  const archive = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
  const entries = new Map<string, yauzl.Entry>();
  try {
    for await (const entry of archive.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    archive.close();
    throw error;
  }
  return {
    names: [...entries.keys()],
    async read(name) {
      const entry = entries.get(name);
      return entry ? archive.openReadStreamPromise(entry) : null;
    },
    close: () => archive.close(),
  };
}
