import {
  A,
  Alert,
  Button,
  ButtonLink,
  Card,
  ErrorSummary,
  formatDateTime,
  formatNumber,
  Page,
  Section,
  SheetUpload,
  StatusChip,
  useMessages,
} from '#ui/index.ts';
import type { ImportRun } from '../import.queries.ts';
import { importLimits } from '../import.ts';
import { sayFaults, type Told } from './faults.ts';

export interface ImportStartPageProps {
  /** Id of the import to come. */
  id: string;
  past: readonly ImportRun[];
  faults?: readonly Told[];
}

/** Where an administrator sends a sheet of innovations. */
export function ImportStartPage({ id, past, faults = [] }: ImportStartPageProps) {
  const messages = useMessages();
  const { imports: words } = messages.innovations;
  const errors = sayFaults(messages, faults);
  const hint = words.fileHint(
    formatNumber(importLimits.bytes / 1024 / 1024),
    formatNumber(importLimits.rows),
    importLimits.daysKept,
  );
  return (
    <Page title={words.title} lead={words.lead} width="text">
      <ErrorSummary errors={errors} />
      <Card title={words.stepsTitle}>
        <ol class="list-decimal pl-5">
          {words.steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
        <p class="my-4">
          <ButtonLink to="/kerja/impor/templat.xlsx" tone="plain" icon="download">
            {words.template}
          </ButtonLink>
        </p>
        <Alert>{words.drafts}</Alert>
      </Card>
      <div class="mt-6">
        <SheetUpload action="/kerja/impor/unggah" hidden={{ id }} label={words.file} hint={hint} error={errors.file}>
          <Button icon="file-check">{words.send}</Button>
        </SheetUpload>
      </div>
      <Section title={words.past}>
        {past.length === 0 ? <p class="text-tinta-2">{words.none}</p> : <Past runs={past} />}
      </Section>
    </Page>
  );
}

function Past({ runs }: { runs: readonly ImportRun[] }) {
  const { imports: words } = useMessages().innovations;
  return (
    <ul class="grid gap-3">
      {runs.map((run) => (
        <li class="card card-link on-paper relative border-garis bg-white">
          <StatusChip tone={run.state === 'checked' ? 'kunyit' : 'tarum'} icon="file-text">
            {words.states[run.state]}
          </StatusChip>
          <p class="mt-2 font-bold break-words">
            <A to={`/kerja/impor/${run.id}`} class="stretched">
              {run.fileName}
            </A>
          </p>
          <p class="text-sm text-tinta-3">
            {words.pastLine(formatDateTime(run.createdAt), formatNumber(run.total ?? run.done))}
          </p>
        </li>
      ))}
    </ul>
  );
}
