/** The little of an OpenAPI document that the docs page draws. */
export interface DocumentView {
  description: string;
  server: string;
  groups: { name: string; operations: OperationView[] }[];
}

export interface OperationView {
  id: string;
  method: string;
  path: string;
  summary: string;
  /** Scope of the key it needs; null: none. */
  scope: string | null;
  parameters: ParameterView[];
  /** JSON of an example body. */
  body: ParameterView[];
  answers: { status: string; description: string; schema: string | null }[];
}

export interface ParameterView {
  name: string;
  where: 'path' | 'query' | 'header' | 'body';
  required: boolean;
  type: string;
  meaning: string;
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
}

interface Operation {
  operationId?: string;
  tags?: string[];
  summary?: string;
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, { description: string; content?: Record<string, { schema?: Schema }> }>;
}

interface OpenApiDocument {
  info: { description?: string };
  servers?: { url: string }[];
  paths?: object;
  components?: { schemas?: object };
}

type Say = (sentence: string) => string;

/**
 * Reads the document that programs read, so that the page cannot say anything else.
 * @param say a sentence of the document in the language of the page
 */
export function describeDocument(document: OpenApiDocument, say: Say): DocumentView {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  const groups = new Map<string, OperationView[]>();
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
      const name = say(operation.tags?.[0] ?? '');
      groups.set(name, [...(groups.get(name) ?? []), viewOf({ method, path }, operation, schemas, say)]);
    }
  }
  return {
    description: say(document.info.description ?? ''),
    server: document.servers?.[0]?.url ?? '',
    groups: [...groups].map(([name, operations]) => ({ name, operations })),
  };
}

function viewOf(
  { method, path }: { method: string; path: string },
  operation: Operation,
  schemas: Record<string, Schema>,
  say: Say,
): OperationView {
  const [needed] = operation.security ?? [];
  return {
    id: operation.operationId ?? path,
    method: method.toUpperCase(),
    path,
    summary: say(operation.summary ?? ''),
    scope: needed ? Object.values(needed).flat().join(', ') : null,
    parameters: (operation.parameters ?? []).map(({ name, in: where, required = false, description, schema }) => ({
      name,
      where: where as ParameterView['where'],
      required,
      type: typeName(schema ?? {}),
      meaning: say(description ?? schema?.description ?? ''),
    })),
    body: bodyOf(operation, schemas, say),
    answers: Object.entries(operation.responses ?? {}).map(([status, { description, content }]) => ({
      status,
      description: say(description),
      schema:
        Object.values(content ?? {})[0]
          ?.schema?.$ref?.split('/')
          .at(-1) ?? null,
    })),
  };
}

function bodyOf({ requestBody }: Operation, schemas: Record<string, Schema>, say: Say): ParameterView[] {
  const named = Object.values(requestBody?.content ?? {})[0]?.schema;
  const schema = named?.$ref ? schemas[named.$ref.split('/').at(-1) ?? ''] : named;
  return Object.entries(schema?.properties ?? {}).map(([name, field]) => ({
    name,
    where: 'body',
    required: schema?.required?.includes(name) ?? false,
    type: typeName(field),
    meaning: say(field.description ?? ''),
  }));
}

/** "string (uuid)", "integer | null", "listed | accepted". */
export function typeName({ $ref, type, format, enum: values, anyOf }: Schema): string {
  if ($ref) return $ref.split('/').at(-1) ?? '';
  if (values) return values.map(String).join(' | ');
  if (anyOf) return anyOf.map(typeName).join(' | ');
  const name = [type ?? 'object'].flat().join(' | ');
  return format ? `${name} (${format})` : name;
}
