import fc from 'fast-check';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { Invalid } from '../errors.ts';
import type { Env } from './env.ts';
import { cleanText, formBytes, readForm } from './forms.ts';

test.each([
  ['Bank\tSampah\r\nDesa\rTarum', 'Bank\tSampah\nDesa\nTarum'],
  ['\u202eduJ\u202c ul', 'duJ ul'],
  ['\u2066a\u2067b\u2068c\u2069', 'abc'],
  ['a\u0001\u001b[31m\u007f\u0085b', 'a[31mb'],
  ['\ud83d x \ude00', '\ufffd x \ufffd'],
  ['keluarga \u{1f469}\u200d\u{1f466} سلام', 'keluarga \u{1f469}\u200d\u{1f466} سلام'],
])('%j is read as %j', (typed, read) => {
  expect(cleanText(typed)).toBe(read);
});

test('what was read once is read the same again, and letters stay', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const read = cleanText(typed);
      expect(cleanText(read)).toBe(read);
      expect(read.isWellFormed()).toBe(true);
      expect(read.match(/[\p{L}\p{N}]/gu)).toEqual(typed.match(/[\p{L}\p{N}]/gu));
    }),
  );
});

test.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json'])(
  'of a body of %s no more than the limit is read, even where files may come',
  async (type) => {
    const app = new Hono<Env>();
    app.post('/unggah', async (c) => c.json(await readForm(c)));
    app.onError((error, c) => c.text(error.message, error instanceof Invalid ? 422 : 500));
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(out) {
        sent += 65_536;
        if (sent > 64 * formBytes) out.close();
        else out.enqueue(new Uint8Array(65_536).fill(97));
      },
    });
    const request = { method: 'POST', body, duplex: 'half', headers: { 'content-type': type } } as RequestInit;
    expect((await app.request('/unggah', request)).status).toBe(422);
    expect(sent).toBeLessThan(3 * formBytes);
  },
);
