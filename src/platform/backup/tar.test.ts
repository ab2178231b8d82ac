import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RowDigest } from './row-digest.ts';
import { BrokenArchive, TarReader, TarWriter } from './tar.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gelar-tar-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(entries: readonly (readonly [string, Uint8Array])[]): Promise<string> {
  const path = join(folder, `${randomBytes(6).toString('hex')}.tar`);
  const file = await open(path, 'wx');
  const tar = new TarWriter(file);
  for (const [name, bytes] of entries) await tar.add(name, bytes.length, [bytes]);
  await tar.end();
  await file.close();
  return path;
}

const name = fc.tuple(
  fc.constantFrom('', 'files/', `files/${'a'.repeat(36)}/`),
  fc.stringMatching(/^[a-z0-9.]{1,64}$/),
);
const entries = fc.uniqueArray(
  fc.tuple(
    name.map((parts) => parts.join('')),
    fc.uint8Array({ maxLength: 2000 }),
  ),
  { selector: ([one]) => one, minLength: 1, maxLength: 8 },
);

test('what was written is read again, as it was and by the name it had', async () => {
  await fc.assert(
    fc.asyncProperty(entries, async (all) => {
      const tar = await TarReader.open(await write(all));
      expect([...tar.entries.keys()]).toEqual(all.map(([one]) => one));
      for (const [one, bytes] of all) expect(await tar.read(one)).toEqual(Buffer.from(bytes));
      await tar.close();
    }),
    { numRuns: 30 },
  );
});

test('tar itself lists and unpacks it', async () => {
  const long = `files/${'b'.repeat(36)}/${'c'.repeat(64)}`;
  const path = await write([
    [long, Buffer.from('isi')],
    ['manifest.json', Buffer.from('{}')],
  ]);
  expect(execFileSync('tar', ['tf', path], { encoding: 'utf8' })).toBe(`${long}\nmanifest.json\n`);
  execFileSync('tar', ['xf', path, '-C', folder]);
  expect(await readFile(join(folder, long), 'utf8')).toBe('isi');
});

test('an archive that is cut anywhere before its end is known as such', async () => {
  const path = await write([
    ['satu', randomBytes(700)],
    ['dua', randomBytes(10)],
  ]);
  const whole = await readFile(path);
  for (let length = 0; length < whole.length - 1024; length += 100) {
    await writeFile(path, whole);
    await truncate(path, length);
    await expect(TarReader.open(path), `${length}`).rejects.toBeInstanceOf(BrokenArchive);
  }
});

/** The first entry says another size, in a header whose sum is right. */
async function withSize(size: string): Promise<string> {
  const path = await write([['satu', randomBytes(700)]]);
  const bytes = await readFile(path);
  bytes.write(size.padEnd(12, '\0'), 124, 'latin1');
  bytes.write('        ', 148);
  const sum = bytes.subarray(0, 512).reduce((all, byte) => all + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  await writeFile(path, bytes);
  return path;
}

test.each(['-0000001000', 'zzzzzzzzzzz', '0000000007x', '0x000000200', '9', '', '\x80\0\0\0\0\0\0\0\0\0\x02\xbc'])(
  'a size of "%s" is no number, and the archive none of ours',
  async (size) => {
    const opened = TarReader.open(await withSize(size));
    await expect(opened).rejects.toThrow(/^the size of satu is no number$/);
    await expect(opened).rejects.toBeInstanceOf(BrokenArchive);
  },
);

test.each(['00000010000', '77777777777', '777777777777'])('a size of %s goes beyond the archive', async (size) => {
  await expect(TarReader.open(await withSize(size))).rejects.toBeInstanceOf(BrokenArchive);
});

test('a size of another number of digits is read as what it says', async () => {
  for (const size of ['1274', '000000001274']) {
    const tar = await TarReader.open(await withSize(size));
    expect(tar.entries.get('satu')?.size).toBe(700);
    await expect(tar.read('satu', 699)).rejects.toThrow('satu is too large');
    await tar.close();
  }
});

test('more than a header can say is not written', async () => {
  const file = await open(join(folder, 'besar.tar'), 'wx');
  await expect(new TarWriter(file).add('x', 8 ** 12, [])).rejects.toThrow('too large for the archive');
  expect((await file.stat()).size).toBe(0);
  await file.close();
});

test('content of another size than promised is refused', async () => {
  const file = await open(join(folder, 'salah.tar'), 'wx');
  await expect(new TarWriter(file).add('x', 5, [Buffer.from('abc')])).rejects.toThrow('3 of 5 bytes');
  await file.close();
});

const digestOf = (lines: readonly string[]) => {
  const digest = new RowDigest();
  if (lines.length > 0) digest.add(Buffer.from(`${lines.join('\n')}\n`));
  return [digest.rows, digest.toString()];
};

test('a digest does not ask for the order of rows, but for every row as often as it is there', () => {
  const line = fc.stringMatching(/^[a-z]{0,3}$/);
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), fc.nat(), (lines, at) => {
      const index = at % lines.length;
      expect(digestOf(lines.toReversed())).toEqual(digestOf(lines));
      expect(digestOf(lines.toSpliced(index, 1))).not.toEqual(digestOf(lines));
      expect(digestOf([...lines, lines[index] ?? ''])).not.toEqual(digestOf(lines));
      expect(digestOf(lines.with(index, `${lines[index]}x`))).not.toEqual(digestOf(lines));
    }),
  );
});
