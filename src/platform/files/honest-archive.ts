import { stat } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';

/** Bytes of a file that belong to no entry of its list: a few for alignment, no second archive. */
const mostHidden = 64 * 1024;
const mostEntries = 10_000;

/**
 * Whether a ZIP archive unpacks to what its list says, and to no more than `most` bytes: every entry is unpacked once
 * and thrown away. Readers that walk through the file without looking at its list find nothing else in it.
 */
export async function packedHonestly(path: string, most: number): Promise<'honest' | 'bomb' | 'damaged'> {
  const archive = await openArchive(path);
  if (!archive) return 'damaged';
  let [unpacked, known, entries] = [0, 0, 0];
  try {
    for await (const entry of archive.eachEntry()) {
      unpacked += entry.uncompressedSize;
      if (++entries > mostEntries || unpacked > most) return 'bomb';
      // Its head in the file, its line in the list, each with name and extra fields.
      known +=
        entry.compressedSize + 76 + 2 * (entry.fileNameLength + entry.extraFieldLength) + entry.fileCommentLength;
      if (entry.uncompressedSize > 0) await unpack(archive, entry);
    }
    return (await stat(path)).size - known > mostHidden ? 'damaged' : 'honest';
  } catch {
    return 'damaged';
  } finally {
    archive.close();
  }
}

function openArchive(path: string): Promise<yauzl.ZipFile | null> {
  return yauzl.openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(() => null);
}

async function unpack(archive: yauzl.ZipFile, entry: yauzl.Entry): Promise<void> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(await archive.openReadStreamPromise(entry), nowhere);
}
