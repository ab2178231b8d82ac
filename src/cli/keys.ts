import { open, readFile } from 'node:fs/promises';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { type Config, readConfig } from '#platform/config.ts';
import { codeOf } from '#platform/errors.ts';
import { knownInstallationKey, replaceInstallationKey } from '#platform/installation-key.ts';
import { type Call, type Command, WrongCall } from './command.ts';

const words = messages.commands.keys;

export const keysExportCommand: Command = {
  words: 'keys export',
  summary: words.export,
  argument: { name: 'BERKAS', help: words.exportTo },
  options: {},
  async run(call) {
    const file = named(call);
    const key = await knownInstallationKey(readConfig(process.env));
    if (!key) throw new Error(words.none);
    await writeOnce(file, `${Buffer.from(key).toString('base64')}\n`);
    call.print(messageAt(words, 'exported', { file }) ?? file);
    return 0;
  },
};

export const keysImportCommand: Command = {
  words: 'keys import',
  summary: words.import,
  argument: { name: 'BERKAS', help: words.importFrom },
  options: { yes: { type: 'boolean', help: words.yes } },
  async run(call) {
    const file = named(call);
    const config = readConfig(process.env);
    if (config.key) throw new Error(words.bySetting);
    await takeIn(config, await readKey(file), call);
    return 0;
  },
};

async function takeIn(config: Config, key: Uint8Array, call: Call): Promise<void> {
  const present = await knownInstallationKey(config);
  if (present && Buffer.from(present).equals(key)) return call.print(words.same);
  if (present && !call.flag('yes')) throw new Error(words.another);
  await replaceInstallationKey(config.dataDir, key, new Date());
  call.print(words.imported);
}

function named(call: Call): string {
  if (call.argument) return call.argument;
  throw new WrongCall(messageAt(messages.commands, 'missing', { name: 'BERKAS' }) ?? '');
}

/** For its owner's eyes only, on the disk when this returns, and never over another file. */
async function writeOnce(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((error) => {
    throw codeOf(error) === 'EEXIST' ? new WrongCall(messageAt(words, 'exists', { file }) ?? file) : error;
  });
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readKey(file: string): Promise<Uint8Array> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw new WrongCall(messageAt(words, 'unreadable', { file }) ?? file);
  const plain = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(plain) ? Buffer.from(plain, 'hex') : Buffer.from(plain, 'base64');
  if (key.length !== 32) throw new WrongCall(messageAt(words, 'noKeyIn', { file }) ?? file);
  return key;
}
