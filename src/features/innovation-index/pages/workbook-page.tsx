import { messageAt } from '#messages/lookup.ts';
import {
  A,
  Alert,
  Button,
  ButtonLink,
  Card,
  ConfirmBlock,
  FigureStrip,
  Form,
  formatDateTime,
  formatGain,
  formatNumber,
  GainList,
  Page,
  Section,
  Table,
  useMessages,
} from '#ui/index.ts';
import { EDITIONS } from '../editions.ts';
import { takesLevels } from '../level.ts';
import type { KeptWorkbook } from '../workbook.queries.ts';
import { countProofs } from '../workbook-proof.ts';
import type { WorkbookFault } from '../workbook-rows.ts';
import type { WorkbookLine, WorkbookView } from '../workbook-view.ts';
import { address } from './addresses.ts';
import { EditionTabs, EstimateNote } from './edition-tabs.tsx';

export interface WorkbookPageProps {
  view: WorkbookView;
  kept: KeptWorkbook;
}

const shownGains = 8;
const shownRows = 200;

/** What a workbook gives: the index, what to raise first, each innovation, the evidence. */
export function WorkbookPage({ view, kept }: WorkbookPageProps) {
  const { indexPages } = useMessages();
  const { workbook: words } = indexPages;
  const { edition, lines, faults } = view;
  const path = `/kerja/indeks/impor/${kept.id}`;
  return (
    <Page
      title={kept.fileName}
      breadcrumb={[{ label: words.title, to: address('/kerja/indeks/impor', edition) }, { label: kept.fileName }]}
      aside={
        lines.length > 0 && (
          <ButtonLink to={address(`${path}/hasil.xlsx`, edition)} icon="download">
            {words.download}
          </ButtonLink>
        )
      }
    >
      <EditionTabs path={path} edition={edition} editions={EDITIONS} />
      <EstimateNote edition={edition} levelsOf={null} />
      {faults.length > 0 && <Faults faults={faults} />}
      {lines.length > 0 && (
        <>
          <Reached view={view} />
          <Gains view={view} />
          <Evidence view={view} />
          <Section title={words.result.list}>
            <Lines lines={lines.slice(0, shownRows)} />
          </Section>
          {takesLevels(edition) && <TakeOver view={view} kept={kept} />}
        </>
      )}
    </Page>
  );
}

function Reached({ view: { edition, score, floored, lines } }: { view: WorkbookView }) {
  const { result, summary } = useMessages().indexPages.workbook;
  return (
    <Card title={result.indexOf(edition.edition)}>
      <FigureStrip
        figures={[
          { value: formatNumber(score.index, 2), label: score.predicate },
          { value: formatNumber(score.spd), of: edition.spd.max, label: summary.spd },
          {
            value: formatNumber(score.meanMaturity, 2),
            of: edition.sid.max,
            label: floored ? summary.maturityFloored(floored.divisor, floored.n) : summary.maturity,
          },
          { value: score.n, of: lines.length, label: summary.n },
        ]}
      />
      {floored?.ownMean && (
        <p class="mt-3 text-tinta-2">
          {summary.ownMaturity}: {formatNumber(floored.ownMean, 2)}
        </p>
      )}
    </Card>
  );
}

function Gains({ view }: { view: WorkbookView }) {
  const { result } = useMessages().indexPages.workbook;
  return (
    <Section title={result.raise}>
      <p class="mb-3 text-tinta-2">{result.raiseLead}</p>
      <GainList
        items={view.gains.slice(0, shownGains).map(({ code, name, oneLevel }) => ({
          icon: 'trending-up',
          title: `${code} ${name}`,
          text: result.points(formatGain(oneLevel).replace('+', '')),
        }))}
      />
    </Section>
  );
}

/** How much evidence the levels need, and how much of it is stored. */
function Evidence({ view: { evidence } }: { view: WorkbookView }) {
  const { result } = useMessages().indexPages.workbook;
  const { stored, missing, unmatched, region } = countProofs(evidence);
  return (
    <Section title={result.evidenceTitle}>
      <p class="mb-3">{result.evidenceLead(formatNumber(evidence.length))}</p>
      <FigureStrip
        figures={[
          { value: stored, label: result.evidenceStored },
          { value: missing, label: result.evidenceMissing },
          { value: unmatched, label: result.evidenceUnmatched },
          { value: region, label: result.evidenceRegion },
        ]}
      />
      <p class="mt-3 text-tinta-2">{result.evidenceNote}</p>
    </Section>
  );
}

function Lines({ lines }: { lines: readonly WorkbookLine[] }) {
  const { indexPages, innovationIndex } = useMessages();
  const { result, columns } = indexPages.workbook;
  return (
    <Table
      caption={result.list}
      rows={lines}
      rowKey={({ innovation }) => innovation.id}
      columns={[
        { key: 'title', head: columns.title, main: true, cell: ({ innovation }) => innovation.title },
        { key: 'maturity', head: result.maturity, align: 'end', cell: ({ score }) => formatNumber(score.maturity) },
        {
          key: 'counted',
          head: result.counted,
          cell: ({ score }) =>
            score.counted
              ? result.yes
              : `${result.no}: ${score.reasons.map((one) => innovationIndex.reasons[one]).join(', ')}`,
        },
        { key: 'proof', head: result.proof, wide: true, cell: (line) => <ProofOf line={line} /> },
        {
          key: 'raise',
          head: result.best,
          wide: true,
          cell: ({ gains: [best] }) => (best ? `${best.code} ${best.name} (${formatGain(best.oneLevel)})` : ''),
        },
      ]}
    />
  );
}

/** Which of the evidence that a row needs is stored, and the codes of what is missing. */
function ProofOf({ line: { registeredId, evidence } }: { line: WorkbookLine }) {
  const { result } = useMessages().indexPages.workbook;
  if (registeredId === null) return <span class="text-tinta-2">{result.notFound}</span>;
  const missing = evidence.filter(({ proof }) => proof === 'missing').map(({ code }) => code);
  return (
    <>
      <A to={`/kerja/inovasi/${registeredId}/berkas`} class="link inline-flex min-h-11 items-center">
        {result.proofOf(evidence.length - missing.length, evidence.length)}
      </A>
      {missing.length > 0 && <span class="block text-sm">{result.proofMissing(missing.join(', '))}</span>}
    </>
  );
}

function Faults({ faults }: { faults: readonly WorkbookFault[] }) {
  const messages = useMessages();
  const { result } = messages.indexPages.workbook;
  return (
    <div class="mb-6">
      <Alert tone="warning" title={result.wrong}>
        <p>{result.wrongLead}</p>
        <ul class="mt-2 list-disc pl-5">
          {faults.slice(0, shownRows).map(({ sheet, row, cell, message, values }) => (
            <li>
              {result.place(sheet, row, cell === null ? '' : letterOf(cell))}: {messageAt(messages, message, values)}
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  );
}

/** "A" for the first column. */
function letterOf(cell: number): string {
  const last = String.fromCharCode(65 + (cell % 26));
  return cell < 26 ? last : `${letterOf(Math.floor(cell / 26) - 1)}${last}`;
}

function TakeOver({ view, kept }: { view: WorkbookView; kept: KeptWorkbook }) {
  const { takeOver: words } = useMessages().indexPages.workbook;
  return (
    <div class="mt-8">
      {kept.takenOverAt && <p class="mb-3 text-tinta-2">{words.taken(formatDateTime(kept.takenOverAt))}</p>}
      <ConfirmBlock open={words.open} question={words.question}>
        <Form action={address(`/kerja/indeks/impor/${kept.id}/ambil`, view.edition)}>
          <Button>{words.button}</Button>
        </Form>
      </ConfirmBlock>
    </div>
  );
}
