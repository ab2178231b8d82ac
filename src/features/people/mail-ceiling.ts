import { administratorRole } from '#platform/tenancy.ts';

/**
 * How many codes one office may have mailed in a day (WIB). An organisation invites a handful of innovators; an
 * administrator who opens a region invites a few villages' heads at a time and has sheets and letters for the rest.
 */
export const mailsADay = { organization: 20, administrator: 200 } as const;

export function mostMailsADay(role: string): number {
  return role === administratorRole ? mailsADay.administrator : mailsADay.organization;
}
