import {
  Alert,
  Button,
  ButtonLink,
  Card,
  ErrorSummary,
  FigureStrip,
  Form,
  formatNumber,
  href,
  Island,
  Page,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { ImportView } from '../import.queries.ts';
import type { NamedRow } from '../import.ts';
import { sayFault, sayFaults, type Told } from './faults.ts';
import { ImportFaults } from './import-faults.tsx';
import ImportProgress from './import-progress.island.tsx';
import { sayProgress } from './import-words.ts';

export interface ImportPageProps {
  view: ImportView;
  faults?: readonly Told[];
}

/** One sheet: how far it is, what it would do, what is wrong in it, and the way on. */
export function ImportPage({ view, faults = [] }: ImportPageProps) {
  const messages = useMessages();
  const { imports: words } = messages.innovations;
  const { state } = view;
  return (
    <Page
      title={view.fileName}
      lead={words.states[state]}
      width="text"
      breadcrumb={[{ label: words.title, to: '/kerja/impor' }, { label: words.states[state] }]}
    >
      <ErrorSummary errors={sayFaults(messages, faults)} />
      {(state === 'checking' || state === 'writing') && <Working view={view} />}
      {state === 'refused' && (
        <Alert tone="error" title={words.refusedTitle}>
          {sayFault(messages, { field: '', message: view.refusal ?? '', values: view.refusalValues ?? {} })}
        </Alert>
      )}
      {(state === 'checked' || state === 'done') && <Outcome view={view} />}
      {view.faultCount > 0 && <ImportFaults view={view} />}
      <p class="mt-6">
        <ButtonLink to="/kerja/impor" tone="plain">
          {words.again}
        </ButtonLink>
      </p>
    </Page>
  );
}

function Working({ view }: { view: ImportView }) {
  const messages = useMessages();
  const { base } = useFrame();
  const { imports: words } = messages.innovations;
  const path = `/kerja/impor/${view.id}`;
  const props = { from: href(base, `${path}/kemajuan`), state: view.state, said: sayProgress(messages, view) };
  return (
    <Card title={words.states[view.state]}>
      <Island of={ImportProgress} props={props} />
      <p class="my-3 text-tinta-2">{words.progress.note}</p>
      <div class="flex flex-wrap gap-3">
        <ButtonLink to={path} tone="plain" icon="refresh-cw">
          {words.progress.reload}
        </ButtonLink>
        <Discard id={view.id} />
      </div>
    </Card>
  );
}

function Discard({ id }: { id: string }) {
  const { imports: words } = useMessages().innovations;
  return (
    <Form action={`/kerja/impor/${id}/batal`}>
      <Button tone="quiet">{words.discard}</Button>
    </Form>
  );
}

function Outcome({ view }: { view: ImportView }) {
  const { imports: words } = useMessages().innovations;
  const { added, changed, same, wrong } = view;
  const toWrite = added + changed;
  return (
    <Card title={view.state === 'done' ? words.doneTitle : words.checkedTitle}>
      <FigureStrip
        figures={[
          { value: added, label: words.counts.added },
          { value: changed, label: words.counts.changed },
          { value: same, label: words.counts.same },
          { value: wrong, label: words.counts.wrong },
        ]}
      />
      {view.state === 'checked' && <FirstRows view={view} outcome="changed" />}
      {view.state === 'checked' && <FirstRows view={view} outcome="added" />}
      {view.unknownHeads.length > 0 && (
        <p class="mt-3 text-tinta-2">{words.unknownHeads(view.unknownHeads.join(', '))}</p>
      )}
      {view.state === 'checked' && (
        <div class="mt-4 flex flex-wrap items-center gap-3">
          {toWrite > 0 ? (
            <Form action={`/kerja/impor/${view.id}/tulis`}>
              <Button icon="save">{words.confirm(formatNumber(toWrite))}</Button>
            </Form>
          ) : (
            <p>{words.nothing}</p>
          )}
          <Discard id={view.id} />
        </div>
      )}
      {view.state === 'checked' && wrong > 0 && (
        <p class="mt-3 text-tinta-2">{words.confirmNote(formatNumber(wrong))}</p>
      )}
    </Card>
  );
}

/** Which rows these are, so that an overwriting that nobody wants is seen before it is written. */
function FirstRows({ view, outcome }: { view: ImportView; outcome: NamedRow['outcome'] }) {
  const { imports: words } = useMessages().innovations;
  const rows = view.firstRows.filter((one) => one.outcome === outcome);
  if (rows.length === 0) return null;
  return (
    <details class="mt-3" open={outcome === 'changed' || undefined}>
      <summary class="inline-flex min-h-11 cursor-pointer items-center font-semibold">
        {words.firstRows[outcome](formatNumber(rows.length), formatNumber(view[outcome]))}
      </summary>
      <ul class="grid gap-1">
        {rows.map(({ row, title }) => (
          <li class="wrap-anywhere">{`${words.wrong.row} ${row}: ${title}`}</li>
        ))}
      </ul>
    </details>
  );
}
