import {
  A,
  Button,
  Card,
  Chip,
  Chips,
  EmptyState,
  Form,
  formatNumber,
  NumberField,
  Page,
  Pagination,
  useMessages,
} from '#ui/index.ts';
import type { VersionEntry, VersionList } from '../version.queries.ts';
import { useFieldName } from './difference-view.tsx';
import { useCauseName, WhenAndWho } from './version-line.tsx';

export interface VersionsPageProps {
  list: VersionList;
  /** Numbers of versions as they were typed, one of which there is not. */
  wrong?: { from: string; to: string };
}

/** The history: who in which office changed what, when; newest first. */
export function VersionsPage({ list, wrong }: VersionsPageProps) {
  const { innovations } = useMessages();
  const { history } = innovations;
  const { id, run, entries, page } = list;
  const [home, here] = [`/kerja/inovasi/${id}`, `/kerja/inovasi/${id}/riwayat`];
  const title =
    run === null ? history.title : history.runTitle(formatNumber(run), formatNumber(entries[0]?.version ?? run));
  const lead = list.mayRestore ? history.leadRestore : history.lead;
  return (
    <Page
      title={title}
      lead={run === null ? lead : history.runLead}
      width="text"
      breadcrumb={[
        { label: innovations.list.title, to: '/kerja/inovasi' },
        { label: list.title || innovations.list.untitled, to: home },
        ...(run === null ? [] : [{ label: history.title, to: here }]),
        { label: title },
      ]}
    >
      {entries.length === 0 ? (
        <EmptyState title={history.empty}>{history.emptyHelp}</EmptyState>
      ) : (
        <ol class="grid gap-4">
          {entries.map((entry) => (
            <Entry entry={entry} list={list} />
          ))}
        </ol>
      )}
      <Pagination
        page={page}
        pages={null}
        hasNext={list.hasNext}
        href={(n) =>
          `${here}?${new URLSearchParams({ ...(run === null ? {} : { rangkaian: String(run) }), hal: String(n) })}`
        }
      />
      {(entries.length > 1 || wrong) && <CompareTwo list={list} wrong={wrong} />}
    </Page>
  );
}

function Entry({ entry, list }: { entry: VersionEntry; list: VersionList }) {
  const { history } = useMessages().innovations;
  const causeName = useCauseName();
  const { version, run, versions, fields, from } = entry;
  const [here, number] = [`/kerja/inovasi/${list.id}/riwayat`, formatNumber(version)];
  const isRun = list.run === null && versions > 1;
  return (
    <li class="card bg-white border-garis">
      <div class="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <h2 class="text-base">{causeName(entry.cause)}</h2>
        <Chips>
          {version === list.current && <Chip tone="tarum">{history.current}</Chip>}
          <Chip>{isRun ? history.versions(formatNumber(run), number) : history.version(number)}</Chip>
        </Chips>
      </div>
      <WhenAndWho head={entry} beganAt={isRun ? entry.beganAt : entry.at} />
      {entry.restoredFrom !== null && <p>{history.restoredFrom(formatNumber(entry.restoredFrom))}</p>}
      <ChangedFields fields={fields} isFirst={from === null} />
      <p class="mt-1 flex flex-wrap items-center gap-x-5">
        {from !== null && fields.length > 0 && (
          <Action to={`${here}/${from}/${version}`} label={history.compareLabel(formatNumber(from), number)}>
            {history.compare}
          </Action>
        )}
        <Action to={`${here}/${version}`} label={history.openLabel(number)}>
          {history.open}
        </Action>
        {isRun && <Action to={`${here}?rangkaian=${run}`}>{history.saves(formatNumber(versions))}</Action>}
        {list.mayRestore && version !== list.current && (
          <Action to={`${here}/${version}/pulihkan`} label={history.restoreLabel(number)}>
            {history.restore}
          </Action>
        )}
      </p>
    </li>
  );
}

function Action({ to, label, children }: { to: string; label?: string; children: string }) {
  return (
    <A to={to} class="link inline-flex min-h-11 items-center" {...(label ? { label } : {})}>
      {children}
    </A>
  );
}

function ChangedFields({ fields, isFirst }: { fields: VersionEntry['fields']; isFirst: boolean }) {
  const { history } = useMessages().innovations;
  const fieldName = useFieldName();
  if (fields.length > 0) return <p class="mt-1">{`${history.changed} ${fields.map(fieldName).join(', ')}`}</p>;
  return isFirst ? null : <p class="mt-1 text-tinta-2">{history.nothing}</p>;
}

/** Any two versions, by their numbers. */
function CompareTwo({ list, wrong }: Pick<VersionsPageProps, 'list' | 'wrong'>) {
  const { compareTwo } = useMessages().innovations.history;
  const [newest, oldest] = [list.entries[0]?.version, list.entries.at(-1)?.version];
  return (
    <Card title={compareTwo.title} class="mt-8" id="bandingkan">
      <Form action={`/kerja/inovasi/${list.id}/riwayat/banding`} method="get">
        <div class="grid gap-4 sm:grid-cols-2">
          <NumberField
            name="dari"
            label={compareTwo.from}
            value={wrong?.from ?? oldest ?? ''}
            error={wrong && compareTwo.unknown}
          />
          <NumberField name="ke" label={compareTwo.to} value={wrong?.to ?? newest ?? ''} />
        </div>
        <div>
          <Button tone="plain">{compareTwo.submit}</Button>
        </div>
      </Form>
    </Card>
  );
}
