import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Entry } from './outbox.ts';

interface Schema extends DBSchema {
  outbox: { key: string; value: Entry; indexes: { url: [string, string] } };
  person: { key: 'owner'; value: string };
}

export type Change = (before: Entry | undefined) => Entry | null;

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('gelar', 1, {
    upgrade(db) {
      db.createObjectStore('outbox', { keyPath: 'key' }).createIndex('url', ['owner', 'url']);
      db.createObjectStore('person');
    },
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}

export async function allEntries(): Promise<Entry[]> {
  return (await database()).getAll('outbox');
}

export async function findEntry(owner: string, url: string): Promise<Entry | undefined> {
  return (await database()).getFromIndex('outbox', 'url', [owner, url]);
}

/** Replaces what stands for this address, in one transaction, so that two tabs never leave two. */
export async function changeEntry(owner: string, url: string, change: Change): Promise<Entry | null> {
  const transaction = (await database()).transaction('outbox', 'readwrite');
  const before = await transaction.store.index('url').get([owner, url]);
  const after = change(before);
  if (before && before.key !== after?.key) await transaction.store.delete(before.key);
  if (after) await transaction.store.put(after);
  await transaction.done;
  return after;
}

/** Who is signed in on this device, for the worker that drains in the background; null at sign-out. */
export async function setOwner(owner: string | null): Promise<void> {
  const db = await database();
  if (owner === null) await db.delete('person', 'owner');
  else await db.put('person', owner, 'owner');
}

export async function currentOwner(): Promise<string | undefined> {
  return (await database()).get('person', 'owner');
}
