import { z } from 'zod';
import { stages } from '#features/innovations/index.ts';
import { organizationKinds } from '#features/organizations/index.ts';
import { openData as words } from '#messages/id/open-data.ts';
import * as resources from './resources.ts';

// What the document says of every operation, as data: method, path, what it takes and answers. The routes follow it.

const { operations, answers, parameters: said } = words.api;
const json = 'application/json';
const problem = 'application/problem+json';

const answer = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { [json]: { schema } } as { [json]: { schema: S } },
});
const refused = <S extends z.ZodType = typeof resources.problemSchema>(description: string, schema?: S) => ({
  description,
  content: { [problem]: { schema: schema ?? resources.problemSchema } },
});
const notFound = { 404: refused(answers.notFound) };
const invalid = { 422: refused(answers.invalid) };
const tooMany = { 429: refused(answers.tooMany) };
const unknownKey = { 401: refused(answers.unauthorized), ...tooMany };
const keyed = { ...unknownKey, 403: refused(answers.forbidden) };

const error = 'common.errors.wrongValue';
const asked = <S extends z.ZodType>(description: string, schema: S) => schema.optional().meta({ description });
const limit = asked(said.limit, z.coerce.number(error).int(error).min(1, error).max(100, error));
const district = asked(said.district, z.string().regex(/^\d{2}\.\d{2}\.\d{2}$/, error));
const year = asked(said.year, z.coerce.number(error).int(error).min(1900, error).max(2999, error));
const after = asked(said.after, z.string().max(200, error));
const words200 = z.string().max(200, error);

const get = <P extends string>(path: P, tag: keyof typeof words.api.tags, name: keyof typeof operations) => ({
  method: 'get' as const,
  path,
  tags: [words.api.tags[tag]],
  operationId: name,
  summary: operations[name],
});

export const listInnovations = {
  ...get('/innovations', 'innovations', 'listInnovations'),
  request: {
    query: z.object({
      q: asked(said.q, words200),
      calledInnovation: asked(said.calledInnovation, z.enum(['true', 'false'], error)),
      affair: asked(said.affair, words200),
      topic: asked(said.topic, words200),
      organizationKind: asked(said.organizationKind, z.enum(organizationKinds, error)),
      district,
      stage: asked(said.stage, z.enum(stages, error)),
      year,
      limit,
      after,
    }),
  },
  responses: {
    200: answer(answers.ok, resources.pageOf('InnovationPage', resources.innovationSchema)),
    ...notFound,
    ...invalid,
    ...tooMany,
  },
};

const idParameter = z.object({ id: z.string().meta({ description: said.id }) });

export const readInnovation = {
  ...get('/innovations/{id}', 'innovations', 'readInnovation'),
  request: { params: idParameter },
  responses: { 200: answer(answers.ok, resources.innovationDetailSchema), ...notFound, ...tooMany },
};

export const listOrganizations = {
  ...get('/organizations', 'organizations', 'listOrganizations'),
  request: {
    query: z.object({
      kind: asked(said.organizationKind, z.enum(organizationKinds, error)),
      district,
      limit,
      after: asked(said.after, z.uuid(error)),
    }),
  },
  responses: {
    200: answer(answers.ok, resources.pageOf('OrganizationPage', resources.organizationSchema)),
    ...notFound,
    ...invalid,
    ...tooMany,
  },
};

export const readOrganization = {
  ...get('/organizations/{id}', 'organizations', 'readOrganization'),
  request: { params: idParameter },
  responses: { 200: answer(answers.ok, resources.organizationSchema), ...notFound, ...tooMany },
};

export const listAreas = {
  ...get('/areas', 'areas', 'listAreas'),
  request: {
    query: z.object({
      level: asked(said.level, z.enum(['3', '4'], error)),
      within: asked(said.within, z.string().regex(/^\d{2}(\.\d{2}){1,2}$/, error)),
    }),
  },
  responses: {
    200: answer(answers.ok, z.strictObject({ data: z.array(resources.areaSchema) }).meta({ id: 'AreaList' })),
    ...notFound,
    ...invalid,
    ...tooMany,
  },
};

export const readArea = {
  ...get('/areas/{code}', 'areas', 'readArea'),
  request: { params: z.object({ code: z.string().meta({ description: said.code }) }) },
  responses: { 200: answer(answers.ok, resources.areaSchema), ...notFound, ...tooMany },
};

export const listTopics = {
  ...get('/topics', 'topics', 'listTopics'),
  responses: {
    200: answer(answers.ok, z.strictObject({ data: z.array(resources.topicSchema) }).meta({ id: 'TopicList' })),
    ...notFound,
    ...tooMany,
  },
};

export const listEditions = {
  ...get('/index', 'index', 'listEditions'),
  responses: {
    200: answer(answers.ok, z.strictObject({ data: z.array(resources.editionSchema) }).meta({ id: 'EditionList' })),
    ...notFound,
    ...tooMany,
  },
};

export const readIndex = {
  ...get('/index/{edition}', 'index', 'readIndex'),
  request: { params: z.object({ edition: z.string().meta({ description: said.edition }) }) },
  responses: { 200: answer(answers.ok, resources.indexSchema), ...notFound, ...tooMany },
};

export const listEvents = {
  ...get('/events', 'events', 'listEvents'),
  request: { query: z.object({ year }) },
  responses: {
    200: answer(answers.ok, z.strictObject({ data: z.array(resources.eventSchema) }).meta({ id: 'EventList' })),
    ...notFound,
    ...invalid,
    ...tooMany,
  },
};

const body = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { [json]: { schema } } as { [json]: { schema: S } },
});
/** UUIDv7: made by the caller, so that a request sent again is recognised. */
const idempotent = z.object({
  'idempotency-key': z
    .string('openData.errors.idempotencyKey')
    .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i, 'openData.errors.idempotencyKey')
    .toLowerCase()
    .meta({ description: said.idempotencyKey }),
});
const conflict = { 409: refused(answers.conflict, resources.conflictSchema) };
const writing = (name: keyof typeof operations) => ({
  tags: [words.api.tags.drafts],
  operationId: name,
  summary: operations[name],
});

export const createDraft = {
  ...writing('createDraft'),
  method: 'post' as const,
  path: '/drafts' as const,
  security: [{ key: ['innovations:write'] }],
  request: { headers: idempotent, body: body(resources.newDraftBody) },
  responses: { 201: answer(answers.created, resources.draftSchema), ...keyed, ...conflict, ...invalid },
};

export const readDraft = {
  ...writing('readDraft'),
  method: 'get' as const,
  path: '/drafts/{id}' as const,
  security: [{ key: [] as string[] }],
  request: { params: idParameter },
  responses: { 200: answer(answers.ok, resources.draftSchema), ...unknownKey, ...notFound },
};

export const saveDraft = {
  ...writing('saveDraft'),
  method: 'patch' as const,
  path: '/drafts/{id}' as const,
  security: [{ key: ['innovations:write'] }],
  request: { params: idParameter, body: body(resources.saveBody) },
  responses: { 200: answer(answers.ok, resources.savedSchema), ...keyed, ...notFound, ...conflict, ...invalid },
};

export const proposeDraft = {
  ...writing('proposeDraft'),
  method: 'post' as const,
  path: '/drafts/{id}/proposal' as const,
  security: [{ key: ['innovations:propose'] }],
  request: { params: idParameter, headers: idempotent, body: body(resources.stepBody) },
  responses: { 200: answer(answers.ok, resources.draftSchema), ...keyed, ...notFound, ...conflict, ...invalid },
};
