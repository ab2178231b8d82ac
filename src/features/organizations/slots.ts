import type { VNode } from 'preact';
import type { Ctx } from '#platform/tenancy.ts';

/**
 * What the pages of organisations and areas show of innovations. Organisations may not know them: app.ts hands in
 * what the registry answers.
 */
export interface InnovationSlots {
  /** Published innovations by code of the district; those without are missing. */
  countsByDistrict(ctx: Ctx): Promise<ReadonlyMap<string, number>>;
  /** The same by code of the village or ward. */
  countsByVillage(ctx: Ctx): Promise<ReadonlyMap<string, number>>;
  /** What is published of one organisation; null for nothing. */
  ofOrganization(ctx: Ctx, id: string): Promise<VNode | null>;
  /** What is published in a district. */
  ofArea(ctx: Ctx, code: string): Promise<VNode | null>;
  /** What an organisation won in contests; null for nothing. */
  awardsOf?(ctx: Ctx, id: string): Promise<VNode | null>;
}
