import { expect, test } from 'vitest';
import { id as messages } from '#messages/id.ts';
import { makePdf } from './pdf.ts';
import { askSigner, outcomeOf, type Signer } from './signing.ts';
import { signingSimulator } from './simulator.ts';
import { readPdf } from './testing-pdf.ts';

const pdf = new Uint8Array(
  await makePdf({
    body: { form: 'report', title: 'Contoh', lead: '', parts: [] },
    letterhead: { lines: ['Contoh'] },
    draft: false,
    verifyAt: null,
    madeAt: new Date(0),
  }),
);
const request = {
  requestId: '019a0000-0000-7000-8000-000000000001',
  pdf,
  nik: '3216000000000001',
  passphrase: 'contoh-benar',
  signer: { title: 'Bupati Contoh', name: 'Siti Contoh' },
};

test.each([
  [
    { status: 200, body: pdf },
    { outcome: 'signed', pdf },
  ],
  [{ status: 400, body: { status_code: 2011, error: 'User tidak terdaftar' } }, { outcome: 'unknown user' }],
  [{ status: 400, body: { status_code: 2031, error: 'Passphrase anda salah' } }, { outcome: 'wrong passphrase' }],
  [{ status: 500, body: { error: 'Proses signing gagal' } }, { outcome: 'no answer' }],
  [{ status: 502, body: pdf }, { outcome: 'no answer' }],
])('answer %# of the service is read', (answer, outcome) => {
  expect(outcomeOf(answer)).toEqual(outcome);
});

test('the simulator answers as the service does', async () => {
  const simulator = signingSimulator(50);
  const asked = (changes: Partial<typeof request>) => askSigner(simulator, { ...request, ...changes });
  expect(await asked({ nik: '3216000000000009' })).toEqual({ outcome: 'unknown user' });
  expect(await asked({ passphrase: 'salah' })).toEqual({ outcome: 'wrong passphrase' });
  const began = performance.now();
  expect(await asked({ passphrase: 'contoh-lambat' })).toEqual({ outcome: 'no answer' });
  expect(performance.now() - began).toBeGreaterThan(45);
});

test('what it signed says on every page that it is a simulation, and a repeat is the same file', async () => {
  const [first, second] = [await askSigner(signingSimulator(), request), await askSigner(signingSimulator(), request)];
  if (first.outcome !== 'signed' || second.outcome !== 'signed') throw new Error('not signed');
  expect(Buffer.from(first.pdf).equals(Buffer.from(second.pdf))).toBe(true);
  const raw = Buffer.from(first.pdf).toString('latin1');
  expect((await readPdf(first.pdf)).pages).toBe(1);
  expect(Buffer.from(first.pdf).equals(Buffer.from(pdf))).toBe(false);
  expect(raw).toContain('Helvetica');
  expect(raw).not.toContain(request.nik);
  expect(raw).not.toContain(request.passphrase);
});

test('the mark has one full stop after a title of learning', () => {
  expect(messages.papers.sign.stamp('Bupati Contoh', 'Siti Contoh, M.Si.')).not.toMatch(/\.\./);
});

test('a service that breaks or never answers gave no answer', async () => {
  const broken: Signer = { simulated: false, patience: 50, sign: () => Promise.reject(new Error('ECONNREFUSED')) };
  const silent: Signer = { simulated: false, patience: 50, sign: () => new Promise(() => {}) };
  expect(await askSigner(broken, request)).toEqual({ outcome: 'no answer' });
  expect(await askSigner(silent, request)).toEqual({ outcome: 'no answer' });
});
