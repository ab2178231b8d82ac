import { z } from 'zod';

/** Limits of the sign-in library's settings too (platform/identity/auth.ts). */
export const shortestPassword = 10;
export const longestPassword = 128;
const fewestDifferent = 5;

/** What is wrong with a password for that person, as a catalogue path; null when it will do. */
export function faultOfPassword(password: string, username: string): string | null {
  if (password.length < shortestPassword) return 'people.errors.passwordShort';
  if (password.length > longestPassword) return 'people.errors.passwordLong';
  if (password.toLowerCase().includes(username.toLowerCase())) return 'people.errors.passwordIsName';
  if (new Set(password.toLowerCase()).size < fewestDifferent) return 'people.errors.passwordPlain';
  return null;
}

const typed = (message: string) => z.string({ error: message }).min(1, message);

export const signInInput = z.object({
  identifier: typed('people.errors.identifierMissing').max(254, 'people.errors.signInRefused'),
  password: typed('people.errors.passwordMissing').max(longestPassword, 'people.errors.signInRefused'),
  remember: z
    .string()
    .optional()
    .transform((value) => value === 'ya'),
});

/** A new password for the person of that user name, typed twice. */
export function passwordInput(username: string) {
  return z
    .object({
      current: typed('people.errors.passwordMissing'),
      next: typed('people.errors.passwordMissing'),
      again: typed('people.errors.passwordMissing'),
    })
    .superRefine(({ current, next, again }, report) => {
      const fault = (path: string, message: string) => report.addIssue({ code: 'custom', path: [path], message });
      const wrong = faultOfPassword(next, username);
      if (wrong) fault('next', wrong);
      else if (next === current) fault('next', 'people.errors.passwordSame');
      else if (next !== again) fault('again', 'people.errors.passwordDiffers');
    });
}
