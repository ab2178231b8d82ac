import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { assignFile } from '#features/judging/index.ts';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { type Command, WrongCall } from './command.ts';

const words = messages.commands.juryAssign;

export const juryAssign: Command = {
  words: 'jury assign',
  summary: words.summary,
  argument: { name: 'FILE', help: words.argument },
  options: {
    prices: { type: 'boolean', help: words.prices },
    json: { type: 'boolean', help: messages.commands.json },
  },
  async run(call) {
    if (!call.argument) throw new WrongCall(messageAt(messages.commands, 'missing', { name: 'FILE' }) ?? '');
    const result = assignFile(await readText(call.argument), { prices: call.flag('prices'), json: call.flag('json') });
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
