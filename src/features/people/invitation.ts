import { z } from 'zod';
import { idInput } from './inputs.ts';
import { checkTerm, roleInput, termFields } from './office.ts';
import { faultOfPassword } from './password.ts';
import { emailInput, nameInput, phoneInput, proposeUsername, usernameInput } from './person.ts';

export const channels = ['letter', 'whatsapp', 'email'] as const;
export type Channel = (typeof channels)[number];

const channelInput = z.enum(channels, 'invitations.errors.channelWrong');
/** A box without a tick sends nothing at all. */
const optionalId = z
  .union([z.literal(''), idInput])
  .default('')
  .transform((id) => id || null);

/** Somebody without an account is asked into an office. `replaces` is the term that ends when they enter. */
export const invitationInput = z
  .object({
    id: idInput,
    termId: idInput,
    organizationId: idInput,
    role: roleInput,
    name: nameInput,
    channel: channelInput,
    phone: phoneInput,
    email: emailInput,
    replaces: optionalId,
    ...termFields,
  })
  .superRefine((invitation, report) => {
    checkTerm(invitation, report);
    const fault = (path: string, message: string) => report.addIssue({ code: 'custom', path: [path], message });
    if (invitation.channel === 'whatsapp' && !invitation.phone) fault('phone', 'invitations.errors.phoneMissing');
    if (invitation.channel === 'email' && !invitation.email) fault('email', 'invitations.errors.emailMissing');
  });
export type Invitation = z.infer<typeof invitationInput>;

/** A new code for what is there already: leave for a person to choose a password, or an invitation whose code was lost. */
export const codeInput = z.object({ id: idInput, channel: channelInput });
export type CodeWanted = z.infer<typeof codeInput>;

const typed = (message: string) => z.string({ error: message }).min(1, message);
const passwordTwice = {
  password: typed('people.errors.passwordMissing'),
  again: typed('people.errors.passwordMissing'),
};

function checkPasswords(
  { password, again }: { password: string; again: string },
  username: string,
  report: z.core.$RefinementCtx,
): void {
  const fault = (path: string, message: string) => report.addIssue({ code: 'custom', path: [path], message });
  const wrong = faultOfPassword(password, username);
  if (wrong) fault('password', wrong);
  else if (password !== again) fault('again', 'people.errors.passwordDiffers');
}

/** What the invited person fills in. `id` is the account's, made by the form. */
export const acceptanceInput = z
  .object({ id: idInput, name: nameInput, username: usernameInput, email: emailInput, ...passwordTwice })
  .superRefine((one, report) => checkPasswords(one, one.username ?? proposeUsername(one.name), report));
export type Acceptance = z.infer<typeof acceptanceInput>;

/** A new password for the person of that user name. */
export const chosenPasswordInput = (username: string) =>
  z.object(passwordTwice).superRefine((one, report) => checkPasswords(one, username, report));

export const forgottenInput = z.object({
  identifier: typed('people.errors.identifierMissing').max(254, 'people.errors.identifierMissing'),
});
