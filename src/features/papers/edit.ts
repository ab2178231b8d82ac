import { type Fault, Invalid } from '#platform/errors.ts';
import { type Content, editSchemas } from './paper.ts';

/**
 * What the form of a draft sent, checked by the form of its paper.
 * @throws Invalid with a fault beside each wrong field
 */
export function readEdit(form: Content['form'], typed: unknown) {
  const outcome = editSchemas[form].safeParse(typed);
  if (outcome.success) return outcome.data;
  throw new Invalid(
    outcome.error.issues.map(
      ({ path, message }): Fault => ({
        field: String(path[0] ?? ''),
        message: message.startsWith('papers.') ? message : 'common.errors.wrongValue',
      }),
    ),
  );
}
