import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { makePdf } from './pdf.ts';
import { signingService } from './service.ts';
import { askSigner } from './signing.ts';

const account = { user: 'gelar', password: 'sandi-layanan' };
const person = { nik: '3216000000000001', passphrase: 'Frasa: rahasia & "benar" ü' };
const pdf = new Uint8Array(
  await makePdf({
    body: { form: 'report', title: 'Contoh', lead: '', parts: [] },
    letterhead: { lines: ['Contoh'] },
    draft: false,
    verifyAt: null,
    madeAt: new Date(0),
  }),
);
const signed = Buffer.concat([
  pdf,
  Buffer.from('\n9 0 obj <</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>> endobj\n%%EOF\n'),
]);
const asked = { requestId: '019a0000-0000-7000-8000-000000000001', pdf, signer: { title: 'Bupati', name: 'Siti' } };

/** What the service does beside signing, in this test. */
let instead: ((response: ServerResponse) => void) | null = null;
const requests: string[] = [];
const logged: string[] = [];

const json = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8' }).end(JSON.stringify(body));

/** Answers as the client service does: Basic, multipart, codes in the body of a refusal. */
async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  requests.push(`${request.method} ${request.url}`);
  const body = new Response(Readable.toWeb(request) as ReadableStream<Uint8Array>, {
    headers: { 'content-type': request.headers['content-type'] ?? '' },
  });
  if (instead) return instead(response);
  const basic = `Basic ${Buffer.from(`${account.user}:${account.password}`).toString('base64')}`;
  if (request.headers.authorization !== basic) return void json(response, 401, { error: 'Unauthorized' });
  const form = await body.formData();
  const file = form.get('file');
  if (!(file instanceof File) || form.get('tampilan') !== 'invisible')
    return void json(response, 400, { error: 'Bad request' });
  if (!Buffer.from(await file.arrayBuffer()).equals(pdf))
    return void json(response, 400, { error: 'Not what was sent' });
  if (form.get('nik') !== person.nik)
    return void json(response, 400, { status_code: 2011, error: 'User tidak terdaftar' });
  if (form.get('passphrase') !== person.passphrase)
    return void json(response, 400, { status_code: 2031, error: 'Passphrase anda salah' });
  response.writeHead(200, { 'content-type': 'application/pdf', id_dokumen: 'a1' }).end(signed);
}

const server = createServer((request, response) => void serve(request, response));
let address = '';

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  instead = null;
  requests.length = 0;
  logged.length = 0;
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
  return () => vi.restoreAllMocks();
});

const ask = (changes: object = {}, settings: object = {}) =>
  askSigner(signingService({ address, ...account, seconds: 5, ...settings }), { ...asked, ...person, ...changes });

test('the signed file comes back as the service made it', async () => {
  const answer = await ask();
  expect(answer.outcome === 'signed' && Buffer.from(answer.pdf).equals(signed)).toBe(true);
  expect([requests, logged]).toEqual([['POST /api/sign/pdf'], []]);
});

test('who is not registered and a wrong passphrase are told apart, and are nothing that an operator must know', async () => {
  expect(await ask({ nik: '3216000000000009' })).toEqual({ outcome: 'unknown user' });
  expect(await ask({ passphrase: 'keliru' })).toEqual({ outcome: 'wrong passphrase' });
  expect(logged).toEqual([]);
});

const answers = (status: number, type: string, body: string | Uint8Array) => (response: ServerResponse) =>
  response.writeHead(status, { 'content-type': type }).end(body);

test.each<[string, (response: ServerResponse) => void, string]>([
  [
    'its own failure',
    answers(500, 'application/json', '{"error":"Proses signing gagal 3216000000000001"}'),
    'HTTP 500',
  ],
  ['another refusal', answers(400, 'application/json', '{"status_code":"2021","error":"x"}'), 'HTTP 400, code 2021'],
  ['an error page', answers(200, 'text/html', '<html>%PDF-1.7 /ByteRange</html>'), 'HTTP 200'],
  ['a page that says it is a PDF', answers(200, 'application/pdf', '<html>/ByteRange</html>'), 'HTTP 200'],
  ['a signed file of a wrong type', answers(200, 'text/plain', signed), 'HTTP 200'],
  ['a signed file with a failure', answers(502, 'application/pdf', signed), 'HTTP 502'],
  ['the very file that was sent', answers(200, 'application/pdf', pdf), 'HTTP 200'],
  ['no JSON', answers(400, 'application/json', '{"status_code":2031'), 'HTTP 400'],
  ['a refusal without end', answers(400, 'application/json', `{"error":"${'x'.repeat(70_000)}"}`), 'more than 65536'],
  ['another address', (r) => r.writeHead(307, { location: `${address}/lain` }).end(), 'TypeError'],
  [
    'a broken line',
    (r) => r.writeHead(200, { 'content-type': 'application/pdf' }).write('%PDF-', () => r.destroy()),
    'UND_ERR_SOCKET',
  ],
])('%s is no answer', async (_name, what, said) => {
  instead = what;
  expect(await ask()).toEqual({ outcome: 'no answer' });
  expect(requests).toEqual(['POST /api/sign/pdf']);
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain(said);
  expect(logged.join()).not.toMatch(/3216000000000001|rahasia|sandi-layanan/);
});

test('a file without end is not read to its end', async () => {
  let ended = false;
  instead = (response) => {
    response.writeHead(200, { 'content-type': 'application/pdf' });
    response.on('close', () => (ended = true));
    const megabyte = Buffer.alloc(1024 * 1024, 0x20);
    const more = () => {
      while (!ended && response.write(megabyte));
      if (!ended) response.once('drain', more);
    };
    more();
  };
  expect(await ask({}, { seconds: 30 })).toEqual({ outcome: 'no answer' });
  await vi.waitFor(() => expect(ended).toBe(true));
});

test('a slow service gave no answer, and is left alone', async () => {
  const left = Promise.withResolvers<void>();
  instead = (response) => response.on('close', left.resolve);
  const began = performance.now();
  expect(await ask({}, { seconds: 0.2 })).toEqual({ outcome: 'no answer' });
  expect(performance.now() - began).toBeGreaterThan(190);
  await left.promise;
});

test('a wrong password of this installation, and a service that is not there, are told to the operator', async () => {
  expect(await ask({}, { password: 'lama' })).toEqual({ outcome: 'no answer' });
  expect(await ask({}, { address: 'http://127.0.0.1:1' })).toEqual({ outcome: 'no answer' });
  expect(logged.map((line) => JSON.parse(line).message)).toEqual([
    'the signing service gave no signed file: HTTP 401',
    expect.stringContaining('the signing service gave no signed file: '),
  ]);
  expect(logged.join()).not.toMatch(/3216000000000001|rahasia|lama/);
});
