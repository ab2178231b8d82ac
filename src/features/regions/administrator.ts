import { z } from 'zod';
import { personInput } from '#features/people/index.ts';
import { isId } from '#platform/ids.ts';

const id = z.string({ error: 'regions.errors.organization' }).refine(isId, 'regions.errors.organization');

/** A new person who administers the region from an agency of it. Ids are the form's. */
export const administratorInput = personInput.extend({ termId: id, organizationId: id });
export type AdministratorInput = z.infer<typeof administratorInput>;
