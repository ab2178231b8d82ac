import type { z } from 'zod';
import { id as messages } from '#messages/id.ts';
import { assign } from './assign.ts';
import { type Assigned, demandSchema } from './assignment.ts';
import { sayRefused } from './assignment-words.ts';

const words = messages.assignments.file;
const listed = 20;

export interface CommandResult {
  stdout: string;
  stderr: string;
  /** 0 assigned, 1 refused. */
  exitCode: number;
}

/** `jury assign`: the text of a file in, what to print and the exit code out. Touches nothing else. */
export function assignFile(text: string, { prices, json }: { prices: boolean; json: boolean }): CommandResult {
  const parsed = parseJson(text);
  if (parsed === undefined) return refuse(words.heading, [`$: ${words.notJson}`]);
  const demand = demandSchema.safeParse(parsed);
  if (!demand.success) return refuse(words.heading, demand.error.issues.flatMap(say));
  const outcome = assign({ ...demand.data, prices: prices || demand.data.prices });
  if ('assigned' in outcome) {
    return {
      stdout: json ? `${JSON.stringify(outcome.assigned)}\n` : table(outcome.assigned),
      stderr: '',
      exitCode: 0,
    };
  }
  const said = outcome.refused.map((one) => ({ ...one, message: sayRefused(messages, one, (id) => id) }));
  const lines = said.map(({ message }) => message);
  return { ...refuse(words.impossible, lines), stdout: json ? `${JSON.stringify({ refused: said })}\n` : '' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function refuse(heading: string, lines: readonly string[]): CommandResult {
  const rest = lines.length > listed ? [words.more(lines.length - listed)] : [];
  const all = [heading, ...lines.slice(0, listed).map((line) => `  ${line}`), ...rest.map((line) => `  ${line}`)];
  return { stdout: '', stderr: `${all.join('\n')}\n`, exitCode: 1 };
}

/** `$.jurors[2].max: …`; of a choice of forms, the one that came nearest. */
function say(issue: z.core.$ZodIssue, before: unknown = []): string[] {
  const path = [...(Array.isArray(before) ? before : []), ...issue.path];
  if (issue.code === 'invalid_union') {
    const nearest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0] ?? [];
    if (nearest.length > 0) return nearest.flatMap((one) => say(one, path));
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${pathText([...path, key])}: ${words.unknownKey}`);
  const known = issue.code === 'custom' && Object.hasOwn(words, issue.message);
  const told = known ? Reflect.get(words, issue.message) : undefined;
  const number = issue.code === 'invalid_type' && ['number', 'int'].includes(issue.expected);
  return [`${pathText(path)}: ${typeof told === 'string' ? told : number ? words.number : words.wrong}`];
}

const depth = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map(({ path }) => path.length));

const pathText = (path: readonly unknown[]) =>
  path.reduce<string>((text, step) => text + (typeof step === 'number' ? `[${step}]` : `.${String(step)}`), '$');

function table({ pairs, total, worst, bound, kept, prices }: Assigned): string {
  const entriesOf = Map.groupBy(pairs, ([juror]) => juror);
  const width = Math.max(words.juror.length, ...[...entriesOf.keys()].map(({ length }) => length));
  const rows = [...entriesOf].map(
    ([juror, own]) => `${juror.padEnd(width)}  ${own.map(([, entry]) => entry).join(' ')}`,
  );
  const { plan } = messages.assignments;
  return `${[
    `${words.juror.padEnd(width)}  ${words.entries}`,
    ...rows,
    '',
    words.summary(pairs.length, total, worst, bound),
    ...(kept ? [plan.kept(kept.pairs, kept.of, kept.points)] : []),
    ...(prices ?? []).map(({ constraint, points }) => `  ${plan.constraints[constraint]}: ${points}`),
  ].join('\n')}\n`;
}
