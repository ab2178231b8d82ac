import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { scoreFile } from '#features/innovation-index/index.ts';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { type Command, WrongCall } from './command.ts';

const words = messages.commands.iidScore;

export const iidScore: Command = {
  words: 'iid score',
  summary: words.summary,
  argument: { name: 'FILE', help: words.argument },
  options: {
    edition: { type: 'string', value: 'TAHUN', help: words.edition },
    json: { type: 'boolean', help: messages.commands.json },
  },
  async run(call) {
    if (!call.argument) throw new WrongCall(messageAt(messages.commands, 'missing', { name: 'FILE' }) ?? '');
    const result = scoreFile(await readText(call.argument), { edition: call.text('edition'), json: call.flag('json') });
    process.stdout.write(result.stdout);
    process.stderr.write(result.stderr);
    return result.exitCode;
  },
};

async function readText(file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch {
    throw new WrongCall(messageAt(words, 'unreadable', { file }) ?? '');
  }
}
