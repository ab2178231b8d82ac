import type { Indicator } from '#features/innovation-index/index.ts';
import type { LeveledInnovation } from '#features/innovations/index.ts';
import { A, Alert, ButtonLink, Card, FigureStrip, Page, StatusChip, useMessages } from '#ui/index.ts';
import { type EvidenceByPlace, placeInAddress } from '../document.ts';
import { missingAddress } from '../missing.ts';
import { tallyEvidence } from '../tally.ts';
import { sayPlace } from './words.ts';

export interface OverviewPageProps {
  innovation: LeveledInnovation;
  indicators: readonly Indicator[];
  evidence: EvidenceByPlace;
  /** Codes whose level is above 0. */
  stated: ReadonlySet<string>;
  mayWrite: boolean;
  mayListMissing: boolean;
}

/** Everything that proves one innovation, place by place, and what is still missing. */
export function OverviewPage({
  innovation,
  indicators,
  evidence,
  stated,
  mayWrite,
  mayListMissing,
}: OverviewPageProps) {
  const messages = useMessages();
  const words = messages.evidence;
  const countAt = (place: string) => evidence.get(place)?.length ?? 0;
  const { proven, missing, documents } = tallyEvidence(indicators, evidence, stated);
  const to = (place: string) => `/kerja/inovasi/${innovation.id}/berkas?untuk=${placeInAddress(place)}`;
  return (
    <Page
      title={words.title}
      lead={words.lead}
      breadcrumb={[{ label: innovation.title, to: `/kerja/inovasi/${innovation.id}` }, { label: words.title }]}
      example={innovation.example}
      aside={
        <div class="flex flex-wrap gap-2">
          <ButtonLink to={`/kerja/inovasi/${innovation.id}/kematangan`} tone="plain" icon="chart-column">
            {words.levels}
          </ButtonLink>
          {mayListMissing && (
            <ButtonLink to={missingAddress()} tone="plain" icon="file-check">
              {words.lacking.link}
            </ButtonLink>
          )}
        </div>
      }
    >
      <div class="grid gap-6">
        {!mayWrite && <Alert>{words.readOnly}</Alert>}
        <FigureStrip
          figures={[
            { value: proven, of: indicators.length, label: words.figure.with },
            { value: missing.length, label: words.figure.missing },
            { value: documents, label: words.figure.files },
          ]}
        />
        <Missing missing={missing} anyStated={stated.size > 0} to={to} />
        <Card title={words.places}>
          <ol class="divide-y divide-garis border-t border-garis">
            <PlaceLine to={to('')} name={words.innovation} hint={words.innovationHint} count={countAt('')} />
            {indicators.map((indicator) => (
              <PlaceLine
                to={to(indicator.code)}
                name={sayPlace(messages, indicator.code, indicators)}
                hint={indicator.evidence ?? ''}
                count={countAt(indicator.code)}
                missing={missing.includes(indicator)}
              />
            ))}
          </ol>
        </Card>
      </div>
    </Page>
  );
}

function Missing({
  missing,
  anyStated,
  to,
}: {
  missing: readonly Indicator[];
  anyStated: boolean;
  to: (place: string) => string;
}) {
  const messages = useMessages();
  const words = messages.evidence;
  if (!anyStated) return null;
  if (missing.length === 0) return <Alert tone="success">{words.complete}</Alert>;
  return (
    <Alert tone="warning" title={words.missingTitle}>
      <p>{words.missingText}</p>
      <ul class="mt-2 grid gap-1">
        {missing.map((indicator) => (
          <li>
            <A to={to(indicator.code)} class="link inline-flex min-h-11 items-center">
              {sayPlace(messages, indicator.code, missing)}
            </A>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

interface PlaceLineProps {
  to: string;
  name: string;
  hint: string;
  count: number;
  missing?: boolean;
}

function PlaceLine({ to, name, hint, count, missing = false }: PlaceLineProps) {
  const { evidence: words } = useMessages();
  return (
    <li class="relative grid gap-1 py-4">
      <p class="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <A to={to} class="stretched font-semibold">
          {name}
        </A>
        {count > 0 && (
          <StatusChip tone="tarum" icon="file-check">
            {words.count(count)}
          </StatusChip>
        )}
        {missing && <StatusChip tone="kunyit">{count > 0 ? words.noneTaken : words.missing}</StatusChip>}
        {count === 0 && !missing && <StatusChip>{words.none}</StatusChip>}
      </p>
      {hint && <p class="text-sm text-tinta-2">{hint}</p>}
    </li>
  );
}
