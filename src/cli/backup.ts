import { stat } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { type BackupResult, backUp } from '#platform/backup/backup.ts';
import { codeOf } from '#platform/errors.ts';
import { appVersion } from '#platform/version.ts';
import { type Call, type Command, WrongCall } from './command.ts';
import { type BareInstallation, withBareInstallation } from './installation.ts';

const words = messages.commands.backup;

export const backupCommand: Command = {
  words: 'backup',
  summary: words.summary,
  options: {
    to: { type: 'string', value: 'TUJUAN', help: words.to },
    json: { type: 'boolean', help: messages.commands.json },
  },
  run: (call) => withBareInstallation(call, 'command', (installation) => run(installation, call)),
};

async function run(installation: BareInstallation, call: Call): Promise<number> {
  const { secrets, files, owner, config } = installation;
  if (!secrets) throw new Error(words.noKey);
  const path = await archivePath(call.text('to') ?? join(config.dataDir, 'cadangan'));
  beLowly();
  const result = await backUp(
    { owner, files, secrets, app: appVersion, report: (step, about) => call.tell(progress(step, about)) },
    path,
  ).catch((error) => {
    const reason = { ENOSPC: 'diskFull', EEXIST: 'exists' }[codeOf(error)];
    throw reason ? new Error(messageAt(words, reason, { path })) : error;
  });
  call.print(call.flag('json') ? JSON.stringify(result, null, 2) : told(result));
  return 0;
}

/** A folder gets a file named by the time; a file that exists is never written over. */
async function archivePath(to: string): Promise<string> {
  const found = await stat(to).catch(() => null);
  const isFolder = found ? found.isDirectory() : !/\.tar$/.test(to);
  const stamp = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const path = isFolder ? join(to, `gelar-${stamp}.tar`) : to;
  if (!isFolder && found) throw new WrongCall(messageAt(words, 'exists', { path }) ?? path);
  return path;
}

/** People who use the pages come first. */
function beLowly(): void {
  try {
    setPriority(10);
  } catch {
    // not every system allows it, and the backup is as good without
  }
}

const progress = (step: 'files' | 'table', about: string) => messageAt(words.progress, step, { about }) ?? about;

function told({ path, bytes, tables, rows, files, seconds, manifest }: BackupResult): string {
  const number = (value: number) => value.toLocaleString('id-ID');
  const megabytes = (bytes / 1e6).toLocaleString('id-ID', { maximumFractionDigits: 1 });
  const values = {
    path,
    megabytes,
    tables,
    manifest,
    rows: number(rows),
    files: number(files),
    seconds: number(seconds),
  };
  return messageAt(words, 'done', values) ?? path;
}
