import {
  A,
  ButtonLink,
  Chip,
  EmptyState,
  ExampleChip,
  FilteredList,
  FilterPanel,
  formatDate,
  Page,
  Pagination,
  Select,
  Table,
  useMessages,
} from '#ui/index.ts';
import { type ListFilter, type Session, views } from '../session.ts';

export interface MentoringListProps {
  sessions: readonly Session[];
  /** Those with an open step whose day has passed. */
  overdue: ReadonlySet<string>;
  pages: number;
  filter: ListFilter;
}

export function MentoringListPage({ sessions, overdue, pages, filter }: MentoringListProps) {
  const { mentoring } = useMessages();
  const words = mentoring.list;
  const filtered = filter.lihat !== 'all' || filter.inovasi !== null;
  const record = (
    <ButtonLink to={`/kerja/pendampingan/baru${filter.inovasi ? `?inovasi=${filter.inovasi}` : ''}`} icon="plus">
      {words.record}
    </ButtonLink>
  );
  const aside = sessions.length > 0 || filtered ? record : undefined;
  return (
    <Page title={mentoring.title} lead={mentoring.lead} aside={aside}>
      {sessions.length === 0 && !filtered ? (
        <EmptyState title={words.empty} action={record}>
          {words.emptyHelp}
        </EmptyState>
      ) : (
        <FilteredList filters={<Filters filter={filter} />}>
          {sessions.length === 0 ? (
            <EmptyState title={words.none}>{words.noneHelp}</EmptyState>
          ) : (
            <SessionTable sessions={sessions} overdue={overdue} />
          )}
          <Pagination page={filter.halaman} pages={pages} href={(halaman) => listAddress({ ...filter, halaman })} />
        </FilteredList>
      )}
    </Page>
  );
}

export function listAddress({ lihat, inovasi, halaman }: ListFilter): string {
  const query = new URLSearchParams();
  if (lihat !== 'all') query.set('lihat', lihat);
  if (inovasi) query.set('inovasi', inovasi);
  if (halaman > 1) query.set('halaman', String(halaman));
  return query.size > 0 ? `/kerja/pendampingan?${query}` : '/kerja/pendampingan';
}

function Filters({ filter: { lihat, inovasi } }: { filter: ListFilter }) {
  const words = useMessages().mentoring.list;
  const active = (lihat === 'all' ? 0 : 1) + (inovasi ? 1 : 0);
  return (
    <FilterPanel
      action="/kerja/pendampingan"
      active={active}
      clear="/kerja/pendampingan"
      hidden={inovasi ? { inovasi } : {}}
    >
      {inovasi && <p>{words.ofOne}</p>}
      <Select
        name="lihat"
        label={words.view}
        value={lihat}
        empty={null}
        options={views.map((value) => ({ value, label: words.views[value] }))}
      />
    </FilterPanel>
  );
}

function SessionTable({ sessions, overdue }: Pick<MentoringListProps, 'sessions' | 'overdue'>) {
  const { mentoring, innovations } = useMessages();
  const words = mentoring.list;
  return (
    <Table
      caption={mentoring.title}
      rows={sessions}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'topic',
          head: words.topic,
          main: true,
          cell: ({ id, topic }) => <A to={`/kerja/pendampingan/${id}`}>{topic}</A>,
        },
        {
          key: 'innovation',
          head: words.innovation,
          cell: (one) => (
            <>
              {one.innovationTitle || innovations.list.untitled} {one.example && <ExampleChip />}
              <span class="block text-sm text-tinta-3">{one.organizationName}</span>
            </>
          ),
        },
        { key: 'day', head: words.day, cell: ({ heldOn }) => formatDate(heldOn) },
        { key: 'mentors', head: words.mentors, cell: ({ mentors }) => mentors.map(({ name }) => name).join(', ') },
        { key: 'steps', head: words.steps, cell: (one) => <Done session={one} overdue={overdue.has(one.id)} /> },
      ]}
    />
  );
}

function Done({ session: { steps }, overdue }: { session: Session; overdue: boolean }) {
  const words = useMessages().mentoring.list;
  if (steps.length === 0) return <span class="text-tinta-3">{words.noSteps}</span>;
  return (
    <>
      {words.done(steps.filter(({ doneAt }) => doneAt).length, steps.length)}
      {overdue && (
        <>
          {' '}
          <Chip tone="kunyit">{words.overdue}</Chip>
        </>
      )}
    </>
  );
}
