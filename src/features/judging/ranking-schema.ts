import { z } from 'zod';
import { rankFileSchema } from './ranking-file.ts';
import { rankReportSchema } from './ranking-report.ts';

/** `docs/jury-rank.schema.json`: what is read, and what is printed. A test keeps the file in step. */
export function describeRankFiles(): Record<string, unknown> {
  const bare = (schema: z.ZodType, io: 'input' | 'output') => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
    return rest;
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'gelar jury rank',
    description: 'The file that `gelar jury rank` reads; `$defs/output` is what it prints with --json.',
    $ref: '#/$defs/input',
    $defs: { input: bare(rankFileSchema, 'input'), output: bare(rankReportSchema, 'output') },
  };
}

// node src/features/judging/ranking-schema.ts writes the file anew.
if (import.meta.main) {
  const { writeFileSync } = await import('node:fs');
  const file = new URL('../../../docs/jury-rank.schema.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(describeRankFiles(), null, 2)}\n`);
}
