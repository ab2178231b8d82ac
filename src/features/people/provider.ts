import { z } from 'zod';
import { idInput } from './inputs.ts';

const text = (longest: number, error: string) => z.string({ error }).trim().min(1, error).max(longest, error);
const optional = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || null);

/** Whole address without query or fragment; `internal` ones may speak plain HTTP. */
function isAddress(value: string, internal: boolean): boolean {
  const url = URL.parse(value);
  if (!url || value.length > 500 || url.search || url.hash || url.username || url.password) return false;
  return url.protocol === 'https:' || (internal && url.protocol === 'http:');
}

const scopeInput = z
  .string()
  .optional()
  .transform((value) => value?.trim().replace(/\s+/g, ' ') || 'openid profile')
  .refine(
    (value) => value.length <= 200 && /^[\x21\x23-\x5b\x5d-\x7e ]+$/.test(value) && value.split(' ').includes('openid'),
    'signIn.errors.scopeWrong',
  );

/**
 * Another place to sign in. @param internal given by the operator of the machine: it may stand in the own network
 */
export function providerInput(internal: boolean) {
  const endpoint = optional.refine(
    (value) => value === null || isAddress(value, internal),
    'signIn.errors.addressWrong',
  );
  return z
    .object({
      id: idInput,
      label: text(60, 'signIn.errors.labelWrong'),
      issuer: text(500, 'signIn.errors.issuerWrong').refine(
        (value) => isAddress(value, internal),
        'signIn.errors.issuerWrong',
      ),
      clientId: text(200, 'signIn.errors.clientIdWrong'),
      /** null keeps the one that is stored. */
      clientSecret: optional.refine((value) => (value?.length ?? 0) <= 500, 'signIn.errors.clientSecretWrong'),
      scope: scopeInput,
      nipClaim: optional.refine(
        (value) => value === null || /^[\w.:/-]{1,100}$/.test(value),
        'signIn.errors.claimWrong',
      ),
      authorizationEndpoint: endpoint,
      tokenEndpoint: endpoint,
      jwksUri: endpoint,
      enabled: z
        .string()
        .optional()
        .transform((value) => value === 'ya'),
    })
    .superRefine(({ authorizationEndpoint, tokenEndpoint, jwksUri }, report) => {
      const given = [authorizationEndpoint, tokenEndpoint, jwksUri].filter((one) => one !== null).length;
      if (given === 1 || given === 2) {
        report.addIssue({
          code: 'custom',
          path: ['authorizationEndpoint'],
          message: 'signIn.errors.endpointsTogether',
        });
      }
    });
}
export type ProviderInput = z.output<ReturnType<typeof providerInput>>;

/** Digits of a NIP as a provider tells it; null for anything that is not 18 digits (BKN, Peraturan Kepala BKN 22/2007). */
export function readNip(claim: unknown): string | null {
  const digits = typeof claim === 'string' || typeof claim === 'number' ? String(claim).replace(/[\s.-]/g, '') : '';
  return /^\d{18}$/.test(digits) ? digits : null;
}

/** "198703152010011003" → "1987•••••••••••003": enough to recognise the own. */
export function maskNip(nip: string): string {
  return `${nip.slice(0, 4)}•••••••••••${nip.slice(-3)}`;
}
