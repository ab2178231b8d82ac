import { z } from 'zod';
import { oneLine } from '#platform/one-line.ts';
import type { Actor } from '#platform/tenancy.ts';
import { idInput } from './inputs.ts';
import { holdsAddress } from './name-address.ts';

/** Lower case letters, digits, dot, dash and underscore; begins with a letter or a digit. */
export function isUsername(text: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{2,59}$/.test(text);
}

export const nameInput = z
  .string({ error: 'common.errors.required' })
  .transform(oneLine)
  .refine((name) => !/\p{C}/u.test(name), { error: 'people.errors.nameWrong', abort: true })
  .refine((name) => !holdsAddress(name), 'people.errors.nameAddress')
  .refine((name) => name.length >= 2, 'people.errors.nameShort')
  .refine((name) => name.length <= 120, 'people.errors.nameLong');

const emptyAsNull = z
  .string()
  .trim()
  .optional()
  .transform((text) => text || null);

export const usernameInput = emptyAsNull
  .transform((text) => text?.toLowerCase() ?? null)
  .refine((text) => text === null || isUsername(text), 'people.errors.usernameWrong');

export const emailInput = emptyAsNull
  .transform((text) => text?.toLowerCase() ?? null)
  .refine(
    (text) => text === null || (text.length <= 254 && z.email().safeParse(text).success),
    'people.errors.emailWrong',
  )
  .refine((text) => !text?.endsWith('@users.invalid'), 'people.errors.emailWrong');

export const phoneInput = emptyAsNull.transform((text, report) => {
  const phone = text === null ? null : normalizePhone(text);
  if (phone === undefined) report.addIssue({ code: 'custom', message: 'people.errors.phoneWrong' });
  return phone ?? null;
});

/** A new person. `id` is the account's, made by the form; an empty user name is made from the name. */
export const personInput = z.object({
  id: idInput,
  name: nameInput,
  username: usernameInput,
  email: emailInput,
  phone: phoneInput,
});
export type NewPerson = z.infer<typeof personInput>;

/** "0812-3456 7890" → "+6281234567890"; undefined when it is no telephone number. */
export function normalizePhone(text: string): string | undefined {
  const digits = text.replace(/[\s().-]/g, '');
  const full = digits.replace(/^00/, '+').replace(/^0/, '+62').replace(/^62/, '+62');
  return /^\+\d{8,15}$/.test(full) ? full : undefined;
}

/** "+6281234567890" → "+62 812 ••••• 890": enough to recognise, not enough to call. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)} ${phone.slice(3, 6)} ••••• ${phone.slice(-3)}`;
}

/** "Hj. Siti Aminah, S.Pd. (contoh)" → "siti.aminah". */
export function proposeUsername(name: string): string {
  const words = name
    .replace(/\(.*?\)/g, ' ')
    .replace(/,.*$/, '')
    .normalize('NFKD')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => !word.endsWith('.') || word.length > 5)
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter(Boolean);
  const proposed = words.slice(0, 3).join('.').slice(0, 40).replace(/\.$/, '');
  return isUsername(proposed) ? proposed : `pengguna.${proposed}`.replace(/\.$/, '');
}

/** Somebody of whom only the account is known yet. */
export function personAlone(userId: string): Actor {
  return { userId, name: '', username: '', offices: [], platformAdministrator: false };
}
