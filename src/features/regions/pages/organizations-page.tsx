import { organizations as words } from '#messages/id/organizations.ts';
import { messageAt } from '#messages/lookup.ts';
import {
  A,
  Alert,
  Button,
  ButtonLink,
  Card,
  EmptyState,
  FileField,
  formatNumber,
  href,
  Page,
  Table,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { CellFault } from '../organization-sheet.ts';
import { areaKinds } from '../region.ts';
import type { SetUp } from '../set-up.queries.ts';

export interface OrganizationsPageProps {
  state: SetUp;
  faults?: readonly CellFault[];
  /** What is wrong with the file as a whole. */
  problem?: string | undefined;
}

export function OrganizationsPage({ state, faults = [], problem }: OrganizationsPageProps) {
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
        {faults.length > 0 && <Faults faults={faults} />}
        <Known state={state} />
        <Upload problem={problem} />
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
        rows={faults.slice(0, 200)}
        rowKey={(fault) => `${fault.row}-${fault.column}`}
        columns={[
          { key: 'row', head: sheet.row, main: true, cell: (fault) => `${sheet.row} ${formatNumber(fault.row)}` },
          { key: 'column', head: sheet.column, cell: (fault) => fault.column },
          { key: 'reason', head: sheet.reason, cell: (fault) => messageAt(messages, fault.message) ?? '' },
        ]}
      />
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
      <ul class="grid gap-1">
        {counts.map((one) => (
          <li>
            <A to={`/organisasi?jenis=${one.kind}`} class="link">
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
  const { base } = useFrame();
  const { sheet } = useMessages().regions;
  return (
    <Card title={sheet.file}>
      <p>{sheet.columnsText}</p>
      <p class="mt-2 text-sm text-tinta-3">
        {`${sheet.kinds}: ${Object.entries(words.kinds)
          .filter(([kind]) => !areaKinds.includes(kind))
          .map(([, name]) => name)
          .join(', ')}.`}
      </p>
      <p class="mt-2">
        <A to="/siapkan/organisasi/templat.csv" class="link">
          {sheet.template}
        </A>
      </p>
      <form
        class="form mt-4"
        method="post"
        action={href(base, '/siapkan/organisasi/unggah')}
        enctype="multipart/form-data"
        novalidate
      >
        <FileField name="file" label={sheet.file} hint={sheet.hint} error={problem} accept=".xlsx,.csv" />
        <div>
          <Button icon="arrow-up">{sheet.send}</Button>
        </div>
      </form>
    </Card>
  );
}
