import type { Indicator } from '#features/innovation-index/index.ts';
import { A, ButtonLink, Card, FigureStrip, useMessages } from '#ui/index.ts';
import { type EvidenceByPlace, placeInAddress } from '../document.ts';
import { tallyEvidence } from '../tally.ts';
import { DocumentLine } from './document-list.tsx';
import { sayPlace } from './words.ts';

export interface ReviewBlockProps {
  innovationId: string;
  indicators: readonly Indicator[];
  evidence: EvidenceByPlace;
  /** Codes whose level is above 0. */
  stated: ReadonlySet<string>;
}

/** What proves a proposal, in short, for whoever is to decide on it. */
export function ReviewBlock({ innovationId, indicators, evidence, stated }: ReviewBlockProps) {
  const messages = useMessages();
  const words = messages.evidence;
  const { proven, missing, documents } = tallyEvidence(indicators, evidence, stated);
  const own = evidence.get('') ?? [];
  const home = `/kerja/inovasi/${innovationId}`;
  return (
    <Card title={words.review.title} id="bukti">
      <FigureStrip
        figures={[
          { value: documents, label: words.figure.files },
          { value: proven, of: indicators.length, label: words.figure.with },
          { value: stated.size, of: indicators.length, label: words.review.stated },
          { value: missing.length, label: words.figure.missing },
        ]}
      />
      <h3 class="mt-5 text-lg">{words.review.own}</h3>
      {own.length > 0 ? (
        <ul class="divide-y divide-garis">
          {own.map((document) => (
            <DocumentLine document={document} />
          ))}
        </ul>
      ) : (
        <p class="mt-1 text-tinta-2">{words.review.noneOwn}</p>
      )}
      {missing.length > 0 && (
        <details class="mt-3">
          <summary class="inline-flex min-h-11 cursor-pointer items-center font-semibold text-tarum-700">
            {words.lacking.many(String(missing.length))}
          </summary>
          <ul class="grid gap-1">
            {missing.map(({ code }) => (
              <li>
                <A
                  to={`${home}/berkas?untuk=${placeInAddress(code)}`}
                  class="link inline-flex min-h-11 items-center wrap-anywhere"
                >
                  {sayPlace(messages, code, missing)}
                </A>
              </li>
            ))}
          </ul>
        </details>
      )}
      <div class="mt-4 flex flex-wrap gap-3">
        <ButtonLink to={`${home}/berkas`} tone="plain" icon="file-check">
          {words.title}
        </ButtonLink>
        <ButtonLink to={`${home}/kematangan`} tone="plain" icon="chart-column">
          {words.review.levels}
        </ButtonLink>
      </div>
    </Card>
  );
}
