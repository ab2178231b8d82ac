import type { z } from 'zod';
import { commands } from '#messages/id/commands.ts';
import { messageAt } from '#messages/lookup.ts';
import { type FileFault, rankFileSchema, readRankFile } from './ranking-file.ts';
import { type RankReport, rankInput } from './ranking-report.ts';

const words = commands.juryRank;

/** More wrong places than these are counted, not listed. */
const listed = 20;

export interface CommandAnswer {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** `jury rank`: the text of a file in, what to print and the exit code out. Touches nothing else. */
export function rankText(text: string, { json }: { json: boolean }): CommandAnswer {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse([`$: ${say('notJson', { detail: error instanceof Error ? error.message : '' })}`]);
  }
  const file = rankFileSchema.safeParse(value);
  if (!file.success) return refuse(file.error.issues.map((issue) => sayIssue(issue, value)));
  const input = readRankFile(file.data);
  if ('faults' in input) return refuse(input.faults.map(sayFault));
  const { report } = rankInput(input, file.data);
  return {
    stdout: json ? `${JSON.stringify(report, null, 2)}\n` : tableOf(report),
    stderr: remarks(report),
    exitCode: 0,
  };
}

const say = (key: string, values: Record<string, string | number> = {}) => messageAt(words, key, values) ?? key;

function refuse(lines: readonly string[]): CommandAnswer {
  const shown = lines.slice(0, listed).map((line) => `  ${line}`);
  if (lines.length > listed) shown.push(`  ${say('more', { n: lines.length - listed })}`);
  return { stdout: '', stderr: `${[words.refused, ...shown].join('\n')}\n`, exitCode: 1 };
}

const sayFault = ({ path, code, values }: FileFault) => `${path}: ${say(`faults.${code}`, values)}`;

function sayIssue(issue: z.core.$ZodIssue, root: unknown): string {
  const path = pathOf(issue.path);
  if (issue.path.length > 0 && valueAt(root, issue.path) === undefined) return `${path}: ${words.missingKey}`;
  if (issue.code === 'unrecognized_keys') return `${path}: ${say('unknownKey', { keys: issue.keys.join(', ') })}`;
  if (issue.code === 'too_small') return `${path}: ${say('tooSmall', { least: String(issue.minimum) })}`;
  if (issue.code === 'too_big') return `${path}: ${say('tooBig', { most: String(issue.maximum) })}`;
  return `${path}: ${say(issue.code === 'invalid_type' ? `types.${issue.expected}` : 'notThis')}`;
}

const valueAt = (root: unknown, steps: readonly PropertyKey[]) =>
  steps.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    root,
  );

const pathOf = (steps: readonly PropertyKey[]) =>
  steps.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : `${path}.${String(step)}`),
    '$',
  );

function remarks({ model }: RankReport): string {
  const lines: string[] = [];
  if (model.complete) lines.push(words.complete);
  if (model.components > 1) lines.push(say('apart', { n: model.components }));
  return lines.map((line) => `${line}\n`).join('');
}

function tableOf({ model, entries, jurors }: RankReport): string {
  const { heads } = words;
  const places = entries.map((one) => [
    `${one.rank}`,
    one.id,
    one.mean.toFixed(2),
    `${one.calibrated.toFixed(2)} ± ${one.sd.toFixed(2)}`,
    `${Math.round(one.top3 * 100)} %`,
    `${Math.round(one.top10 * 100)} %`,
    `${one.tieBand}`,
  ]);
  const theirs = jurors.map((one) => [
    one.id,
    one.tendency.toFixed(2),
    one.agreement === null ? '-' : one.agreement.toFixed(2),
    `${one.n}`,
  ]);
  const variances = say('variances', {
    quality: model.quality.toFixed(3),
    tendency: model.tendency.toFixed(3),
    disagreement: model.disagreement.toFixed(3),
  });
  const made = say('made', { seed: model.seed, draws: model.draws });
  return [
    ...lined([[heads.rank, heads.entry, heads.mean, heads.calibrated, heads.top3, heads.top10, heads.band], ...places]),
    '',
    ...lined([[heads.juror, heads.tendency, heads.agreement, heads.n], ...theirs]),
    '',
    variances,
    ...(model.mentorEffect === null ? [] : [say('mentorEffect', { effect: model.mentorEffect.toFixed(2) })]),
    made,
    '',
  ].join('\n');
}

function lined(rows: readonly string[][]): string[] {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
