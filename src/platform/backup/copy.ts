import { once } from 'node:events';
import type { Client, Connection } from 'pg';

/** The three messages of COPY FROM STDIN; the client has them, its types do not. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** A part ends with the row that makes it this long. */
export const partBytes = 4 << 20;

/** Of parts not taken yet so many wait in memory; then the server waits. */
const mostWaiting = 2;

/**
 * Runs `COPY … TO STDOUT` and answers its text in parts of whole lines, about `bytes` long. The server is held up
 * while nobody takes them, so memory stays bounded. Leaving early costs the connection.
 * PostgreSQL's protocol, section "COPY Operations": the client's own query class does not keep what comes.
 */
export async function* copyOut(client: Client, statement: string, bytes = partBytes): AsyncGenerator<Buffer> {
  const copy = client.query(new CopyOut(statement, bytes));
  try {
    for (;;) {
      const part = await copy.next();
      if (part === null) return;
      yield part;
    }
  } finally {
    copy.leave();
  }
}

class CopyOut {
  readonly #statement: string;
  readonly #partBytes: number;
  readonly #parts: Buffer[] = [];
  #buffer: Buffer;
  #filled = 0;
  /** End of the last whole line in the buffer. */
  #whole = 0;
  #connection: Connection | undefined;
  #ended = false;
  #failure: Error | undefined;
  #wake = () => {};

  constructor(statement: string, partBytes: number) {
    this.#statement = statement;
    this.#partBytes = partBytes;
    this.#buffer = Buffer.allocUnsafe(partBytes + (partBytes >> 2));
  }

  submit(connection: Connection): void {
    this.#connection = connection;
    connection.query(this.#statement);
  }

  /** The chunk stands in the connection's own buffer, which is used again. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.#filled + chunk.length > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#filled + chunk.length));
      this.#buffer.copy(larger, 0, 0, this.#filled);
      this.#buffer = larger;
    }
    chunk.copy(this.#buffer, this.#filled);
    this.#filled += chunk.length;
    if (chunk.at(-1) === 0x0a) this.#whole = this.#filled;
    if (this.#whole >= this.#partBytes) this.#cut();
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    if (this.#filled > 0) this.#cut();
    this.#ended = true;
    this.#wake();
  }

  handleError(error: Error): void {
    this.#failure = error;
    this.#wake();
  }

  async next(): Promise<Buffer | null> {
    while (this.#parts.length === 0) {
      if (this.#failure) throw this.#failure;
      if (this.#ended) return null;
      await new Promise<void>((wake) => (this.#wake = wake));
    }
    if (this.#parts.length <= mostWaiting) this.#connection?.stream.resume();
    return this.#parts.shift() ?? null;
  }

  leave(): void {
    if (!this.#ended && !this.#failure) this.#connection?.stream.destroy();
  }

  #cut(): void {
    const end = this.#whole || this.#filled;
    this.#parts.push(Buffer.from(this.#buffer.subarray(0, end)));
    this.#buffer.copy(this.#buffer, 0, end, this.#filled);
    this.#filled -= end;
    this.#whole = 0;
    if (this.#parts.length >= mostWaiting) this.#connection?.stream.pause();
    this.#wake();
  }
}

/** Runs `COPY … FROM STDIN` with the text of `parts`, no faster than the server takes it. @throws what the server says */
export function copyIn(client: Client, statement: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
  return new Promise((done, fail) => {
    client.query(new CopyIn(statement, parts, done, fail));
  });
}

class CopyIn {
  readonly #statement: string;
  readonly #parts: AsyncIterable<Uint8Array>;
  readonly #done: () => void;
  readonly #fail: (error: unknown) => void;
  /** Of the source, told to the server; its answer to that says less. */
  #trouble: unknown;
  #refused = false;

  constructor(statement: string, parts: AsyncIterable<Uint8Array>, done: () => void, fail: (error: unknown) => void) {
    this.#statement = statement;
    this.#parts = parts;
    this.#done = done;
    this.#fail = fail;
  }

  submit(connection: Connection): void {
    connection.query(this.#statement);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.#send(connection).then(
      () => connection.endCopyFrom(),
      (error) => {
        this.#trouble = error;
        connection.sendCopyFail('the source failed');
      },
    );
  }

  async #send(connection: CopyConnection): Promise<void> {
    for await (const part of this.#parts) {
      if (this.#refused) return;
      connection.sendCopyFromChunk(part);
      if (connection.stream.writableNeedDrain) {
        await Promise.race([once(connection.stream, 'drain'), once(connection.stream, 'close')]);
      }
    }
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#done();
  }

  handleError(error: Error): void {
    this.#refused = true;
    this.#fail(this.#trouble ?? error);
  }
}
