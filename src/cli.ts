import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { backupCommand } from './cli/backup.ts';
import { type Command, helpOf, overview, readCall, WrongCall } from './cli/command.ts';
import { auditVerifyCommand, migrateCommand, seedCommand } from './cli/database.ts';
import { juryAssign } from './cli/jury.ts';
import { juryRank } from './cli/jury-rank.ts';
import { keysExportCommand, keysImportCommand } from './cli/keys.ts';
import { providerAddCommand } from './cli/providers.ts';
import { restoreCommand } from './cli/restore.ts';
import { iidScore } from './cli/score.ts';
import { tenantCreateCommand } from './cli/tenants.ts';
import { userCreateCommand } from './cli/users.ts';

const commands: Command[] = [
  migrateCommand,
  seedCommand,
  tenantCreateCommand,
  userCreateCommand,
  providerAddCommand,
  iidScore,
  juryRank,
  juryAssign,
  auditVerifyCommand,
  backupCommand,
  restoreCommand,
  keysExportCommand,
  keysImportCommand,
];

/** @returns the exit code: 0 done, 1 failed, 2 not understood */
async function main(args: readonly string[]): Promise<number> {
  const found = commands.find((command) => command.words.split(' ').every((word, index) => args[index] === word));
  if (!found) return withoutCommand(args);
  const rest = args.slice(found.words.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`${helpOf(found)}\n`);
    return 0;
  }
  try {
    return await found.run(readCall(found, rest));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    if (!(error instanceof WrongCall)) return 1;
    process.stderr.write(`\n${helpOf(found)}\n`);
    return 2;
  }
}

function withoutCommand(args: readonly string[]): number {
  const asked = args.length === 0 || args.includes('--help') || args.includes('-h') || args[0] === 'help';
  const group = commands.filter((command) => command.words.startsWith(`${args[0]} `));
  const text = overview(group.length > 0 ? group : commands);
  if (asked) {
    process.stdout.write(`${text}\n`);
    return args.length === 0 ? 2 : 0;
  }
  process.stderr.write(`${messageAt(messages.commands, 'unknown', { words: args.join(' ') })}\n\n${text}\n`);
  return 2;
}

// Long output is written whole before the process ends.
process.exitCode = await main(process.argv.slice(2));
