import { organizations as words } from '#messages/id/organizations.ts';
import { messageAt } from '#messages/lookup.ts';
import {
  A,
  Alert,
  Button,
  ButtonLink,
  Card,
  EmptyState,
  ErrorSummary,
  formatNumber,
  Page,
  SheetUpload,
  Table,
  useMessages,
} from '#ui/index.ts';
import type { Looked } from '../organization-sheet.queries.ts';
import type { CellFault } from '../organization-sheet.ts';
import { areaKinds } from '../region.ts';
import type { SetUp } from '../set-up.queries.ts';

/** Lines of a table of one page; further ones are only counted. */
const mostShown = 200;

export interface OrganizationsPageProps {
  state: SetUp;
  faults?: readonly CellFault[];
  looked?: Looked;
  /** What is wrong with the file as a whole. */
  problem?: string | undefined;
}

export function OrganizationsPage({ state, faults = [], looked, problem }: OrganizationsPageProps) {
  const { regions } = useMessages();
  const { sheet, setUp } = regions;
  return (
    <Page
      title={sheet.title}
      lead={sheet.lead}
      width="text"
      breadcrumb={[{ label: setUp.title(''), to: '/siapkan' }, { label: sheet.title }]}
    >
      <div class="grid gap-6">
        {problem && <ErrorSummary errors={{ file: problem }} />}
        {faults.length > 0 && <Faults faults={faults} />}
        {looked && <WouldAdd looked={looked} />}
        <Upload problem={problem} />
        <Known state={state} />
        <p class="flex flex-wrap gap-2">
          <ButtonLink to="/siapkan" tone="plain">
            {sheet.back}
          </ButtonLink>
          {state.mayEditTopics && (
            <ButtonLink to="/organisasi/baru" tone="plain">
              {sheet.one}
            </ButtonLink>
          )}
        </p>
      </div>
    </Page>
  );
}

function Faults({ faults }: { faults: readonly CellFault[] }) {
  const messages = useMessages();
  const { sheet } = messages.regions;
  return (
    <>
      <Alert tone="error" title={sheet.wrong} live>
        {sheet.wrongText}
      </Alert>
      <Table
        caption={sheet.wrong}
        rows={faults.slice(0, mostShown)}
        rowKey={(fault) => `${fault.row}-${fault.column}`}
        columns={[
          { key: 'row', head: sheet.row, main: true, cell: (fault) => `${sheet.row} ${formatNumber(fault.row)}` },
          { key: 'column', head: sheet.column, cell: (fault) => fault.column },
          { key: 'reason', head: sheet.reason, cell: (fault) => messageAt(messages, fault.message) ?? '' },
        ]}
      />
      {faults.length > mostShown && <p>{sheet.more(formatNumber(faults.length - mostShown))}</p>}
    </>
  );
}

function Known({ state }: { state: SetUp }) {
  const { regions, organizations } = useMessages();
  const kinds: Readonly<Record<string, string>> = organizations.kinds;
  const counts = state.counts.filter((one) => !areaKinds.includes(one.kind) && one.known > 0);
  if (counts.length === 0) return <EmptyState title={regions.sheet.none}>{regions.sheet.noneHelp}</EmptyState>;
  return (
    <Card title={regions.sheet.known}>
      <ul class="grid sm:gap-1">
        {counts.map((one) => (
          <li>
            <A to={`/organisasi?jenis=${one.kind}`} class="link inline-flex min-h-11 items-center sm:min-h-7">
              {kinds[one.kind]}
            </A>
            {`: ${formatNumber(one.known)}`}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Upload({ problem }: { problem: string | undefined }) {
  const { sheet } = useMessages().regions;
  return (
    <Card title={sheet.upload}>
      <p>{sheet.columnsText}</p>
      <p class="mt-2 text-sm text-tinta-3">
        {`${sheet.kinds}: ${Object.entries(words.kinds)
          .filter(([kind]) => !areaKinds.includes(kind))
          .map(([, name]) => name)
          .join(', ')}.`}
      </p>
      <p class="my-3">
        <ButtonLink to="/siapkan/organisasi/templat.csv" tone="plain" icon="download">
          {sheet.template}
        </ButtonLink>
      </p>
      <SheetUpload action="/siapkan/organisasi/unggah" hidden={{}} label={sheet.file} hint={sheet.hint} error={problem}>
        <span class="flex flex-wrap gap-2">
          <Button icon="arrow-up">{sheet.send}</Button>
          <Button tone="plain" icon="file-check" name="periksa" value="ya">
            {sheet.look}
          </Button>
        </span>
      </SheetUpload>
    </Card>
  );
}

/** What the sheet would add; nothing is written yet. */
function WouldAdd({ looked: { missing, known } }: { looked: Looked }) {
  const { regions, organizations } = useMessages();
  const { sheet } = regions;
  const [all, already] = [formatNumber(missing.length), formatNumber(known)];
  return (
    <>
      <Alert tone={missing.length > 0 ? 'success' : 'notice'} title={sheet.looked(all, already)} live>
        {missing.length > 0 ? sheet.lookedNext : sheet.lookedNothing}
      </Alert>
      {missing.length > 0 && (
        <Table
          caption={sheet.wouldAdd}
          rows={missing.slice(0, mostShown)}
          rowKey={({ row }) => String(row)}
          columns={[
            { key: 'name', head: sheet.columnNames.name, main: true, cell: ({ name }) => name },
            { key: 'kind', head: sheet.columnNames.kind, cell: ({ kind }) => organizations.kinds[kind] },
            { key: 'parent', head: sheet.columnNames.parent, cell: ({ parent }) => parent?.name ?? '–' },
          ]}
        />
      )}
      {missing.length > mostShown && <p>{sheet.more(formatNumber(missing.length - mostShown))}</p>}
    </>
  );
}
