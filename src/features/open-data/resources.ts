import { z } from 'zod';
import { eventKinds } from '#features/calendar/index.ts';
import { innovationStates, stages } from '#features/innovations/index.ts';
import { organizationKinds } from '#features/organizations/index.ts';
import { openData as words } from '#messages/id/open-data.ts';

const said = words.api.fields;

/**
 * The schema of one resource: what the API answers with, what its document and the data dictionary say. A field without words
 * is a type error.
 */
function resource<S extends Record<string, z.ZodType>>(name: string, shape: S, meanings: Record<keyof S, string>) {
  const fields = Object.entries(shape).map(([key, schema]) => [key, schema.meta({ description: meanings[key] })]);
  return z.strictObject(Object.fromEntries(fields) as S).meta({ id: name });
}

const id = z.uuid();
const text = z.string();
const maybeText = z.string().nullable();
const day = z.iso.date();
const instant = z.iso.datetime();
const code = z.string();
const number = z.number();
const organizationKind = z.enum(organizationKinds);

const published = {
  id,
  url: z.url(),
  title: text,
  summary: text,
  state: z.enum(['listed', 'accepted']),
  calledInnovation: z.boolean(),
  example: z.boolean(),
  organizationId: id.nullable(),
  organizationName: text,
  organizationKind: organizationKind.nullable(),
  districtCode: code.nullable(),
  villageCode: code.nullable(),
  affair: maybeText,
  stage: z.enum(stages).nullable(),
  topics: z.array(text),
  year: z.int().nullable(),
};

export const innovationSchema = resource('Innovation', { ...published, datedAt: instant }, said.innovation);

const { datedAt: _, districtCode: __, villageCode: ___, ...detailWords } = said.detail;
const { districtCode: ____, villageCode: _____, ...shared } = published;

export const innovationDetailSchema = resource(
  'InnovationDetail',
  {
    ...shared,
    areas: z.array(code),
    ownerInSource: maybeText,
    kind: maybeText,
    form: maybeText,
    classification: maybeText,
    initiatorKind: maybeText,
    crossingAffairs: z.array(text),
    astaCita: z.int().nullable(),
    pkpnCluster: maybeText,
    pkpnProgram: maybeText,
    trialOn: day.nullable(),
    implementedOn: day.nullable(),
    developedOn: day.nullable(),
    acceptedAt: instant.nullable(),
    updatedAt: instant,
    latitude: number.nullable(),
    longitude: number.nullable(),
    designLegalBasis: text,
    designProblem: text,
    designStrategicIssue: text,
    designNovelty: text,
    designHowItWorks: text,
    designAdvantage: text,
    objective: text,
    benefit: text,
    result: text,
    businessProfileLink: maybeText,
    intellectualPropertyLink: maybeText,
    awardLink: maybeText,
    awardsInSource: maybeText,
    sources: z.array(text),
  },
  detailWords,
);

export const organizationSchema = resource(
  'Organization',
  {
    id,
    url: z.url(),
    kind: organizationKind,
    name: text,
    shortName: maybeText,
    parentId: id.nullable(),
    areaCode: code.nullable(),
    reference: maybeText,
    latitude: number.nullable(),
    longitude: number.nullable(),
    source: maybeText,
    sourceYear: z.int().nullable(),
    example: z.boolean(),
  },
  said.organization,
);

export const areaSchema = resource(
  'Area',
  {
    code,
    kind: z.enum(['province', 'regency', 'district', 'ward', 'village']),
    name: text,
    parentCode: code.nullable(),
  },
  said.area,
);

export const topicSchema = resource(
  'Topic',
  { slug: text, name: text, innovations: z.int(), retired: z.boolean() },
  said.topic,
);

const status = text;
export const editionSchema = resource('Edition', { edition: z.int(), status, current: z.boolean() }, said.edition);

const indexRow = {
  code,
  group: z.enum(['region', 'innovations', 'count']),
  name: text,
  weight: number,
  level: number.nullable(),
  score: number,
  max: number,
};
export const indexSchema = resource(
  'Index',
  {
    edition: z.int(),
    status,
    index: number.nullable(),
    predicate: maybeText,
    verified: number.nullable(),
    innovations: z.int(),
    rows: z.array(resource('IndexRow', indexRow, said.indexRow)),
  },
  said.index,
);

/** A row of the dataset of levels: an edition's row, flat. */
export const indexLevelSchema = resource('IndexLevel', { edition: z.int(), status, ...indexRow }, said.indexLevel);

export const eventSchema = resource(
  'Event',
  {
    id,
    year: z.int(),
    kind: z.enum(eventKinds),
    name: text,
    firstDay: day,
    lastDay: day,
    startsAt: maybeText,
    endsAt: maybeText,
    place: maybeText,
    concerns: maybeText,
    note: maybeText,
    deadline: z.boolean(),
    cancelled: z.boolean(),
    example: z.boolean(),
    updatedAt: instant,
  },
  said.event,
);

const fieldValue = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);
const fields = z.record(z.string(), fieldValue);
const wanted = z.record(z.string(), fieldValue, 'openData.errors.fieldsMissing');
const seenVersion = z.int('openData.errors.versionMissing').min(1).max(999_999_999);

export const draftSchema = resource(
  'Draft',
  {
    id,
    state: z.enum(innovationStates),
    version: z.int(),
    organizationId: id,
    updatedAt: instant,
    fields,
    missing: z.array(z.strictObject({ field: text, message: text })),
  },
  said.draft,
);
export const savedSchema = resource('Saved', { id, version: z.int() }, said.saved);
export const newDraftBody = resource('NewDraft', { title: z.string() }, said.newDraft);
export const saveBody = resource('SaveDraft', { version: seenVersion, fields: wanted }, said.save);
export const stepBody = resource('ProposeDraft', { version: seenVersion }, said.step);

const { fields: ______, version: _______, ...problemWords } = said.problem;
const problem = {
  type: text,
  title: text,
  status: z.int(),
  detail: text.optional(),
  errors: z.array(z.strictObject({ field: text, message: text })).optional(),
};
export const problemSchema = resource('Problem', problem, problemWords);
export const conflictSchema = resource(
  'ConflictProblem',
  {
    ...problem,
    fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
    version: z.int().optional(),
  },
  said.problem,
);

/** One page of a list, and the way to the next. */
export function pageOf<S extends z.ZodType>(name: string, item: S) {
  return resource(name, { data: z.array(item), next: z.string().nullable() }, words.api.page);
}
