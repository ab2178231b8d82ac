import { userInfo } from 'node:os';

/** The embedded database cannot be used, said so that the operator can act on it. */
export class DatabaseProblem extends Error {}

/** The uid this process acts as, -1 where the system has none. */
export const ownUid = (): number => process.geteuid?.() ?? -1;

export function ownName(): string {
  try {
    const { uid, username } = userInfo();
    if (uid === ownUid()) return username;
  } catch {
    // a uid without a name
  }
  return `uid ${ownUid()}`;
}

const diskFull = (where: string) =>
  `Disk penuh: PostgreSQL tidak dapat menulis ke ${where}. Kosongkan ruang (sedikitnya 200 MB), lalu jalankan lagi. Data yang sudah tersimpan tetap utuh.`;

const known: readonly [pattern: RegExp, line: (where: string) => string][] = [
  [/No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/, diskFull],
  [
    /Read-only file system|EROFS/,
    (where) => `Folder data ${where} hanya dapat dibaca. Pilih folder lain dengan GELAR_DATA_DIR.`,
  ],
  [
    /wrong ownership|Permission denied|EACCES|EPERM|Operation not permitted/,
    (where) =>
      `Folder data ${where} tidak dapat dipakai oleh ${ownName()}. Periksa pemiliknya, atau pilih folder lain dengan GELAR_DATA_DIR.`,
  ],
  [
    /database files are incompatible with server/,
    (where) =>
      `Folder data ${where} dibuat oleh versi PostgreSQL lain. Pulihkan dari cadangan ke folder baru (docs/operations.md).`,
  ],
  [
    /could not (?:create|map|resize) (?:shared memory|anonymous shared memory)/,
    () => 'Memori tidak cukup untuk menjalankan PostgreSQL. Tutup program lain atau tambah memori.',
  ],
];

/** Turns what `initdb`, `postgres` or the file system said into one line for the operator. */
export function explainProblem(what: string, said: string, where: string): DatabaseProblem {
  const match = known.find(([pattern]) => pattern.test(said));
  if (match) return new DatabaseProblem(match[1](where));
  const tail = said.trim().split('\n').slice(-12).join('\n');
  return new DatabaseProblem(`${what} gagal di ${where}.\n${tail}`);
}

/** Errors of the file system become problems of the data folder; everything else passes. */
export function asProblem(error: unknown, where: string): unknown {
  if (error instanceof DatabaseProblem || !(error instanceof Error) || !('code' in error)) return error;
  const match = known.find(([pattern]) => pattern.test(String(error.code)));
  return match ? new DatabaseProblem(match[1](where), { cause: error }) : error;
}
