import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Pool } from 'pg';
import { importLimits } from '#features/innovations/import.ts';
import { writeXlsx } from '#platform/sheets/write-xlsx.ts';
import type { Figure } from './figure.ts';

const rows = 10_000;
/** One in so many is wrong. */
const wrongEach = 100;

interface Line {
  at: number;
  organization: string;
}

/** A sheet as a regency would send it: twelve columns, texts of a paragraph. */
function sheet(organizations: readonly string[]): Promise<Buffer> {
  const text = (at: number, words: number) => `Layanan ${at} `.repeat(words / 2).trim();
  const lines = Array.from(
    { length: rows },
    (_, at): Line => ({
      at,
      organization: organizations[at % organizations.length] ?? '',
    }),
  );
  const column = (head: string, cell: (line: Line) => string) => ({ head, cell });
  const columns = [
    column('Nomor rujukan', ({ at }) => `B-${at}`),
    column('Organisasi', ({ organization }) => organization),
    column('Nama inovasi', ({ at }) => `Inovasi ukur ${at}`),
    column('Ringkasan', ({ at }) => text(at, 20)),
    column('Tahapan', ({ at }) => (at % wrongEach === 7 ? 'entah' : 'penerapan')),
    column('Waktu penerapan', () => '17 Agustus 2025'),
    column('Urusan utama', () => 'Sosial'),
    column('Permasalahan', ({ at }) => text(at, 60)),
    column('Cara kerja', ({ at }) => text(at, 60)),
    column('Tujuan', ({ at }) => text(at, 30)),
    column('Manfaat', ({ at }) => text(at, 30)),
    column('Hasil', ({ at }) => text(at, 30)),
  ];
  return buffer(writeXlsx([{ title: 'Inovasi', columns: columns as never, rows: lines as never }]));
}

export interface ImportingPerson {
  origin: string;
  cookie: string;
}

/** The demonstration's administrator, signed in. */
export async function importingPerson(origin: string, dataDir: string): Promise<ImportingPerson> {
  const accounts = JSON.parse(await readFile(join(dataDir, 'akun-contoh.json'), 'utf8'));
  const username = 'admin.balitbangda';
  const answer = await fetch(`${origin}/masuk`, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ identifier: username, password: accounts[username].password, remember: 'ya' }),
    redirect: 'manual',
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  if (!cookie.includes('session')) throw new Error(`sign-in answered ${answer.status}`);
  return { origin, cookie };
}

async function post(person: ImportingPerson, path: string, body?: FormData): Promise<string> {
  const answer = await fetch(person.origin + path, {
    method: 'POST',
    headers: { cookie: person.cookie, origin: person.origin },
    redirect: 'manual',
    ...(body ? { body } : {}),
  });
  if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}`);
  return answer.headers.get('location') ?? '';
}

/** Waits until the import says that it is in that state. @returns in how many different places it was seen on the way */
async function until(person: ImportingPerson, path: string, state: string): Promise<number> {
  const seen = new Set<string>();
  for (const end = Date.now() + 300_000; Date.now() < end; ) {
    const answer = await fetch(`${person.origin}${path}/kemajuan`, { headers: { cookie: person.cookie } });
    const progress = (await answer.json()) as { state: string; said: string };
    seen.add(progress.said);
    if (progress.state === state) return seen.size;
    if (progress.state === 'refused') throw new Error('the sheet was refused');
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(`the import never came to ${state}`);
}

/** Ten thousand rows through the page of the product: sent, looked through, confirmed, written. */
export async function benchImport(owner: Pool, person: ImportingPerson, tenantId: string): Promise<Figure[]> {
  const { rows: known } = await owner.query<{ name: string }>(
    `select name from organizations where tenant_id = $1 group by name having count(*) = 1 order by md5(name) limit 150`,
    [tenantId],
  );
  const bytes = await sheet(known.map(({ name }) => name));
  if (bytes.length > importLimits.bytes) throw new Error('the sheet is larger than the product takes');
  const form = new FormData();
  form.set('id', crypto.randomUUID());
  form.set('file', new File([new Uint8Array(bytes)], 'ukur.xlsx'));
  const began = performance.now();
  const path = await post(person, '/kerja/impor/unggah', form);
  await until(person, path, 'checked');
  const looked = performance.now() - began;
  await post(person, `${path}/tulis`);
  const places = await until(person, path, 'done');
  const took = performance.now() - began;
  const { rows: found } = await owner.query<{ n: number }>(
    `select count(*)::int as n from innovations where tenant_id = $1 and title like 'Inovasi ukur %'`,
    [tenantId],
  );
  const right = rows - rows / wrongEach;
  const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
  return [
    {
      name: 'Import of 10,000 rows, 1 % wrong, through the page',
      value: seconds(took),
      target: '< 60 s',
      against: `looked through in ${seconds(looked)}, ${found[0]?.n} of ${right} right rows written, progress seen in ${places} places`,
      met: took < 60_000 && found[0]?.n === right && places > 2,
    },
  ];
}
