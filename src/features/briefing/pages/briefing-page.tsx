import type { ReportPart } from '#platform/papers/document.ts';
import { Button, ButtonLink, Form, NumberField, Page, useMessages } from '#ui/index.ts';
import type { Briefing } from '../briefing.ts';
import { sheetsOf } from '../sheets.ts';

/** Two sheets of A4: on paper exactly two, on a phone one column. */
export function BriefingPage({ report: of, region }: { report: Briefing; region: string }) {
  const messages = useMessages();
  const { briefing } = messages;
  const { moreThan } = of;
  const report = sheetsOf(of, region, messages);
  const second = report.parts.findIndex(({ newPage }) => newPage);
  return (
    <Page title={report.title} lead={report.lead} aside={<PdfLink moreThan={moreThan} />}>
      <div class="no-print mb-6 max-w-form">
        <p class="mb-3 text-tinta-2">{briefing.printHelp}</p>
        <Form action="/kerja/ringkasan" method="get">
          <NumberField name="hari" label={briefing.patience} unit={briefing.workingDays} value={moreThan} />
          <div>
            <Button tone="plain" icon="refresh-cw">
              {briefing.again}
            </Button>
          </div>
        </Form>
      </div>
      <Sheet parts={report.parts.slice(0, second)} />
      <Sheet parts={report.parts.slice(second)} />
    </Page>
  );
}

function PdfLink({ moreThan }: { moreThan: number }) {
  const { briefing } = useMessages();
  return (
    <ButtonLink to={`/kerja/ringkasan.pdf?hari=${moreThan}`} icon="download" class="no-print">
      {briefing.pdf}
    </ButtonLink>
  );
}

function Sheet({ parts }: { parts: readonly ReportPart[] }) {
  return (
    <div class="briefing-sheet">
      {parts.map((part) => (
        <Part part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: ReportPart }) {
  return (
    <section class="card on-paper border-garis bg-white">
      <h2 class="text-xl">{part.title}</h2>
      {part.figures.length > 0 && (
        <dl class="briefing-figures">
          {part.figures.map(({ value, label }) => (
            <div>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <div class="briefing-tables">
        {part.tables.map((table) => (
          <FiguresTable title={part.title} heads={table.heads} rows={table.rows} />
        ))}
      </div>
      {part.lines.map((line) => (
        <p class="mt-2 text-md">{line}</p>
      ))}
      <p class="mt-2 text-sm text-tinta-3">{part.source}</p>
    </section>
  );
}

interface FiguresTableProps {
  title: string;
  heads: readonly string[];
  rows: readonly (readonly string[])[];
}

function FiguresTable({ title, heads, rows }: FiguresTableProps) {
  return (
    <table class="briefing-table">
      <caption class="sr-only">{title}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first = '', ...rest]) => (
          <tr>
            <th scope="row">{first}</th>
            {rest.map((text) => (
              <td>{text}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
