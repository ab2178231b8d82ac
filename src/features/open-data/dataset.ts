import { z } from 'zod';
import { areaSchema, eventSchema, indexLevelSchema, innovationSchema, organizationSchema } from './resources.ts';

export const datasetNames = ['innovations', 'organizations', 'index-levels', 'calendar', 'areas'] as const;
export type DatasetName = (typeof datasetNames)[number];

export const formats = ['csv', 'json'] as const;
export type Format = (typeof formats)[number];

export const licences = {
  'CC-BY-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'ODbL-1.0': 'https://opendatacommons.org/licenses/odbl/1-0/',
} as const;
export type Licence = keyof typeof licences;

const schemas = {
  innovations: innovationSchema,
  organizations: organizationSchema,
  'index-levels': indexLevelSchema,
  calendar: eventSchema,
  areas: areaSchema,
} as const satisfies Record<DatasetName, z.ZodObject>;

/** The regency's own data are free with its name; the list of areas keeps the licence it came with. */
export const licenceOf = (name: DatasetName): Licence => (name === 'areas' ? 'ODbL-1.0' : 'CC-BY-4.0');

/** One row of the data dictionary. */
export interface DictionaryField {
  field: string;
  /** "string", "integer", "date", "uuid"… */
  type: string;
  /** It may be empty: unknown. */
  nullable: boolean;
  meaning: string;
}

interface JsonSchema {
  type?: string;
  format?: string;
  description?: string;
  anyOf?: JsonSchema[];
}

/** What the columns of a dataset mean, read from the schema that its rows follow. */
export function dictionaryOf(name: DatasetName): DictionaryField[] {
  return Object.entries(schemas[name].shape).map(([field, fieldSchema]) => {
    const schema = z.toJSONSchema(fieldSchema) as JsonSchema;
    const known = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;
    return {
      field,
      type: known.format ?? known.type ?? 'string',
      nullable: schema.anyOf?.some(({ type }) => type === 'null') ?? false,
      meaning: schema.description ?? '',
    };
  });
}

/** `innovations.csv` → its dataset and format; null for no file of ours. */
export function fileCalled(file: string): { name: DatasetName; format: Format } | null {
  const [stem = '', ending = '', ...more] = file.split('.');
  const name = datasetNames.find((one) => one === stem);
  const format = formats.find((one) => one === ending);
  return name && format && more.length === 0 ? { name, format } : null;
}
