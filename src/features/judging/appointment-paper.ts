import type { NewPaper } from '#features/papers/index.ts';
import { regionHeadTitle } from '#features/people/index.ts';
import { id as messages } from '#messages/id.ts';
import type { Tenant } from '#platform/tenancy.ts';
import type { Juror } from './juror.ts';

/** The draft of the decree that appoints the jurors of a contest, all of them in the annex, the chair first. */
export function appointmentPaper(
  tenant: Pick<Tenant, 'name' | 'operatorName'>,
  contest: { name: string; year: number },
  jurors: readonly Pick<Juror, 'name' | 'title' | 'institution' | 'chair'>[],
): Omit<NewPaper, 'id'> {
  const { paper } = messages.jurors;
  const head = regionHeadTitle(tenant.name);
  const about = paper.about(contest.name, contest.year);
  const shares = [7, 38, 35, 20];
  return {
    kind: 'juror_appointment',
    about,
    signerOffice: head,
    content: {
      form: 'decree',
      heading: paper.heading(head),
      considering: [
        paper.considering.purpose(contest.name),
        paper.considering.outside,
        paper.considering.conclusion(about),
      ],
      recalling: [...paper.recalling],
      noting: [],
      decides: [...paper.decides(tenant.operatorName)],
      annexes: [
        {
          title: paper.annex(contest.name, contest.year),
          columns: paper.heads.map((one, at) => ({ head: one, share: shares[at] ?? 1 })),
          rows: jurors.map(({ name, title, institution, chair }, at) => [
            `${at + 1}.`,
            name,
            [title, institution].filter(Boolean).join(', ') || '–',
            chair ? paper.chair : paper.member,
          ]),
        },
      ],
    },
  };
}
