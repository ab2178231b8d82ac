import { createHash, randomBytes } from 'node:crypto';
import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { z } from 'zod';
import { askOutside, OutOfReach } from './outward.ts';

// OpenID Connect Core 1.0, authorization code flow with PKCE (RFC 7636), state and nonce, as RFC 9700 asks for it.

/** Another place where people sign in, as one tenant, or the installation, trusts it. */
export interface Provider {
  issuer: string;
  clientId: string;
  clientSecret: string | null;
  /** Given, or asked of the issuer when somebody signs in. */
  endpoints: Endpoints | null;
  scope: string;
  internal: boolean;
}

export interface Endpoints {
  authorizationEndpoint: string;
  tokenEndpoint: string;
  jwksUri: string;
}

interface Metadata extends Endpoints {
  /** It says in its answer who it is (RFC 9207). */
  namesItself: boolean;
  secretInBody: boolean;
}

/** What it answered does not hold. The message is for the log; people read that signing in failed. */
export class WrongAnswer extends Error {}

const metadataShape = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});

/** @throws OutOfReach, WrongAnswer when the issuer says it is somebody else */
export async function metadataOf(provider: Provider): Promise<Metadata> {
  if (provider.endpoints) return { ...provider.endpoints, namesItself: false, secretInBody: false };
  const address = `${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const read = metadataShape.safeParse(await askOutside(address, provider));
  if (!read.success) throw new OutOfReach(`${address} is no discovery document`);
  const { issuer, ...found } = read.data;
  if (issuer !== provider.issuer) throw new WrongAnswer(`${address} names another issuer`);
  const methods = found.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return {
    authorizationEndpoint: found.authorization_endpoint,
    tokenEndpoint: found.token_endpoint,
    jwksUri: found.jwks_uri,
    namesItself: found.authorization_response_iss_parameter_supported ?? false,
    secretInBody: !methods.includes('client_secret_basic') && methods.includes('client_secret_post'),
  };
}

/** The three values of one trip to the provider that only this server and the way itself know. */
export interface Proofs {
  state: string;
  nonce: string;
  /** PKCE: its digest goes along, itself only to the token endpoint. */
  verifier: string;
}

const random = () => randomBytes(32).toString('base64url');
export const inventProofs = (): Proofs => ({ state: random(), nonce: random(), verifier: random() });

/** Where the person is sent. @throws OutOfReach, WrongAnswer */
export async function authorizationAddress(
  provider: Provider,
  { state, nonce, verifier }: Proofs,
  redirectUri: string,
): Promise<string> {
  const { authorizationEndpoint } = await metadataOf(provider);
  const url = new URL(authorizationEndpoint);
  if (!provider.internal && url.protocol !== 'https:') throw new WrongAnswer('the sign-in page is not encrypted');
  const query = {
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: redirectUri,
    scope: provider.scope,
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** The query with which the person came back. */
export interface Answer {
  code: string | undefined;
  /** RFC 9207: who answers. */
  iss: string | undefined;
  error: string | undefined;
}

export interface Vouched {
  issuer: string;
  subject: string;
  claims: Readonly<Record<string, unknown>>;
}

/**
 * Changes the code into an id_token and checks it. State is the caller's to check: it found the trip by it.
 * @throws OutOfReach, WrongAnswer
 */
export async function vouchedBy(
  provider: Provider,
  answer: Answer,
  proofs: Omit<Proofs, 'state'>,
  redirectUri: string,
): Promise<Vouched> {
  if (answer.error) throw new WrongAnswer(`the provider refused: ${answer.error.slice(0, 100)}`);
  if (!answer.code) throw new WrongAnswer('no code');
  const metadata = await metadataOf(provider);
  // Mix-up: an answer of another provider is never taken to this one's token endpoint.
  if (answer.iss === undefined ? metadata.namesItself : answer.iss !== provider.issuer) {
    throw new WrongAnswer('the answer is of another issuer');
  }
  const token = await changeCode(provider, metadata, answer.code, proofs.verifier, redirectUri);
  return readIdToken(provider, await askOutside(metadata.jwksUri, provider), token, proofs.nonce);
}

async function changeCode(
  provider: Provider,
  metadata: Metadata,
  code: string,
  verifier: string,
  redirectUri: string,
): Promise<string> {
  const { clientId, clientSecret, internal } = provider;
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
  const inHeader = clientSecret !== null && !metadata.secretInBody;
  if (!inHeader) form.set('client_id', clientId);
  if (clientSecret !== null && metadata.secretInBody) form.set('client_secret', clientSecret);
  const headers: Record<string, string> = inHeader ? { authorization: basic(clientId, clientSecret) } : {};
  const { id_token: token } = await askOutside(metadata.tokenEndpoint, { internal, form, headers });
  if (typeof token !== 'string') throw new WrongAnswer('no id_token');
  return token;
}

// RFC 6749, 2.3.1: both halves are form-encoded before they are joined.
const basic = (id: string, secret: string) => {
  const encoded = (text: string) => new URLSearchParams({ x: text }).toString().slice(2);
  return `Basic ${Buffer.from(`${encoded(id)}:${encoded(secret)}`).toString('base64')}`;
};

/** Signatures of a key pair only: "none" and secrets shared with the provider are no proof. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const clockDifference = 60;

/** OpenID Connect Core 3.1.3.7. @throws WrongAnswer */
export async function readIdToken(
  provider: Pick<Provider, 'issuer' | 'clientId'>,
  keys: Record<string, unknown>,
  token: string,
  nonce: string,
): Promise<Vouched> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys as unknown as JSONWebKeySet), {
      issuer: provider.issuer,
      audience: provider.clientId,
      algorithms,
      clockTolerance: clockDifference,
      maxTokenAge: '10m',
      requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
    });
    const { sub, azp } = payload;
    if (payload.nonce !== nonce) throw new WrongAnswer('another nonce');
    if (azp !== undefined && azp !== provider.clientId) throw new WrongAnswer('made for another client');
    if (Array.isArray(payload.aud) && payload.aud.length > 1 && azp === undefined) {
      throw new WrongAnswer('made for several clients');
    }
    // Its type is ours to look at: the library passes on a list, which would then stand for its only element.
    if (typeof sub !== 'string' || sub === '' || sub.length > 255) throw new WrongAnswer('no subject');
    return { issuer: provider.issuer, subject: sub, claims: payload };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) throw new WrongAnswer(error.message);
    throw error;
  }
}
