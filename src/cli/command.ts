import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';

const words = messages.commands;

export interface Option {
  type: 'string' | 'boolean';
  /** Placeholder of the value in the help, e.g. `SLUG`. */
  value?: string;
  help: string;
}

export interface Command {
  /** What is typed, e.g. `iid score`. */
  words: string;
  argument?: { name: string; help: string };
  options: Readonly<Record<string, Option>>;
  summary: string;
  /** @returns the exit code */
  run(call: Call): Promise<number>;
}

export interface Call {
  argument: string | undefined;
  text(option: string): string | undefined;
  flag(option: string): boolean;
  /** Result: standard output. */
  print(line: string): void;
  /** Progress and remarks: standard error, so that output stays clean. */
  tell(line: string): void;
}

/** What the person typed cannot be run; the message says why. */
export class WrongCall extends Error {}

export function required(call: Call, option: string): string {
  const value = call.text(option);
  if (!value) throw new WrongCall(messageAt(words, 'missing', { name: `--${option}` }) ?? option);
  return value;
}

/** Reads the arguments behind the command's words. @throws WrongCall */
export function readCall(command: Command, args: readonly string[]): Call {
  const config: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' } };
  for (const [name, option] of Object.entries(command.options)) config[name] = { type: option.type };
  const { values, positionals } = parse(args, config);
  if (positionals.length > (command.argument ? 1 : 0)) {
    throw new WrongCall(messageAt(words, 'wrongOption', { detail: positionals.join(' ') }) ?? '');
  }
  return {
    argument: positionals[0],
    text: (option) => (typeof values[option] === 'string' ? values[option] : undefined),
    flag: (option) => values[option] === true,
    print: (line) => process.stdout.write(`${line}\n`),
    tell: (line) => process.stderr.write(`${line}\n`),
  };
}

function parse(args: readonly string[], options: ParseArgsOptionsConfig) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const detail = error instanceof Error ? error.message.split('. ')[0] : '';
    throw new WrongCall(messageAt(words, 'wrongOption', { detail: detail ?? '' }) ?? '');
  }
}

export function helpOf(command: Command): string {
  const argument = command.argument ? ` ${command.argument.name}` : '';
  const options = Object.entries(command.options).map(([name, option]): [string, string] => [
    `--${name}${option.value ? ` ${option.value}` : ''}`,
    option.help,
  ]);
  const rows = command.argument
    ? [[command.argument.name, command.argument.help] as [string, string], ...options]
    : options;
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return [
    command.summary,
    '',
    `${words.usage}: ./gelar ${command.words}${argument}${options.length > 0 ? ` [${words.options.toLowerCase()}]` : ''}`,
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
  ].join('\n');
}

export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.words.length));
  const rows = commands.map((command) => `  ${command.words.padEnd(width)}  ${command.summary}`);
  return [`${words.usage}: ./gelar <${words.commandList.toLowerCase()}>`, '', ...rows, '', words.helpHint].join('\n');
}
