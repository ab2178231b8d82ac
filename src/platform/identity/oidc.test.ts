import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProvider, type TestProvider } from '../testing/oidc.ts';
import {
  authorizationAddress,
  inventProofs,
  metadataOf,
  type Provider,
  readIdToken,
  vouchedBy,
  WrongAnswer,
} from './oidc.ts';
import { OutOfReach } from './outward.ts';

const back = 'http://127.0.0.1:3000/masuk/penyedia/x/balik';
let real: TestProvider;
let provider: Provider;
beforeAll(async () => {
  real = await startProvider([back], (login) => (login === 'asn' ? '198703152010011003' : undefined));
  const { issuer, clientId, clientSecret } = real;
  provider = { issuer, clientId, clientSecret, endpoints: null, scope: 'openid profile', internal: true };
});
afterAll(() => real.stop());

/** A trip to the real provider. @returns what came back, and the proofs of the trip */
async function visit(login: string, change: (address: URL) => void = () => {}) {
  const proofs = inventProofs();
  const address = new URL(await authorizationAddress(provider, proofs, back));
  change(address);
  const query = new URL(await real.signIn(address.href, login)).searchParams;
  const of = (name: string) => query.get(name) ?? undefined;
  return { proofs, state: of('state'), answer: { code: of('code'), iss: of('iss'), error: of('error') } };
}

test('a real provider vouches for a person, with the NIP it knows', async () => {
  const { proofs, state, answer } = await visit('asn');
  expect([state, answer.iss]).toEqual([proofs.state, real.issuer]);
  const vouched = await vouchedBy(provider, answer, proofs, back);
  expect([vouched.issuer, vouched.subject, vouched.claims.nip]).toEqual([real.issuer, 'asn', '198703152010011003']);
});

test('a code is changed once', async () => {
  const { proofs, answer } = await visit('sari');
  await vouchedBy(provider, answer, proofs, back);
  await expect(vouchedBy(provider, answer, proofs, back)).rejects.toThrow(OutOfReach);
});

test('nothing of another trip fits: nonce, verifier, address', async () => {
  const other = inventProofs();
  const first = await visit('sari', (address) => address.searchParams.set('nonce', other.nonce));
  await expect(vouchedBy(provider, first.answer, first.proofs, back)).rejects.toThrow(/nonce/);
  const second = await visit('sari');
  const wrongVerifier = { ...second.proofs, verifier: other.verifier };
  await expect(vouchedBy(provider, second.answer, wrongVerifier, back)).rejects.toThrow(OutOfReach);
  const third = await visit('sari');
  await expect(vouchedBy(provider, third.answer, third.proofs, `${back}2`)).rejects.toThrow(OutOfReach);
});

test('an answer that names another issuer, or names none where it must, is not taken anywhere', async () => {
  const { proofs, answer } = await visit('sari');
  for (const iss of ['https://jahat.example', `${real.issuer}/`, undefined]) {
    await expect(vouchedBy(provider, { ...answer, iss }, proofs, back), iss).rejects.toThrow(WrongAnswer);
  }
  await expect(vouchedBy(provider, { ...answer, code: undefined }, proofs, back)).rejects.toThrow(WrongAnswer);
  await expect(vouchedBy(provider, { ...answer, error: 'access_denied' }, proofs, back)).rejects.toThrow(WrongAnswer);
  expect((await vouchedBy(provider, answer, proofs, back)).subject).toBe('sari'); // the code was never spent
});

test('explicit endpoints are taken as given; a wrong secret is refused by the provider', async () => {
  const { namesItself, secretInBody, ...endpoints } = await metadataOf(provider);
  expect([namesItself, secretInBody]).toEqual([true, false]);
  const { proofs, answer } = await visit('sari');
  const explicit = { ...provider, endpoints };
  await expect(vouchedBy({ ...explicit, clientSecret: 'salah' }, answer, proofs, back)).rejects.toThrow(OutOfReach);
  expect((await vouchedBy(explicit, answer, proofs, back)).subject).toBe('sari');
});

test('a document that names somebody else, and a provider out of reach', async () => {
  const asLocalhost = { ...provider, issuer: real.issuer.replace('127.0.0.1', 'localhost') };
  await expect(metadataOf(asLocalhost)).rejects.toThrow(WrongAnswer);
  await expect(metadataOf({ ...provider, issuer: 'http://127.0.0.1:9' })).rejects.toThrow(OutOfReach);
  await expect(metadataOf({ ...provider, internal: false })).rejects.toThrow(OutOfReach);
  await expect(metadataOf({ ...provider, issuer: `${real.issuer}/nowhere` })).rejects.toThrow(OutOfReach);
});

test('an id_token is believed only when everything in it fits', async () => {
  const [ours, theirs] = [await generateKeyPair('RS256', { extractable: true }), await generateKeyPair('RS256')];
  const jwk = { ...(await exportJWK(ours.publicKey)), kid: 'a', alg: 'RS256' };
  const keys = { keys: [jwk] };
  const trusted = { issuer: 'https://masuk.go.id', clientId: 'gelar' };
  const good: JWTPayload = { iss: trusted.issuer, aud: 'gelar', sub: 'sari', nonce: 'n' };
  const sign = (payload: JWTPayload, key = ours.privateKey, issued: string | Date = new Date(), ends = '5m') =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid: 'a' })
      .setIssuedAt(issued)
      .setExpirationTime(ends)
      .sign(key);
  const read = (token: string) => readIdToken(trusted, keys, token, 'n');
  expect((await read(await sign(good))).subject).toBe('sari');
  expect((await read(await sign({ ...good, aud: ['gelar', 'lain'], azp: 'gelar' }))).subject).toBe('sari');
  const shared = new SignJWT(good).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime('5m');
  const refused: [string, string][] = [
    ['another nonce', await sign({ ...good, nonce: 'm' })],
    ['no nonce', await sign({ ...good, nonce: undefined })],
    ['another issuer', await sign({ ...good, iss: 'https://jahat.example' })],
    ['another audience', await sign({ ...good, aud: 'lain' })],
    ['several audiences', await sign({ ...good, aud: ['gelar', 'lain'] })],
    ['another authorised party', await sign({ ...good, azp: 'lain' })],
    ['no subject', await sign({ ...good, sub: undefined })],
    ['a list of subjects', await sign({ ...good, sub: ['sari'] as unknown as string })],
    ['a number as subject', await sign({ ...good, sub: 7 as unknown as string })],
    ['an empty subject', await sign({ ...good, sub: '' })],
    ['a long subject', await sign({ ...good, sub: 'x'.repeat(256) })],
    ['over', await sign(good, ours.privateKey, new Date(Date.now() - 3_600_000), '-30m')],
    ['old', await sign(good, ours.privateKey, new Date(Date.now() - 3_600_000), '2h')],
    ['signed by others', await sign(good, theirs.privateKey)],
    ['unsigned', new UnsecuredJWT(good).setIssuedAt().setExpirationTime('5m').encode()],
    ['signed with a shared secret', await shared.sign(new TextEncoder().encode(JSON.stringify(jwk)))],
    ['no token', 'x.y.z'],
  ];
  for (const [why, token] of refused) await expect(read(token), why).rejects.toThrow(WrongAnswer);
  await expect(readIdToken(trusted, { keys: 'x' }, await sign(good), 'n')).rejects.toThrow(WrongAnswer);
});
