import type { z } from 'zod';
import { type Area, kindOfArea, titleOf } from '#features/areas/index.ts';
import type { CalendarEvent } from '#features/calendar/index.ts';
import {
  fieldText,
  type InnovationWork,
  type OpenInnovation,
  type PublicInnovation,
} from '#features/innovations/index.ts';
import type { OpenOrganization } from '#features/organizations/index.ts';
import type {
  areaSchema,
  draftSchema,
  eventSchema,
  innovationDetailSchema,
  innovationSchema,
  organizationSchema,
} from './resources.ts';

// What the features read, as the API and the downloads write it. Named field by field: what is added to a row elsewhere does not
// become public by itself.

const instantOf = (at: Date) => at.toISOString();

/** @param home address of the tenant's pages, "https://host/slug" */
export function writtenInnovation(row: OpenInnovation, home: string): z.output<typeof innovationSchema> {
  const {
    id,
    title,
    summary,
    state,
    calledInnovation,
    example,
    districtCode,
    villageCode,
    affair,
    topics,
    year,
    datedAt,
  } = row;
  return {
    id,
    url: `${home}/inovasi/${id}`,
    title,
    summary,
    state,
    calledInnovation,
    example,
    ...ownerOf(row.organizationId, row.organizationName, row.organizationKind),
    districtCode,
    villageCode,
    affair,
    stage: row.stage as z.output<typeof innovationSchema>['stage'],
    topics,
    year,
    datedAt,
  };
}

function ownerOf(organizationId: string | null, organizationName: string, kind: string | null) {
  return {
    organizationId,
    organizationName,
    organizationKind: kind as z.output<typeof organizationSchema>['kind'] | null,
  };
}

export function writtenDetail(one: PublicInnovation, home: string): z.output<typeof innovationDetailSchema> {
  const { organization, ownerInSource } = one;
  return {
    id: one.id,
    url: `${home}/inovasi/${one.id}`,
    title: one.title,
    summary: one.summary,
    state: one.state as 'listed' | 'accepted',
    calledInnovation: one.calledInnovation,
    example: one.example,
    ...ownerOf(organization?.id ?? null, organization?.name ?? ownerInSource ?? '', organization?.kind ?? null),
    affair: one.mainAffair,
    stage: one.stage as z.output<typeof innovationDetailSchema>['stage'],
    topics: one.topics.map(({ slug }) => slug),
    year: one.year,
    areas: one.area.map(({ code }) => code),
    ownerInSource,
    acceptedAt: one.acceptedAt && instantOf(one.acceptedAt),
    updatedAt: instantOf(one.updatedAt),
    ...classified(one),
    ...written(one),
  };
}

function classified(one: PublicInnovation) {
  const { kind, form, classification, initiatorKind, crossingAffairs, astaCita, pkpnCluster, pkpnProgram } = one;
  const { trialOn, implementedOn, developedOn, latitude, longitude } = one;
  return {
    ...{ kind, form, classification, initiatorKind, crossingAffairs, astaCita, pkpnCluster, pkpnProgram },
    ...{ trialOn, implementedOn, developedOn, latitude, longitude },
  };
}

function written(one: PublicInnovation) {
  const { designLegalBasis, designProblem, designStrategicIssue, designNovelty, designHowItWorks, designAdvantage } =
    one;
  const { objective, benefit, result, businessProfileLink, intellectualPropertyLink, awardLink } = one;
  return {
    ...{ designLegalBasis, designProblem, designStrategicIssue, designNovelty, designHowItWorks, designAdvantage },
    ...{ objective, benefit, result, businessProfileLink, intellectualPropertyLink, awardLink },
    awardsInSource: one.awardsInSource,
    sources: one.sources,
  };
}

export function writtenOrganization(row: OpenOrganization, home: string): z.output<typeof organizationSchema> {
  const { id, kind, name, shortName, parentId, areaCode, reference, latitude, longitude, source, sourceYear } = row;
  const place = { areaCode, latitude, longitude };
  const origin = { reference, source, sourceYear, example: row.fictional };
  return { id, url: `${home}/organisasi/${id}`, kind, name, shortName, parentId, ...place, ...origin };
}

export function writtenArea(area: Area): z.output<typeof areaSchema> {
  const { code, parentCode } = area;
  return { code, kind: kindOfArea(code), name: titleOf(area), parentCode };
}

export function writtenEvent(event: CalendarEvent): z.output<typeof eventSchema> {
  const { id, year, kind, name, firstDay, lastDay, startsAt, endsAt, place, concerns, note } = event;
  const { deadline, cancelled, example } = event;
  const when = { firstDay, lastDay, startsAt, endsAt };
  const state = { deadline, cancelled, example, updatedAt: instantOf(event.updatedAt) };
  return { id, year, kind, name, ...when, place, concerns, note, ...state };
}

/** @param say the sentence of a fault */
export function writtenDraft(
  work: InnovationWork,
  say: (fault: InnovationWork['check']['faults'][number]) => string,
): z.output<typeof draftSchema> {
  const { id, state, version, organization, updatedAt, proposal, check } = work;
  const fields = Object.entries(proposal).map(([name, value]) => [name, value === null ? null : fieldText(value)]);
  return {
    id,
    state,
    version,
    organizationId: organization.id,
    updatedAt: instantOf(updatedAt),
    fields: Object.fromEntries(fields),
    missing: check.faults.map((fault) => ({ field: fault.field, message: say(fault) })),
  };
}
