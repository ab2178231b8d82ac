import { z } from 'zod';
import { demandSchema } from './assignment.ts';

const pairs = z.array(z.tuple([z.string(), z.string()]));
const constraint = z.enum(['connected', 'fixed', 'least', 'previous', 'conflicts']);

/** What `gelar jury assign --json` prints. */
export const assignedSchema = z.strictObject({
  pairs,
  total: z.number(),
  worst: z.number(),
  bound: z.number(),
  gap: z.number(),
  kept: z.strictObject({ pairs: z.int(), of: z.int(), points: z.number() }).optional(),
  prices: z.array(z.strictObject({ constraint, points: z.number() })).optional(),
});

/** `docs/jury-assign.schema.json`: the input and the output. A test keeps the file in step. */
export function describeAssignFiles(): Record<string, unknown> {
  const bare = (schema: z.ZodType, io: 'input' | 'output') => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
    return rest;
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'gelar jury assign',
    description: 'The file that `gelar jury assign` reads; `$defs/output` is what it prints with --json.',
    ...bare(demandSchema, 'input'),
    $defs: { output: bare(assignedSchema, 'output') },
  };
}

// node src/features/judging/assignment-schema.ts writes the file anew.
if (import.meta.main) {
  const { writeFileSync } = await import('node:fs');
  const file = new URL('../../../docs/jury-assign.schema.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(describeAssignFiles(), null, 2)}\n`);
}
