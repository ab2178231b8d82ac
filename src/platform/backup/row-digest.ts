import { hash } from 'node:crypto';

const newline = 0x0a;

/**
 * What stands in a table, whatever the order of its rows: the SHA-256 of every row's line, added up in eight numbers of
 * 32 bits. Equal for two tables with the same rows; one changed, lost or doubled row makes another digest.
 */
export class RowDigest {
  rows = 0;
  readonly #sum = new Uint32Array(8);

  /** @param lines whole lines of COPY's text format, in which a line break inside a value is written `\n` */
  add(lines: Buffer): void {
    for (let start = 0; start < lines.length; ) {
      const found = lines.indexOf(newline, start);
      const end = found < 0 ? lines.length : found;
      const one = hash('sha256', lines.subarray(start, end), 'buffer');
      for (let lane = 0; lane < 8; lane++) this.#sum[lane] = (this.#sum[lane] ?? 0) + one.readUInt32LE(lane * 4);
      this.rows++;
      start = end + 1;
    }
  }

  /** 64 hexadecimal digits. */
  toString(): string {
    return Array.from(this.#sum, (lane) => lane.toString(16).padStart(8, '0')).join('');
  }
}
