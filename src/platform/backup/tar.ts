import { type FileHandle, open } from 'node:fs/promises';

/** The archive cannot be read to its end, or is none of ours. */
export class BrokenArchive extends Error {}

const block = 512;
/** What was written goes to the disk in small steps: one large one at the end would hold up the database beside it. */
const syncEvery = 32 << 20;
/** What twelve octal digits, the whole field of a header, can say: 64 GiB. */
const largestSize = 8 ** 12 - 1;

/** Writes a tar archive (POSIX ustar, IEEE 1003.1-1988) from front to end. */
export class TarWriter {
  readonly #file: FileHandle;
  #written = 0;
  #synced = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  get bytes(): number {
    return this.#written;
  }

  /** @throws Error when the stream does not bring exactly `size` bytes */
  async add(name: string, size: number, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    await this.#write(headerOf(name, size));
    let came = 0;
    for await (const chunk of content) {
      came += chunk.length;
      await this.#write(chunk);
    }
    if (came !== size) throw new Error(`${name} changed while it was read: ${came} of ${size} bytes`);
    if (size % block > 0) await this.#write(Buffer.alloc(block - (size % block)));
  }

  async end(): Promise<void> {
    await this.#write(Buffer.alloc(2 * block));
    await this.#file.sync();
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) at += (await this.#file.write(bytes, at)).bytesWritten;
    this.#written += bytes.length;
    if (this.#written - this.#synced < syncEvery) return;
    await this.#file.datasync();
    this.#synced = this.#written;
  }
}

/** Fields by their places in the header of 512 bytes. */
function headerOf(name: string, size: number): Buffer {
  const slash = name.lastIndexOf('/');
  const [prefix, base] = [name.slice(0, Math.max(slash, 0)), name.slice(slash + 1)];
  if (prefix.length > 155 || base.length > 100) throw new Error(`${name} is too long for the archive`);
  if (size > largestSize) throw new Error(`${name} is too large for the archive: ${size} bytes`);
  const header = Buffer.alloc(block);
  const octal = (value: number, at: number, digits: number) =>
    header.write(value.toString(8).padStart(digits, '0'), at);
  header.write(base, 0);
  header.write(prefix, 345);
  octal(0o600, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(Math.floor(Date.now() / 1000), 136, 11);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  octal(sumOf(header), 148, 6);
  header.writeUInt8(0, 154);
  return header;
}

const sumOf = (header: Buffer) => header.reduce((sum, byte) => sum + byte, 0);

export interface TarEntry {
  name: string;
  at: number;
  size: number;
}

/** Opens an archive and finds its entries without reading them. */
export class TarReader {
  readonly entries: ReadonlyMap<string, TarEntry>;
  readonly #file: FileHandle;

  private constructor(file: FileHandle, entries: ReadonlyMap<string, TarEntry>) {
    this.#file = file;
    this.entries = entries;
  }

  /** @throws BrokenArchive when it is cut or not a tar archive of ours */
  static async open(path: string): Promise<TarReader> {
    const file = await open(path, 'r');
    try {
      return new TarReader(file, await entriesOf(file));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** The whole of a small one. @throws BrokenArchive beyond `most` bytes, before any is read */
  async read(name: string, most = 64 << 20): Promise<Buffer> {
    const entry = this.#entry(name);
    if (entry.size > most) throw new BrokenArchive(`${name} is too large`);
    const bytes = Buffer.allocUnsafe(entry.size);
    await readFully(this.#file, bytes, entry.at);
    return bytes;
  }

  async *stream(name: string): AsyncGenerator<Buffer> {
    const { at, size } = this.#entry(name);
    for (let done = 0; done < size; ) {
      const chunk = Buffer.allocUnsafe(Math.min(1 << 20, size - done));
      await readFully(this.#file, chunk, at + done);
      done += chunk.length;
      yield chunk;
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #entry(name: string): TarEntry {
    const entry = this.entries.get(name);
    if (!entry) throw new BrokenArchive(`${name} is missing`);
    return entry;
  }
}

async function readFully(file: FileHandle, into: Buffer, at: number): Promise<void> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await file.read(into, done, into.length - done, at + done);
    if (bytesRead === 0) throw new BrokenArchive('the archive ends too early');
    done += bytesRead;
  }
}

async function entriesOf(file: FileHandle): Promise<Map<string, TarEntry>> {
  const { size: total } = await file.stat();
  const entries = new Map<string, TarEntry>();
  const header = Buffer.alloc(block);
  for (let at = 0; ; ) {
    await readFully(file, header, at);
    if (header.every((byte) => byte === 0)) return entries;
    const entry = readHeader(header, at + block);
    if (entry.at + entry.size > total) throw new BrokenArchive(`the archive ends inside ${entry.name}`);
    entries.set(entry.name, entry);
    at = entry.at + Math.ceil(entry.size / block) * block;
  }
}

function readHeader(header: Buffer, at: number): TarEntry {
  const field = (from: number, length: number) => header.toString('utf8', from, from + length).replace(/[\0 ].*$/s, '');
  const sum = Number.parseInt(field(148, 8), 8);
  const blank = Buffer.from(header);
  blank.fill(' ', 148, 156);
  if (field(257, 5) !== 'ustar' || sum !== sumOf(blank)) throw new BrokenArchive('not an archive of a backup');
  const [prefix, base] = [field(345, 155), field(0, 100)];
  const [name, size] = [prefix ? `${prefix}/${base}` : base, field(124, 12)];
  // A sign or another letter would send the reader back, or nowhere, without end.
  if (!/^[0-7]+$/.test(size)) throw new BrokenArchive(`the size of ${name} is no number`);
  return { name, at, size: Number.parseInt(size, 8) };
}
