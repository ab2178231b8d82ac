import { link, open, rename, rm } from 'node:fs/promises';
import { codeOf } from '../errors.ts';

/** What file systems without hard links answer: FAT, some network and container ones. */
const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/**
 * Gives the finished draft its name, unless something has it: a rename would silently put it in the place of another
 * backup that was made at the same time.
 * @param linked makes a hard link
 * @throws Error with the code EEXIST when the name is taken; the draft is still there then
 */
export async function giveName(draft: string, path: string, linked: typeof link = link): Promise<void> {
  try {
    await linked(draft, path);
  } catch (error) {
    if (!noLinks.includes(codeOf(error))) throw error;
    return claimName(draft, path);
  }
  await rm(draft);
}

/** Whoever makes the empty file has the name. A power cut just between the two leaves it, which no restore takes. */
async function claimName(draft: string, path: string): Promise<void> {
  await (await open(path, 'wx', 0o600)).close();
  try {
    await rename(draft, path);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
