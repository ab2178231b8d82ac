import { createHash } from 'node:crypto';

/** One event as it is sealed. The order of keys in `changes` is PostgreSQL's jsonb order, as read. */
export interface SealableEvent {
  id: string;
  epoch: number;
  at: Date;
  userId: string | null;
  officeId: string | null;
  act: string;
  subjectKind: string;
  subjectId: string;
  changes: unknown;
  requestId: string | null;
}

const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RFC 6962, section 2.1: leaves and nodes carry different prefixes, so that no node passes for a leaf. */
const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

/** Digest of one event; any changed character of it gives another. */
export function leafOf(event: SealableEvent): Buffer {
  const fields = [
    event.id,
    event.epoch,
    event.at.toISOString(),
    event.userId,
    event.officeId,
    event.act,
    event.subjectKind,
    event.subjectId,
    event.changes,
    event.requestId,
  ];
  return sha256(leafMark, JSON.stringify(fields));
}

/** Merkle tree hash of RFC 6962 over the leaves, in order. @throws for none */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (!first) throw new Error('a batch holds at least one event');
  if (leaves.length === 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(nodeMark, merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split)));
}

/** Root of a batch chained to the one before; the first batch is chained to nothing. */
export function chainRoot(previous: Buffer | null, batch: number, root: Buffer): Buffer {
  return sha256('gelar-chain-1', previous ?? new Uint8Array(), String(batch), root);
}
