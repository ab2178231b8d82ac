import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { copyIn, copyOut } from './copy.ts';

let db: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  db = await freshDatabase();
  client = await connected();
  await client.query('create table odd (n int primary key, word text, bytes bytea)');
});
afterAll(async () => {
  await client.end();
  await db.close();
});

async function connected(): Promise<pg.Client> {
  const one = new pg.Client(db.ownerAddress);
  one.on('error', () => {});
  await one.connect();
  return one;
}

async function textOf(statement: string, partBytes?: number): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  for await (const part of copyOut(client, statement, partBytes)) parts.push(part);
  return parts;
}

async function* each(parts: readonly Uint8Array[]) {
  yield* parts;
}

test('whatever stands in a row comes out and goes in again, in parts of whole lines of any size', async () => {
  const word = fc
    .oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\\N', '\\.', '\n', '\t', ''))
    .map((text) => text.replaceAll('\0', ''));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.option(word), fc.uint8Array({ maxLength: 40 })), { maxLength: 30 }),
      fc.integer({ min: 1, max: 400 }),
      async (rows, partBytes) => {
        await client.query('truncate odd');
        for (const [n, [text, bytes]] of rows.entries()) {
          await client.query('insert into odd values ($1, $2, $3)', [n, text, Buffer.from(bytes)]);
        }
        const before = (await client.query('select * from odd order by n')).rows;
        const parts = await textOf('copy odd to stdout', partBytes);
        for (const part of parts) expect(part.at(-1)).toBe(0x0a);
        await client.query('truncate odd');
        await copyIn(client, 'copy odd from stdin', each(parts));
        expect((await client.query('select * from odd order by n')).rows).toEqual(before);
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

test('a slow reader holds the server up instead of filling the memory', async () => {
  const reader = await connected();
  const socket = (reader as unknown as { connection: { stream: Socket } }).connection.stream;
  let bytes = 0;
  const before = socket.bytesRead;
  const statement = "copy (select repeat('x', 1000) from generate_series(1, 200000)) to stdout";
  let most = 0;
  for await (const part of copyOut(reader, statement)) {
    bytes += part.length;
    await sleep(2);
    most = Math.max(most, socket.bytesRead - before - bytes);
  }
  await reader.end();
  expect(bytes).toBe(200_000 * 1001);
  // Three parts of 4 MB and what the protocol adds; all of it would be 200 MB.
  expect(most).toBeLessThan(20e6);
}, 60_000);

test('what the server refuses is thrown, and the connection goes on', async () => {
  await client.query('truncate odd');
  await expect(textOf('copy nothing_of_that_name to stdout')).rejects.toMatchObject({ code: '42P01' });
  const twice = Buffer.from('1\ta\t\\\\x00\n1\tb\t\\\\x00\n');
  await expect(copyIn(client, 'copy odd from stdin', each([twice]))).rejects.toMatchObject({ code: '23505' });
  const endless = (async function* () {
    for (;;) yield Buffer.from('not a number\n');
  })();
  await expect(copyIn(client, 'copy odd from stdin', endless)).rejects.toMatchObject({ code: '22P02' });
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('a source that fails leaves nothing and says why', async () => {
  await client.query('truncate odd');
  const failing = (async function* () {
    yield Buffer.from('1\ta\t\\\\x00\n');
    throw new Error('the disk is gone');
  })();
  await expect(copyIn(client, 'copy odd from stdin', failing)).rejects.toThrow('the disk is gone');
  expect((await client.query('select from odd')).rowCount).toBe(0);
});

test('leaving early ends the connection, not the process', async () => {
  const reader = await connected();
  for await (const part of copyOut(reader, 'copy (select generate_series(1, 10000000)) to stdout')) {
    expect(part.length).toBeGreaterThan(0);
    break;
  }
  await expect(reader.query('select 1')).rejects.toThrow();
});
