import { createHash } from 'node:crypto';
import { type Manifest, manifestHashName, manifestName, manifestShape, type TableEntry } from './manifest.ts';
import { unpackPart } from './part.ts';
import { RowDigest } from './row-digest.ts';
import { BrokenArchive, TarReader } from './tar.ts';

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** An archive whose manifest was read; `verify` says whether the rest is what the manifest promises. */
export class Archive {
  readonly manifest: Manifest;
  readonly #tar: TarReader;

  private constructor(tar: TarReader, manifest: Manifest) {
    this.#tar = tar;
    this.manifest = manifest;
  }

  /** @throws BrokenArchive when it is cut, changed or none of ours */
  static async open(path: string): Promise<Archive> {
    const tar = await TarReader.open(path);
    try {
      const text = await tar.read(manifestName);
      const promised = (await tar.read(manifestHashName)).toString('latin1').trim();
      if (sha256Of(text) !== promised) throw new BrokenArchive('the manifest was changed');
      const read = manifestShape.safeParse(JSON.parse(text.toString('utf8')));
      if (!read.success) throw new BrokenArchive('the manifest is of another format');
      return new Archive(tar, read.data);
    } catch (error) {
      await tar.close();
      throw error;
    }
  }

  /** Reads everything once. @throws BrokenArchive naming the first piece that is not what was written */
  async verify(report: (done: number, of: number) => void): Promise<void> {
    const names = [...this.#tar.entries.values()];
    const of = names.reduce((sum, entry) => sum + entry.size, 0);
    const hashes = new Map(this.manifest.tables.flatMap(({ parts }) => parts.map((one) => [one.name, one.sha256])));
    for (const name of hashes.keys()) if (!this.#tar.entries.has(name)) throw new BrokenArchive(`${name} is missing`);
    let done = 0;
    for (const { name, size } of names) {
      const promised = hashes.get(name) ?? /^files\/[^/]+\/([0-9a-f]{64})$/.exec(name)?.[1];
      if (promised && (await this.#hashOf(name)) !== promised) throw new BrokenArchive(`${name} was changed`);
      done += size;
      report(done, of);
    }
    const { count, digest } = this.manifest.files;
    const files = this.files();
    if (files.length !== count || digestOfFiles(files) !== digest) throw new BrokenArchive('files are missing');
  }

  /** The table's text as it was copied out, in pieces. @throws BrokenArchive */
  async *lines(table: TableEntry): AsyncGenerator<Buffer> {
    for (const one of table.parts) yield* unpackPart(this.#tar.stream(one.name), one.name);
  }

  files(): { tenantId: string; sha256: string; name: string }[] {
    return [...this.#tar.entries.keys()].flatMap((name) => {
      const [, tenantId, sha256] = /^files\/([0-9a-f-]{36})\/([0-9a-f]{64})$/.exec(name) ?? [];
      return tenantId && sha256 ? [{ tenantId, sha256, name }] : [];
    });
  }

  content(name: string): AsyncGenerator<Buffer> {
    return this.#tar.stream(name);
  }

  close(): Promise<void> {
    return this.#tar.close();
  }

  async #hashOf(name: string): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of this.#tar.stream(name)) hash.update(chunk);
    return hash.digest('hex');
  }
}

export function digestOfFiles(files: readonly { tenantId: string; sha256: string }[]): string {
  const digest = new RowDigest();
  for (const { tenantId, sha256 } of files) digest.add(Buffer.from(`${tenantId}/${sha256}\n`));
  return digest.toString();
}
