import { randomUUIDv7 } from 'node:crypto';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A new UUIDv7: ordered by time, made by whoever calls, so that a repeated request is recognised. */
export function newId(): string {
  return randomUUIDv7();
}

export function isId(text: string): boolean {
  return uuid.test(text);
}
