import type { NewPaper } from '#features/papers/index.ts';
import { regionHeadTitle } from '#features/people/index.ts';
import { id as messages } from '#messages/id.ts';
import type { Tenant } from '#platform/tenancy.ts';
import type { DecreeFilter, DecreeInnovation } from './decree.ts';
import { legalBasisOn } from './legal-basis.ts';

/**
 * The draft of the decree by which a region's head sets its innovations, with all of them in the annex.
 * @param day on which it is drafted: decides which regulations are in force
 */
export function innovationDecree(
  tenant: Pick<Tenant, 'name' | 'operatorName'>,
  filter: DecreeFilter,
  innovations: readonly DecreeInnovation[],
  day: string,
): Omit<NewPaper, 'id'> {
  const words = messages.decree;
  const head = regionHeadTitle(tenant.name);
  const about = words.about(tenant.name, filter.year);
  return {
    kind: 'innovation_decree',
    about,
    signerOffice: head,
    content: {
      form: 'decree',
      heading: words.heading(head),
      considering: [
        words.considering.purpose,
        words.considering.checked(innovations.length, tenant.operatorName),
        words.considering.conclusion(head, about),
      ],
      ...legalBasisOn(day),
      decides: [
        words.decides.sets(tenant.name, filter.year),
        words.decides.units(tenant.operatorName),
        words.decides.operator(tenant.operatorName),
        words.decides.cost,
        words.decides.begins,
      ],
      annexes: [annexOf(tenant, filter, innovations)],
    },
  };
}

function annexOf(tenant: Pick<Tenant, 'name'>, filter: DecreeFilter, innovations: readonly DecreeInnovation[]) {
  const { annex } = messages.decree;
  const shares = [7, 34, 25, 19, 15];
  return {
    title: annex.title(tenant.name, filter.year),
    columns: annex.heads.map((head, at) => ({ head, share: shares[at] ?? 1 })),
    rows: innovations.map(({ title, organizationName, affair, initiatorKind }, at) => [
      `${at + 1}.`,
      title,
      organizationName,
      affair,
      initiatorKind,
    ]),
  };
}
