import { Readable } from 'node:stream';
import type { FileStore } from '#platform/files/store.ts';

/** Keeps these bytes in the tenant's store. @returns their SHA-256, lower-case hexadecimal */
export async function keepBytes(store: FileStore, tenantId: string, bytes: Uint8Array): Promise<string> {
  const incoming = await store.receive(Readable.from([bytes]), bytes.length);
  await store.keep(tenantId, incoming);
  return incoming.sha256;
}

/** @throws Error when the store lost it */
export async function readBytes(store: FileStore, tenantId: string, sha256: string): Promise<Uint8Array> {
  const found = await store.read(tenantId, sha256);
  if (!found) throw new Error(`the store holds no ${sha256}`);
  return new Uint8Array(await new Response(found.body).arrayBuffer());
}
