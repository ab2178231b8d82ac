import { link, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { giveName } from './give-name.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gelar-nama-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const failing = (code: string) => async () => {
  throw Object.assign(new Error(code), { code });
};

async function draft(content: string): Promise<string> {
  const path = join(folder, `.${content}`);
  await writeFile(path, content);
  return path;
}

describe.each([
  ['with links', link],
  ['without links', failing('EPERM')],
  ['of a network', failing('EOPNOTSUPP')],
])('on a file system %s', (_, linked) => {
  test('of ten drafts at once one gets the name and nine are told', async () => {
    const path = join(folder, 'satu.tar');
    const drafts = await Promise.all(Array.from({ length: 10 }, (_, n) => draft(`isi-${n}`)));
    const outcomes = await Promise.allSettled(drafts.map((one) => giveName(one, path, linked)));
    const winners = outcomes.flatMap(({ status }, n) => (status === 'fulfilled' ? [n] : []));
    expect(winners).toHaveLength(1);
    expect(await readFile(path, 'utf8')).toBe(`isi-${winners[0]}`);
    const told = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(told).toEqual(Array.from({ length: 9 }, () => 'EEXIST'));
    // The drafts of the others are theirs to remove.
    expect((await readdir(folder)).toSorted()).toEqual(
      [...drafts.map((_, n) => `.isi-${n}`).filter((_, n) => n !== winners[0]), 'satu.tar'].toSorted(),
    );
  });
});

test('another failure of the disk is what it is, and no name is taken', async () => {
  const path = join(folder, 'dua.tar');
  await expect(giveName(await draft('isi'), path, failing('EIO'))).rejects.toMatchObject({ code: 'EIO' });
  await expect(giveName(join(folder, 'tiada'), path, failing('EPERM'))).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await readdir(folder)).toEqual(['.isi']);
});
