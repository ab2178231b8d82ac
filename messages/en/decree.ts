import { decree as indonesian } from '#messages/id/decree.ts';
import type { Messages } from '#messages/id.ts';

/** A decree is written in Indonesian, whatever language its maker reads. */
export const decree: Messages['decree'] = {
  ...indonesian,
  page: {
    title: 'Draft decree on regional innovations',
    lead: 'The draft holds all accepted innovations by your choice. Its list is frozen when the draft is made.',
    accepted: (count) => `Accepted: ${count} innovations.`,
    none: 'No innovation is accepted yet',
    noneHelp: 'The decree sets innovations that were verified and accepted.',
    toReview: 'Open the verification queue',
    year: 'Year of acceptance',
    yearHint: 'Leave it empty for all years.',
    affair: 'Affair',
    kind: 'Kind of organisation',
    all: 'All',
    submit: 'Make the draft',
  },
};
