import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import {
  createDraft,
  fieldText,
  innovationWork,
  type ProposalPatch,
  patchSchema,
  proposeInnovation,
  saveFields,
} from '#features/innovations/index.ts';
import { messageAt } from '#messages/lookup.ts';
import { type Fault, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { cleanText, parseWith } from '#platform/http/forms.ts';
import { sendProblem } from '#platform/http/problems.ts';
import { isId } from '#platform/ids.ts';
import * as operations from './api-operations.ts';
import { type ApiEnv, refuseKey } from './holder.routes.ts';
import type { Scope } from './key.ts';
import { writtenDraft } from './written-resources.ts';

/** What a program writes with a key, by the same acts as the pages, in the office of the key. */
export function addWriting(api: OpenAPIHono<ApiEnv>): void {
  api.openapi(
    createRoute({ ...operations.createDraft, middleware: [needs('innovations:write')] as const }),
    async (c) => {
      const { title } = parseWith(patchSchema.required({ title: true }), {
        title: cleanText(c.req.valid('json').title),
      });
      if (title.length < 1) throw new Invalid([{ field: 'title', message: 'innovations.errors.titleShort' }]);
      const id = c.req.valid('header')['idempotency-key'];
      await createDraft(c.get('ctx'), { id, organizationId: c.get('holder')?.organizationId ?? '', title });
      return c.json(await draftOf(c, id), 201);
    },
  );

  api.openapi(createRoute({ ...operations.readDraft, middleware: [needs(null)] as const }), async (c) =>
    c.json(await draftOf(c, c.req.valid('param').id), 200),
  );

  api.openapi(
    createRoute({ ...operations.saveDraft, middleware: [needs('innovations:write')] as const }),
    async (c) => {
      const { version, fields } = c.req.valid('json');
      const id = idOf(c.req.valid('param').id);
      const outcome = await saveFields(c.get('ctx'), { id, version, patch: patchOf(fields) });
      if (outcome.saved) return c.json({ id, version: outcome.version }, 200);
      return conflictOf(c, outcome) as never;
    },
  );

  api.openapi(
    createRoute({ ...operations.proposeDraft, middleware: [needs('innovations:propose')] as const }),
    async (c) => {
      const id = idOf(c.req.valid('param').id);
      const step = { id, key: c.req.valid('header')['idempotency-key'], version: c.req.valid('json').version };
      await proposeInnovation(c.get('ctx'), step);
      return c.json(await draftOf(c, id), 200);
    },
  );
}

/** Before the body is read: without a key nobody learns whether a body would have been right. */
const needs = (scope: Scope | null) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const holder = c.get('holder');
    if (!holder) return refuseKey(c, 'keyNeeded');
    if (scope !== null && !holder.scopes.includes(scope)) throw new NotAllowed('openData.errors.scopeMissing');
    return next();
  });

async function draftOf(c: Context<ApiEnv>, id: string) {
  const { messages } = c.get('frame');
  const say = ({ message, values }: Fault) => messageAt(messages, message, values) ?? messages.common.errors.wrongValue;
  return writtenDraft(await innovationWork(c.get('ctx'), idOf(id)), say);
}

function idOf(id: string): string {
  if (!isId(id)) throw new NotFound('no such id');
  return id;
}

/** The fields as a form would have sent them: the same schema decides what may stand in each. */
function patchOf(fields: Readonly<Record<string, string | number | string[] | null>>): ProposalPatch {
  const unknown = Object.keys(fields).filter((name) => !Object.hasOwn(patchSchema.shape, name));
  if (unknown.length > 0) {
    throw new Invalid(unknown.map((field) => ({ field, message: 'common.errors.unknownField' })));
  }
  const typed = Object.entries(fields).map(([name, value]) => [name, typedOf(value)]);
  return parseWith(patchSchema, Object.fromEntries(typed));
}

function typedOf(value: string | number | string[] | null): string | string[] {
  return Array.isArray(value) ? value.map(cleanText) : cleanText(String(value ?? ''));
}

function conflictOf(c: Context<ApiEnv>, { version, fields }: Awaited<ReturnType<typeof saveFields>>): Response {
  const detail = c.get('frame').messages.openData.errors.newer;
  const newer = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fieldText(value as string)]));
  return sendProblem(c as unknown as Context<Env>, 409, { detail, ...{ fields: newer, version } });
}
