import type { OpenPlace } from '#features/innovations/index.ts';
import { Invalid } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;

/** Where to go on, as one word of an address. */
export function cursorOf({ datedAt, id }: OpenPlace): string {
  return Buffer.from(`${datedAt} ${id}`).toString('base64url');
}

/** @throws Invalid for anything that `cursorOf` did not write */
export function placeOf(cursor: string): OpenPlace {
  const [datedAt = '', id = '', ...more] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (!instant.test(datedAt) || Number.isNaN(Date.parse(datedAt)) || !isId(id) || more.length > 0) {
    throw new Invalid([{ field: 'after', message: 'openData.errors.cursor' }]);
  }
  return { datedAt, id };
}
