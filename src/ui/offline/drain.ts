import { type Answer, type Entry, type Fields, sendable, settle } from './outbox.ts';
import { allEntries, changeEntry } from './outbox-store.ts';

const patience = 20_000;

/** Sends one entry and says what the server made of it. Never throws. */
export async function send(entry: Entry): Promise<Answer> {
  try {
    const response = await fetch(entry.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ key: entry.key, version: entry.version, fields: entry.fields, typedAt: entry.savedAt }),
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    return await readAnswer(response);
  } catch {
    return { kind: 'unreachable' };
  }
}

export async function readAnswer(response: Response): Promise<Answer> {
  const { status } = response;
  if (status === 200) return savedAnswer(await response.json());
  if (status === 401 || response.type === 'opaqueredirect') return { kind: 'signed-out' };
  if (status === 409) return conflictAnswer(await response.json());
  if (status === 408 || status === 429 || status >= 500) return { kind: 'unreachable' };
  return { kind: 'refused' };
}

interface Body {
  version?: unknown;
  savedAt?: unknown;
  fields?: unknown;
}

function savedAnswer({ version, savedAt, fields }: Body): Answer {
  if (typeof version !== 'number') return { kind: 'refused' };
  return { kind: 'saved', version, savedAt: String(savedAt), fields: isFields(fields) ? fields : {} };
}

/** A 409 without the other version is not a matter of versions: the draft has moved on. */
function conflictAnswer({ version, fields }: Body): Answer {
  if (typeof version !== 'number' || !isFields(fields)) return { kind: 'refused' };
  return { kind: 'conflict', theirs: { version, fields } };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface Outcome {
  sent: Entry;
  answer: Answer;
  /** What is left in the outbox for that address. */
  left: Entry | null;
}

/** Sends what waits, oldest first, one sender at a time on this device; stops when the server cannot be reached. */
export async function drain(owner: string): Promise<Outcome[]> {
  return alone(async () => {
    const outcomes: Outcome[] = [];
    for (const entry of sendable(await allEntries(), owner)) {
      const answer = await send(entry);
      const left = await changeEntry(entry.owner, entry.url, (now) => settle(now, entry, answer));
      outcomes.push({ sent: entry, answer, left });
      if (answer.kind === 'unreachable') break;
    }
    return outcomes;
  });
}

/** Locks exist in a secure context only; without them two tabs may send the same key twice, which is harmless. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request('gelar-outbox', work) : work();
}
