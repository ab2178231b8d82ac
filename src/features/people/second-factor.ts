import { z } from 'zod';
import { idInput } from './inputs.ts';

const current = z
  .string({ error: 'signIn.errors.currentMissing' })
  .min(1, 'signIn.errors.currentMissing')
  .max(128, 'signIn.errors.currentWrong');
const code = z
  .string({ error: 'signIn.errors.codeMissing' })
  .trim()
  .min(1, 'signIn.errors.codeMissing')
  .max(40, 'signIn.errors.codeWrong');

/** The present password, asked again before something grave. */
export const currentInput = z.object({ current });

export const codeInput = z.object({ code });

/** Turning it off takes both. */
export const turnOffInput = z.object({ current, code });

/** `ticket` is the secret on its way from the page to the confirmation, encrypted. */
export const setUpInput = z.object({
  current,
  code,
  ticket: z.string({ error: 'common.errors.wrongForm' }).max(2000, 'common.errors.wrongForm'),
});

export const renewInput = z.object({ current, id: idInput });

/** "JBSWY3DPEHPK3PXP" → "JBSW Y3DP EHPK 3PXP": to type without losing one's place. */
export function groupsOf(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
