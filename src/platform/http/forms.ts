import type { Context } from 'hono';
import type { z } from 'zod';
import { Conflict, type Fault, Invalid } from '../errors.ts';
import type { Env } from './env.ts';

/** Names to what was typed; a name that came several times holds a list. */
export type FormValues = Record<string, string | string[]>;

/**
 * Reads a posted form (urlencoded, multipart without files, or a JSON object of strings).
 * @throws Invalid for anything else, for NUL characters, for more than 500 fields and more than `formBytes`
 */
export async function readForm(c: Context<Env>): Promise<FormValues> {
  limitForm(c);
  const type = c.req.header('content-type') ?? '';
  const pairs = type.startsWith('application/json') ? jsonPairs(await c.req.text()) : await formPairs(c);
  if (pairs.length > 500) throw wrongForm();
  const values: FormValues = Object.create(null);
  for (const [name, value] of pairs) {
    if (name.includes('\0') || value.includes('\0')) throw wrongForm();
    const text = cleanText(value);
    const before = values[name];
    values[name] = before === undefined ? text : [before, text].flat();
  }
  return values;
}

/** Of one form, without files. */
export const formBytes = 512 * 1024;

/** Also where the server let a body through because files may come there. */
function limitForm({ req }: Context<Env>): void {
  if (Number(req.header('content-length') ?? 0) > formBytes) throw tooLarge();
  const { body } = req.raw;
  if (!body || req.raw.bodyUsed) return;
  let read = 0;
  const counted = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, out) {
        read += chunk.byteLength;
        if (read > formBytes) out.error(tooLarge());
        else out.enqueue(chunk);
      },
    }),
  );
  req.raw = new Request(req.raw, { body: counted, duplex: 'half' } as RequestInit);
}

const tooLarge = () => new Invalid([{ field: '', message: 'common.errors.tooLarge' }]);

/**
 * Line ends as one character, no half of a character; without control characters and the marks that turn the direction
 * of all text around them: nobody types them, and with them a title can show itself as another.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .toWellFormed();
}

async function formPairs(c: Context<Env>): Promise<[string, string][]> {
  try {
    const form = await c.req.formData();
    return [...form.entries()].filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  } catch {
    throw wrongForm();
  }
}

function jsonPairs(text: string): [string, string][] {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw wrongForm();
    return Object.entries(body).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one): [string, string] => {
        if (one !== null && typeof one === 'object') throw wrongForm();
        return [name, one === null ? '' : String(one)];
      }),
    );
  } catch {
    throw wrongForm();
  }
}

const wrongForm = () => new Invalid([{ field: '', message: 'common.errors.wrongForm' }]);

/** @throws Invalid with one fault a wrong field; the schema's messages are catalogue paths */
export function parseWith<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const outcome = schema.safeParse(input);
  if (outcome.success) return outcome.data;
  throw new Invalid(faultsOf(outcome.error));
}

export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), message: 'common.errors.unknownField' }))
      : {
          field: issue.path.join('.'),
          message: /^[a-z][\w-]*(\.\w+)+$/i.test(issue.message) ? issue.message : 'common.errors.wrongValue',
        },
  );
}

/** Why an act refused, for the form that is drawn again with all that was typed. */
export interface Refusal {
  faults: readonly Fault[];
  status: 409 | 422;
}

/** Wrong input, or somebody was faster: said on the form. @throws the error itself when it is neither */
export function refusalIn(error: unknown): Refusal {
  if (error instanceof Invalid) return { faults: error.faults, status: 422 };
  if (error instanceof Conflict) return { faults: [{ field: '', message: error.reason }], status: 409 };
  throw error;
}

/** Runs an act. @returns null when it did its work */
export async function refusalOf(work: () => Promise<unknown>): Promise<Refusal | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return refusalIn(error);
  }
}
