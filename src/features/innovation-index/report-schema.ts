import { z } from 'zod';
import { EDITIONS } from './editions.ts';
import { regionFileSchema, regionReportSchema } from './region-report.ts';

/** `docs/iid-score.schema.json`: one input per edition, and the output. A test keeps the file in step. */
export function describeScoreFiles(): Record<string, unknown> {
  const bare = (schema: z.ZodType, io: 'input' | 'output') => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
    return rest;
  };
  const inputs = EDITIONS.map((edition) => [
    `input-${edition.edition}`,
    { description: edition.statusNote, ...bare(regionFileSchema(edition), 'input') },
  ]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'gelar iid score',
    description: 'The file that `gelar iid score` reads; `$defs/output` is what it prints with --json.',
    oneOf: EDITIONS.map(({ edition }) => ({ $ref: `#/$defs/input-${edition}` })),
    $defs: { ...Object.fromEntries(inputs), output: bare(regionReportSchema, 'output') },
  };
}

// node src/features/innovation-index/report-schema.ts writes the file anew.
if (import.meta.main) {
  const { writeFileSync } = await import('node:fs');
  const file = new URL('../../../docs/iid-score.schema.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(describeScoreFiles(), null, 2)}\n`);
}
