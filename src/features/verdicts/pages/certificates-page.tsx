import {
  A,
  Button,
  ButtonLink,
  ConfirmBlock,
  EmptyState,
  ErrorSummary,
  Form,
  Page,
  StatusChip,
  Table,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { CertificateLine, CertificateView } from '../certificate.queries.ts';

export interface CertificatesPageProps {
  view: CertificateView;
  errors: Readonly<Record<string, string>>;
  /** The certificate whose form came back. */
  returned: string | null;
}

/** All certificates of a contest for the committee; their own for entrants and jurors. */
export function CertificatesPage({ view, errors, returned }: CertificatesPageProps) {
  const { certificates: words } = useMessages().aftermath;
  const { contest, committee, lines } = view;
  const path = `/kerja/lomba/${contest.id}/piagam`;
  return (
    <Page
      title={words.title}
      lead={words.lead(contest.name)}
      breadcrumb={[{ label: contest.name, to: `/lomba/${contest.id}` }, { label: words.title }]}
      example={contest.example}
    >
      <div class="grid gap-5">
        <ErrorSummary errors={errors} />
        {committee && contest.publishedAt && (
          <div>
            <p class="mb-3 max-w-text text-tinta-2">{words.makeHelp}</p>
            <div class="flex flex-wrap gap-2">
              <Form action={path}>
                <Button icon="badge-check">{words.make}</Button>
              </Form>
              {lines.some(({ mayPrint }) => mayPrint) && (
                <ButtonLink to={`${path}/semua.pdf`} tone="plain" icon="download">
                  {words.all}
                </ButtonLink>
              )}
            </div>
          </div>
        )}
        {lines.length === 0 ? (
          <EmptyState title={words.none}>{words.noneHelp}</EmptyState>
        ) : (
          <List path={path} lines={lines} committee={committee} errors={errors} returned={returned} />
        )}
      </div>
    </Page>
  );
}

interface ListProps {
  path: string;
  lines: readonly CertificateLine[];
  committee: boolean;
  errors: Readonly<Record<string, string>>;
  returned: string | null;
}

function List({ path, lines, committee, errors, returned }: ListProps) {
  const { certificates: words } = useMessages().aftermath;
  return (
    <Table
      caption={words.title}
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', head: words.name, main: true, cell: (line) => <Name line={line} /> },
        {
          key: 'kind',
          head: words.kind,
          cell: ({ kind, place }) => (place === null ? words.kinds[kind] : `${words.kinds[kind]} ${place}`),
        },
        { key: 'category', head: words.category, cell: ({ category }) => category || '–' },
        {
          key: 'code',
          head: words.code,
          cell: ({ code }) => (
            <A to={`/sertifikat/${code}`} class="link">
              <code>{code}</code>
            </A>
          ),
        },
        {
          key: 'act',
          head: words.valid,
          wide: true,
          cell: (line) => (
            <Acts
              path={path}
              line={line}
              committee={committee}
              error={returned === line.id ? errors.reason : undefined}
            />
          ),
        },
      ]}
    />
  );
}

function Name({ line }: { line: CertificateLine }) {
  const { certificates: words } = useMessages().aftermath;
  return (
    <>
      {line.name}
      {line.pupil && <span class="block text-sm font-normal text-tinta-3">{words.pupil}</span>}
    </>
  );
}

interface ActsProps {
  path: string;
  line: CertificateLine;
  committee: boolean;
  error: string | undefined;
}

function Acts({ path, line, committee, error }: ActsProps) {
  const { certificates: words } = useMessages().aftermath;
  if (line.voided)
    return (
      <StatusChip tone="bata" icon="x">
        {words.voided}
      </StatusChip>
    );
  return (
    <div class="flex flex-wrap items-start gap-2">
      {line.mayPrint && (
        <ButtonLink to={`${path}/${line.id}/berkas.pdf`} tone="plain" icon="download">
          {words.one}
        </ButtonLink>
      )}
      {committee && (
        <ConfirmBlock open={words.voidOpen} question={words.voidQuestion} expanded={error !== undefined}>
          <Form action={`${path}/${line.id}/batal`}>
            <TextField name="reason" label={words.voidReason} error={error} maxlength={300} />
            <div>
              <Button tone="danger">{words.voidButton}</Button>
            </div>
          </Form>
        </ConfirmBlock>
      )}
    </div>
  );
}
