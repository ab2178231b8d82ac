import { z } from 'zod';
import { isId } from '#platform/ids.ts';
import { oneDeclaration } from './conflict.ts';
import { competence, reasonInput } from './juror.ts';

const id = z.string('common.errors.wrongForm').refine(isId, 'common.errors.wrongForm');

/** A juror says yes: what they know, what bars them, and that nothing else does. */
export const acknowledgement = z.object({
  id,
  ...competence,
  conflicts: z.array(oneDeclaration).max(2000),
  sure: z.literal('ya', 'jurors.errors.sure'),
});
export type Acknowledgement = z.output<typeof acknowledgement>;

export const refusalInput = z.object({ id, reason: reasonInput });
