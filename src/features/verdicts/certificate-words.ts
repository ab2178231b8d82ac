import { regionHeadTitle } from '#features/people/index.ts';
import { id as messages } from '#messages/id.ts';
import type { Certificate } from '#platform/papers/certificate-pdf.ts';
import type { PrintedCertificate } from './certificate.ts';

/** A certificate in the region's language, whatever the reader chose for the screen. */
export function certificateWords(certificate: PrintedCertificate, verifyAt: string, region: string): Certificate {
  const { certificates: words } = messages.aftermath;
  const { kind, place, contest, category, year, title, example } = certificate;
  const { open, openDate } = messages.papers.print;
  return {
    heading: words.heading,
    given: words.given,
    name: certificate.name,
    as: place === null ? words.asOther[kind] : words.asWinner(place),
    lines: [
      ...(title ? [words.forInnovation(title)] : []),
      words.inContest(contest, category, year),
      ...(example ? [words.exampleLine] : []),
    ],
    signature: { date: openDate, title: `${regionHeadTitle(region)},`, name: open },
    verify: { at: verifyAt, words: words.originOnly },
  };
}
