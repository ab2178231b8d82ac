import { join } from 'node:path';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { NotRestored, type RestoreResult, restore } from '#platform/backup/restore.ts';
import { codeOf } from '#platform/errors.ts';
import { type Call, type Command, WrongCall } from './command.ts';
import { type BareInstallation, withBareInstallation } from './installation.ts';

const words = messages.commands.restore;

export const restoreCommand: Command = {
  words: 'restore',
  summary: words.summary,
  argument: { name: 'BERKAS', help: words.argument },
  options: {
    yes: { type: 'boolean', help: words.yes },
    'other-key': { type: 'boolean', help: words.otherKeyOption },
    json: { type: 'boolean', help: messages.commands.json },
  },
  async run(call) {
    const path = call.argument;
    if (!path) throw new WrongCall(messageAt(messages.commands, 'missing', { name: 'BERKAS' }) ?? '');
    // Like a server: alone in the data folder, and none can start while it works.
    return withBareInstallation(call, 'server', (installation) => run(installation, call, path));
  },
};

async function run(installation: BareInstallation, call: Call, path: string): Promise<number> {
  const { owner, login, files, secrets, root } = installation;
  const report = (step: keyof typeof words.progress, about: string) =>
    call.tell(messageAt(words.progress, step, { about }) ?? about);
  try {
    const result = await restore({ owner, login, files, secrets, migrations: join(root, 'migrations'), report }, path, {
      replace: call.flag('yes'),
      otherKey: call.flag('other-key'),
    });
    call.print(call.flag('json') ? JSON.stringify(result, null, 2) : told(result));
    return 0;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new Error(messageAt(words, 'unreadable', { path }));
    if (!(error instanceof NotRestored)) throw error;
    throw new Error(messageAt(words.refusals, error.reason, { path, detail: error.detail }));
  }
}

function told({ takenAt, tables, rows, files, epoch, steps, forgotten }: RestoreResult): string {
  const lines = forgotten ? [messageAt(words, 'forgotten', { ...forgotten }) ?? ''] : [];
  const values = { takenAt, tables, rows: rows.toLocaleString('id-ID'), files, epoch, steps: steps.length };
  return [messageAt(words, 'done', values) ?? '', ...lines].join('\n');
}
