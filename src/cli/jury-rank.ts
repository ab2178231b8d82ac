import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { rankText } from '#features/judging/index.ts';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { type Command, WrongCall } from './command.ts';

const words = messages.commands.juryRank;

export const juryRank: Command = {
  words: 'jury rank',
  summary: words.summary,
  argument: { name: 'FILE', help: words.argument },
  options: { json: { type: 'boolean', help: messages.commands.json } },
  async run(call) {
    if (!call.argument) throw new WrongCall(messageAt(messages.commands, 'missing', { name: 'FILE' }) ?? '');
    const answer = rankText(await readText(call.argument), { json: call.flag('json') });
    process.stdout.write(answer.stdout);
    process.stderr.write(answer.stderr);
    return answer.exitCode;
  },
};

async function readText(file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch {
    throw new WrongCall(messageAt(words, 'unreadable', { file }) ?? '');
  }
}
