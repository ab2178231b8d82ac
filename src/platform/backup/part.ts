import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createZstdDecompress, zstdCompress } from 'node:zlib';
import { codeOf } from '../errors.ts';
import { partBytes } from './copy.ts';
import { BrokenArchive } from './tar.ts';

export const packPart = promisify(zstdCompress);

/** What a part can hold at most: it ends with the row that fills it, and PostgreSQL makes no longer row than 1 GiB. */
const largestPart = partBytes + (1 << 30);

/**
 * The text of a part piece by piece: some kilobytes may unpack to gigabytes, which must never stand in memory.
 * @throws BrokenArchive when it is no such part, or goes beyond what one can hold
 */
export async function* unpackPart(
  packed: AsyncIterable<Buffer>,
  name: string,
  most = largestPart,
): AsyncGenerator<Buffer> {
  let came = 0;
  const source = Readable.from(packed);
  const text = createZstdDecompress({ chunkSize: 1 << 18 });
  source.once('error', (error) => text.destroy(error));
  try {
    for await (const piece of source.pipe(text)) {
      came += piece.length;
      if (came > most) throw new BrokenArchive(`${name} unpacks to more than ${most} bytes`);
      yield piece;
    }
  } catch (error) {
    if (!/^(ZSTD_|Z_)/.test(codeOf(error))) throw error;
    throw new BrokenArchive(`${name} cannot be unpacked`, { cause: error });
  } finally {
    source.destroy();
  }
}
