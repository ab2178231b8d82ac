import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { maskNip, providerInput, readNip } from './provider.ts';
import { deviceOf } from './user-agent.ts';

const good = {
  id: newId(),
  label: ' Akun ASN ',
  issuer: 'https://masuk.bekasikab.go.id/realms/asn',
  clientId: 'gelar',
  clientSecret: '',
  scope: '',
  nipClaim: 'nip',
  enabled: 'ya',
};

test('a provider is read with what was left empty', () => {
  expect(providerInput(false).parse(good)).toEqual({
    ...good,
    label: 'Akun ASN',
    clientSecret: null,
    scope: 'openid profile',
    authorizationEndpoint: null,
    tokenEndpoint: null,
    jwksUri: null,
    enabled: true,
  });
});

test.each([
  [{ label: '' }, 'label', 'signIn.errors.labelWrong'],
  [{ issuer: 'http://masuk.go.id' }, 'issuer', 'signIn.errors.issuerWrong'],
  [{ issuer: 'https://masuk.go.id/?x=1' }, 'issuer', 'signIn.errors.issuerWrong'],
  [{ issuer: 'https://a:b@masuk.go.id' }, 'issuer', 'signIn.errors.issuerWrong'],
  [{ issuer: 'javascript:alert(1)' }, 'issuer', 'signIn.errors.issuerWrong'],
  [{ clientId: '' }, 'clientId', 'signIn.errors.clientIdWrong'],
  [{ scope: 'profile email' }, 'scope', 'signIn.errors.scopeWrong'],
  [{ scope: 'openid "x"' }, 'scope', 'signIn.errors.scopeWrong'],
  [{ nipClaim: 'a b' }, 'nipClaim', 'signIn.errors.claimWrong'],
  [{ tokenEndpoint: 'https://x.go.id/t' }, 'authorizationEndpoint', 'signIn.errors.endpointsTogether'],
  [{ jwksUri: 'http://x.go.id/t' }, 'jwksUri', 'signIn.errors.addressWrong'],
])('%j is refused at %s', (wrong, field, message) => {
  const outcome = providerInput(false).safeParse({ ...good, ...wrong });
  const faults = outcome.error?.issues.map((issue) => [issue.path.join('.'), issue.message]);
  expect(faults).toContainEqual([field, message]);
});

test('the operator may use plain HTTP within the own network', () => {
  const local = { ...good, issuer: 'http://127.0.0.1:9999' };
  expect([providerInput(true).safeParse(local).success, providerInput(false).safeParse(local).success]).toEqual([
    true,
    false,
  ]);
});

test('a NIP has 18 digits; only the ends of it are shown', () => {
  expect([readNip('19870315 201001 1 003'), readNip('1987'), readNip(null), readNip({})]).toEqual([
    '198703152010011003',
    null,
    null,
    null,
  ]);
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 18, maxLength: 18 }).map((all) => all.join(''));
  fc.assert(
    fc.property(digits, (nip) => {
      expect(readNip(nip)).toBe(nip);
      expect(maskNip(nip)).toMatch(/^\d{4}•{11}\d{3}$/);
    }),
  );
});

test.each([
  [
    'Mozilla/5.0 (Linux; Android 13; SM-A045F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Mobile Safari/537.36',
    'Chrome',
    'Android',
  ],
  [
    'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36',
    'Samsung Internet',
    'Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari',
    'iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/128.0 Safari/537.36 Edg/128.0',
    'Microsoft Edge',
    'Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox', 'Linux'],
  ['', null, null],
  ['<script>alert(1)</script>', null, null],
])('%s is %s on %s', (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system });
});
