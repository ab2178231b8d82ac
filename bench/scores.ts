// Jurors save their scores: a steady hundred a second, then three hundred at once, over HTTP as the outbox of a phone sends
// them. Alone: node bench/scores.ts. Each save is one transaction on the disk with its trace and its audit event.
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '#platform/ids.ts';
import { addDesk, type Desk, withOwner } from '../e2e/support/desk.ts';
import type { Figure } from './figure.ts';

const rate = 100;
const seconds = 20;
const burst = 300;

interface Sender {
  desk: Desk;
  cookie: string;
  /** Version of each review, as the phone learns it with the answer to its last save. */
  versions: Map<string, Promise<number>>;
}

export async function benchScores(origin: string, dataDir: string): Promise<Figure[]> {
  const desk = await addDesk(dataDir, 400);
  // As the database does by itself a minute after so many rows came.
  await withOwner(dataDir, (owner) => owner.query('analyze'));
  const sender: Sender = { desk, cookie: await signIn(origin, desk), versions: new Map() };
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const save = (turn: number) => sendSave(origin, agent, sender, turn);
  for (let turn = 0; turn < 100; turn++) await save(turn);
  const waits: Promise<number>[] = [];
  const begin = performance.now();
  for (let sent = 0; sent < rate * seconds; sent++) {
    const due = begin + (sent / rate) * 1000;
    if (due > performance.now()) await sleep(due - performance.now());
    waits.push(save(100 + sent).then(() => performance.now() - due));
  }
  const sorted = (await Promise.all(waits)).sort((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.POSITIVE_INFINITY;
  const started = performance.now();
  const agentOfBurst = new Agent({ keepAlive: true, maxSockets: burst });
  await Promise.all(Array.from({ length: burst }, (_, at) => sendSave(origin, agentOfBurst, sender, 2100 + at)));
  const took = performance.now() - started;
  agent.destroy();
  agentOfBurst.destroy();
  await expectAll(dataDir, desk, 100 + rate * seconds + burst);
  return figures(p99, sorted[sorted.length >> 1] ?? 0, took);
}

function figures(p99: number, middle: number, took: number): Figure[] {
  return [
    {
      name: '100 score saves a second, 99th percentile',
      value: `${p99.toFixed(1)} ms`,
      target: '< 100 ms',
      against: `${seconds} s evenly over HTTP, three criteria and a remark each, written to the disk; median ${middle.toFixed(1)} ms`,
      met: p99 < 100,
    },
    {
      name: '300 score saves at once, all acknowledged',
      value: `${(took / 1000).toFixed(2)} s`,
      target: '≤ 2 s',
      against: 'from the first sent to the last answered, one connection each',
      met: took <= 2000,
    },
  ];
}

/** Resolves when the save was answered. A phone sends the next save of a review after the answer to the one before. */
async function sendSave(origin: string, agent: Agent, sender: Sender, turn: number): Promise<void> {
  const { desk, versions } = sender;
  const review = desk.reviews[turn % desk.reviews.length] ?? '';
  const before = versions.get(review) ?? Promise.resolve(0);
  const fields = {
    ...Object.fromEntries(desk.criteria.map((id, at) => [`nilai-${id}`, String(1 + ((turn + at) % 5))])),
    remark: `Catatan ${turn}`,
  };
  const after = before.then((version) =>
    post(`${origin}/kerja/penilaian/${review}/simpan`, agent, sender.cookie, {
      key: newId(),
      version,
      fields,
      typedAt: Date.now(),
    }),
  );
  versions.set(review, after);
  await after;
}

/** @returns the version that the save made. @throws Error when it was not taken */
function post(to: string, agent: Agent, cookie: string, sent: unknown): Promise<number> {
  const body = JSON.stringify(sent);
  const headers = {
    cookie,
    origin: new URL(to).origin,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((done, fail) => {
    const asked = request(to, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.on('data', (part) => (text += part));
      response.on('error', fail);
      response.on('end', () =>
        response.statusCode === 200
          ? done(Number(JSON.parse(text).version))
          : fail(new Error(`a save was answered ${response.statusCode}: ${text}`)),
      );
    });
    asked.on('error', fail);
    asked.end(body);
  });
}

/** What was acknowledged is there, once each. */
async function expectAll(dataDir: string, desk: Desk, saves: number): Promise<void> {
  const found = await withOwner(dataDir, async (owner) => {
    const { rows } = await owner.query('select count(*)::int as n from review_saves where review_id = any($1)', [
      desk.reviews,
    ]);
    return Number(rows[0]?.n);
  });
  if (found !== saves) throw new Error(`${saves} saves were acknowledged, ${found} are there`);
}

async function signIn(origin: string, { account }: Desk): Promise<string> {
  const body = new URLSearchParams({ identifier: account.username, password: account.password, remember: 'ya' });
  const answer = await fetch(`${origin}/masuk`, { method: 'POST', body, headers: { origin }, redirect: 'manual' });
  const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
  if (answer.status !== 303) throw new Error(`sign-in answered ${answer.status}`);
  return cookies.join('; ');
}

if (import.meta.main) {
  const { startInstallation } = await import('./installation.ts');
  const installation = await startInstallation();
  try {
    for (const figure of await benchScores(installation.origin, installation.dataDir)) {
      process.stdout.write(`${Object.values(figure).join(' | ')}\n`);
    }
  } finally {
    await installation.stop();
  }
}
