import { stat } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';

/** Bytes of a file that belong to no entry of its list: a few for alignment, no second archive. */
const mostHidden = 64 * 1024;
const mostEntries = 10_000;

/**
 * Whether a ZIP archive unpacks to what its list says, and to no more than `most` bytes: every entry is unpacked once
 * and thrown away. Readers that walk through the file without looking at its list find nothing else in it: no two entries
 * share bytes, and the head before each says what the list says.
 * @param lookAt where the unpacked bytes of an entry of that name go; when it fails the archive is 'damaged'
 */
export async function packedHonestly(
  path: string,
  most: number,
  lookAt: (name: string) => Writable = () => nowhere(),
): Promise<'honest' | 'bomb' | 'damaged'> {
  const archive = await openArchive(path);
  if (!archive) return 'damaged';
  let [unpacked, known, entries] = [0, 0, 0];
  const places: Place[] = [];
  try {
    for await (const entry of archive.eachEntry()) {
      unpacked += entry.uncompressedSize;
      if (++entries > mostEntries || unpacked > most) return 'bomb';
      // Its head in the file, its line in the list, each with name and extra fields.
      known +=
        entry.compressedSize + 76 + 2 * (entry.fileNameLength + entry.extraFieldLength) + entry.fileCommentLength;
      places.push(await placeOf(archive, entry));
      await pipeline(await archive.openReadStreamPromise(entry), lookAt(entry.fileName));
    }
    if (overlap(places)) return 'damaged';
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

interface Place {
  from: number;
  to: number;
}

/** @throws Error when the head in the file tells of another content than the list */
async function placeOf(archive: yauzl.ZipFile, entry: yauzl.Entry): Promise<Place> {
  const head = await archive.readLocalFileHeaderPromise(entry);
  // Bit 3: the sizes stand behind the content, the head may leave them out.
  const sizesLater = (head.generalPurposeBitFlag & 8) !== 0 && head.compressedSize === 0;
  const inExtra = head.compressedSize === 0xffffffff;
  const sameSize = sizesLater || inExtra || head.compressedSize === entry.compressedSize;
  if (head.compressionMethod !== entry.compressionMethod || !sameSize) throw new Error('two heads of one entry');
  return { from: entry.relativeOffsetOfLocalHeader, to: head.fileDataStart + entry.compressedSize };
}

function overlap(places: Place[]): boolean {
  const inOrder = places.toSorted((a, b) => a.from - b.from);
  return inOrder.some(({ from }, at) => from < (inOrder[at - 1]?.to ?? 0));
}

export const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
