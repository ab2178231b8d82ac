import type { z } from 'zod';
import { innovationIndex } from '#messages/id/innovation-index.ts';

const words = innovationIndex.refusal;

/** One wrong value of a file, at its JSON path. */
export type Refusal = { path: string; message: string };

type Step = string | number;

/** `$.innovations[3].levels["SID-16"]` */
export function jsonPath(steps: readonly PropertyKey[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`;
    const name = String(step);
    return /^[A-Za-z_$][\w$]*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
  }, '$');
}

function valueAt(root: unknown, steps: readonly PropertyKey[]): unknown {
  let value = root;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** The wrong value itself, short enough for one line. */
function showValue(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function sayExpectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected in words.types ? words.types[issue.expected as keyof typeof words.types] : words.notThis;
    case 'invalid_value':
      return issue.path.at(-1) === 'affair' || issue.path.at(-2) === 'crossingAffairs'
        ? words.unknownAffair
        : words.oneOf(issue.values.map((value) => JSON.stringify(value)).join(', '));
    case 'invalid_format':
      return issue.format === 'date' ? words.date : words.notThis;
    case 'too_small':
      return words.atLeast(String(issue.minimum));
    case 'too_big':
      return words.atMost(String(issue.maximum));
    case 'custom':
      return issue.message === 'two-decimals' ? words.twoDecimals : words.notThis;
    default:
      return words.notThis;
  }
}

function describe(issue: z.core.$ZodIssue, root: unknown): string {
  const value = valueAt(root, issue.path);
  if (value === undefined && issue.path.length > 0) return words.missing;
  const got = words.got(showValue(value));
  if (issue.code === 'custom' && issue.message === 'duplicate') return `${words.duplicate} (${got})`;
  return `${sayExpectation(issue)} (${got})`;
}

/** Every wrong place of a file, in the order of the file's keys as the schema reads them. */
export function refusalsOf(error: z.ZodError, root: unknown): Refusal[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key: Step) => ({
        path: jsonPath([...issue.path, key]),
        message: words.unknownKey,
      }));
    }
    return [{ path: jsonPath(issue.path), message: describe(issue, root) }];
  });
}
