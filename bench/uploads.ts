import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { newId } from '#platform/ids.ts';
import type { Figure } from './figure.ts';

const uploads = 200;
const bytesOfOne = 5_000_000;
/** Of one draft: no place holds more. */
const perDraft = 40;
const username = 'operator.tarumasri';
const filler = Buffer.alloc(64 * 1024, 'x');

/**
 * 200 forms with a file of 5 MB each, all sent to the running product at once by one person for five drafts; then
 * every file is read back and held against what was sent. The memory of its process is looked at every 50 ms.
 */
export async function benchUploads(origin: string, dataDir: string, pid: number): Promise<Figure[]> {
  const cookie = await signIn(origin, dataDir);
  const drafts: string[] = [];
  for (let at = 0; at < uploads / perDraft; at++) drafts.push(await newDraft(origin, cookie, at));
  const memory = watchMemory(pid);
  const began = performance.now();
  const answers = await Promise.all(
    Array.from({ length: uploads }, (_, at) => send(origin, cookie, drafts[at % drafts.length] ?? '', at)),
  );
  const took = performance.now() - began;
  const peak = memory.stop();
  const whole = await countWhole(origin, cookie, drafts);
  const refused = answers.filter((status) => status !== 303).length;
  const against = `${uploads} forms at once, one PDF of 5 MB each, ${(took / 1000).toFixed(1)} s in all`;
  return [
    {
      name: 'Uploads of 5 MB at once, found whole again',
      value: `${whole} of ${uploads}${refused > 0 ? `, ${refused} answered with an error` : ''}`,
      target: 'all',
      against: `${against}; every file read back and its hash compared`,
      met: whole === uploads && refused === 0,
    },
    {
      name: 'Memory of the app meanwhile',
      value: `${peak.toFixed(0)} MB`,
      target: '< 500 MB',
      against: 'highest resident memory of its process, without PostgreSQL',
      met: peak < 500,
    },
  ];
}

const ask = (origin: string, path: string, cookie: string, init: RequestInit = {}) =>
  fetch(origin + path, {
    redirect: 'manual',
    ...init,
    headers: { cookie, ...(init.headers as Record<string, string>) },
  });

async function signIn(origin: string, dataDir: string): Promise<string> {
  const text = readFileSync(join(dataDir, 'akun-contoh.json'), 'utf8');
  const accounts = JSON.parse(text) as Record<string, { password: string }>;
  const fields = { identifier: username, password: accounts[username]?.password ?? '', remember: 'ya' };
  const answer = await ask(origin, '/masuk', '', { method: 'POST', body: new URLSearchParams(fields) });
  const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
  if (answer.status !== 303 || cookies.length === 0) throw new Error(`sign-in answered ${answer.status}`);
  return cookies.join('; ');
}

async function newDraft(origin: string, cookie: string, at: number): Promise<string> {
  const form = await (await ask(origin, '/kerja/inovasi/baru', cookie)).text();
  const organizationId = /name="organizationId"[^>]*?value="([0-9a-f-]{36})"/s.exec(form)?.[1] ?? '';
  const fields = { id: newId(), organizationId, title: `Inovasi uji beban ${at} (contoh)` };
  const answer = await ask(origin, '/kerja/inovasi/baru', cookie, {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  if (answer.status !== 303) throw new Error(`the draft answered ${answer.status}`);
  return fields.id;
}

const headOf = (at: number) => `%PDF-1.7\n% berkas ${at}\n`;

/** The whole file in pieces of 64 KB: 200 files in the memory of this process would measure the wrong thing. */
function* piecesOf(at: number): Generator<Uint8Array> {
  const head = Buffer.from(headOf(at));
  yield head;
  for (let left = bytesOfOne - head.length; left > 0; left -= filler.length) yield filler.subarray(0, left);
}

function hashOf(at: number): string {
  const hash = createHash('sha256');
  for (const piece of piecesOf(at)) hash.update(piece);
  return hash.digest('hex');
}

async function send(origin: string, cookie: string, draft: string, at: number): Promise<number> {
  const boundary = `gelar${newId()}`;
  const open = `--${boundary}\r\nContent-Disposition: form-data; name="berkas"; filename="berkas ${at}.pdf"\r\n\r\n`;
  const body = Readable.toWeb(
    Readable.from(
      (function* () {
        yield Buffer.from(open);
        yield* piecesOf(at);
        yield Buffer.from(`\r\n--${boundary}--\r\n`);
      })(),
    ),
  );
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  const init = { method: 'POST', headers, body, duplex: 'half' };
  const answer = await ask(origin, `/kerja/inovasi/${draft}/berkas/unggah?untuk=inovasi`, cookie, init as RequestInit);
  await answer.arrayBuffer();
  return answer.status;
}

async function countWhole(origin: string, cookie: string, drafts: readonly string[]): Promise<number> {
  const expected = new Set(Array.from({ length: uploads }, (_, at) => hashOf(at)));
  for (const draft of drafts) {
    const page = await (await ask(origin, `/kerja/inovasi/${draft}/berkas?untuk=inovasi`, cookie)).text();
    for (const [, path = ''] of page.matchAll(/href="((?:\/[\w-]+)?\/berkas\/[0-9a-f-]{36})"/g)) {
      const hash = createHash('sha256');
      const { body } = await ask(origin, path, cookie);
      for await (const piece of body ?? []) hash.update(piece);
      expected.delete(hash.digest('hex'));
    }
  }
  return uploads - expected.size;
}

function watchMemory(pid: number): { stop(): number } {
  let peak = 0;
  const look = () => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    peak = Math.max(peak, Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024);
  };
  const timer = setInterval(look, 50);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}
