import { Readable } from 'node:stream';
import { cleanText } from '../http/forms.ts';
import { checkContent, checkName, familyOf, type MediaType, type Refusal } from './kinds.ts';
import { cleanPicture, thumbnailOf } from './pictures.ts';
import type { FileStore, Incoming } from './store.ts';

/** A file that may be kept. */
export interface Accepted {
  name: string;
  mediaType: MediaType;
  content: Incoming;
  /** Of pictures only. */
  thumbnail: Incoming | null;
}

export interface Refused {
  name: string;
  refusal: Refusal;
}

/** Few pictures at once: each takes a hundred megabytes while it is written anew. */
const mostAtOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) await new Promise<void>((go) => waiting.push(go));
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** Looks at what came in. What is refused is gone from the store. */
export async function examine(store: FileStore, incoming: Incoming, givenName: string): Promise<Accepted | Refused> {
  const outcome = await verdict(store, incoming, givenName);
  if ('refusal' in outcome) await store.discard(incoming);
  return outcome;
}

async function verdict(store: FileStore, incoming: Incoming, givenName: string): Promise<Accepted | Refused> {
  const refused = (refusal: Refusal): Refused => ({ name: cleanText(givenName).slice(0, 150), refusal });
  const named = checkName(givenName);
  if ('refusal' in named) return refused(named.refusal);
  const found = await checkContent(incoming.path, named.name);
  if ('refusal' in found) return refused(found.refusal);
  const { mediaType } = found;
  if (familyOf(mediaType) !== 'image') return { name: named.name, mediaType, content: incoming, thumbnail: null };
  const pictures = await inTurn(() => redraw(store, incoming, mediaType));
  return pictures ? { name: named.name, mediaType, ...pictures } : refused('pixels');
}

async function redraw(store: FileStore, incoming: Incoming, mediaType: MediaType) {
  const clean = await cleanPicture(incoming.path, mediaType);
  if (!clean) return null;
  const [content, thumbnail] = [
    await store.receive(Readable.from([clean]), clean.length),
    await thumbnailOf(clean).then((small) => store.receive(Readable.from([small]), small.length)),
  ];
  await store.discard(incoming);
  return { content, thumbnail };
}
