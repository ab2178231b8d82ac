import { z } from 'zod';
import { findEdition } from '#features/innovation-index/index.ts';
import {
  type CompetitionTemplate,
  competitionTemplateSchema,
  type RubricTemplate,
  rubricTemplateSchema,
} from './template.ts';

/** Every JSON file in `templates/`: bundled by Vite, read from the folder when Node runs the source itself. */
const files: Record<string, unknown> = import.meta.env
  ? import.meta.glob('./templates/*.json', { eager: true, import: 'default' })
  : readFolder();

function readFolder(): Record<string, unknown> {
  const fs = process.getBuiltinModule('node:fs');
  const folder = new URL('./templates/', import.meta.url);
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(names.map((name) => [name, JSON.parse(fs.readFileSync(new URL(name, folder), 'utf8'))]));
}

const isRubric = (content: unknown) =>
  typeof content === 'object' && content !== null && 'kind' in content && content.kind === 'rubric';

/** @throws Error that names the file and the wrong places, so a bad template stops the start */
function read<S extends z.ZodType>(schema: S, name: string, content: unknown): z.output<S> {
  const outcome = schema.safeParse(content);
  if (!outcome.success) throw new Error(`${name} is no valid template\n${z.prettifyError(outcome.error)}`);
  return outcome.data;
}

type Written = z.output<typeof rubricTemplateSchema>;

function filled({ criteria, fromIndex, scale: [scaleMin, scaleMax], kind: _, ...rest }: Written): RubricTemplate {
  if (fromIndex) {
    return { ...rest, scaleMin, scaleMax, criteria: indicators(fromIndex.edition, fromIndex.minimumWeight) };
  }
  const anchored = (criteria ?? []).map((one) => ({
    ...one,
    anchors: one.anchors.map((words, at) => ({ value: scaleMin + at, words })),
  }));
  return { ...rest, scaleMin, scaleMax, criteria: anchored };
}

/** The index as a rubric: its indicators, their weights and the words of their three levels. */
function indicators(year: number, minimumWeight: number): RubricTemplate['criteria'] {
  const edition = findEdition(year);
  if (!edition) throw new Error(`no edition ${year} of the index`);
  return edition.sid.indicators
    .filter(({ weight }) => weight >= minimumWeight)
    .map(({ code, name, weight, definition = '', levels }) => ({
      name: `${name} (${code})`,
      question: definition,
      weight,
      anchors: levels.map(({ level, label }) => ({ value: level, words: label })),
    }));
}

const byKey = <T extends { key: string }>(all: T[]) => all.sort((a, b) => a.key.localeCompare(b.key));

export const rubricTemplates: readonly RubricTemplate[] = byKey(
  Object.entries(files)
    .filter(([, content]) => isRubric(content))
    .map(([name, content]) => filled(read(rubricTemplateSchema, name, content))),
);

export const competitionTemplates: readonly CompetitionTemplate[] = byKey(
  Object.entries(files)
    .filter(([, content]) => !isRubric(content))
    .map(([name, content]) => read(competitionTemplateSchema, name, content)),
);

export function findRubricTemplate(key: string): RubricTemplate | undefined {
  return rubricTemplates.find((one) => one.key === key);
}

export function findCompetitionTemplate(key: string): CompetitionTemplate | undefined {
  return competitionTemplates.find((one) => one.key === key);
}

for (const { key, categories } of competitionTemplates) {
  for (const rubric of categories.flatMap(({ rubrics }) => Object.values(rubrics))) {
    if (!findRubricTemplate(rubric)) throw new Error(`template ${key} names the rubric ${rubric}, which is not there`);
  }
}
