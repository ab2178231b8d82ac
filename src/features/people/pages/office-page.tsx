import {
  A,
  Button,
  ButtonLink,
  Card,
  EmptyState,
  ErrorSummary,
  ExampleChip,
  Form,
  Page,
  useMessages,
} from '#ui/index.ts';
import type { OfficePage as Office } from '../board.queries.ts';
import { officePath } from '../board.ts';
import type { HolderTerm } from '../offices.queries.ts';
import { officeTitle } from '../title.ts';
import { TermDates, WhenChip } from './account-page.tsx';
import { HolderLine } from './board-page.tsx';
import type { Problems } from './problems.ts';
import { TermFields, type Typed, UsernameField } from './term-fields.tsx';

export interface OfficePageProps {
  office: Office;
  /** Id of the term that the form on the page would begin. */
  termId: string;
  typed: Typed;
  problems?: Problems;
  mayChange: boolean;
  mayCreate: boolean;
}

export function OfficePage({ office, termId, typed, problems = {}, mayChange, mayCreate }: OfficePageProps) {
  const { people } = useMessages();
  const { organizationKind, organizationName, role } = office;
  const title = officeTitle(role, 'definitive', organizationKind, organizationName, people.titles);
  const words = people.office;
  const now = office.terms.filter((term) => term.when === 'current' || term.when === 'future');
  const before = office.terms.filter((term) => term.when === 'past' || term.when === 'cancelled');
  const breadcrumb = [{ label: people.board.title, to: '/kerja/orang' }, { label: organizationName }];
  return (
    <Page
      title={title}
      lead={`${people.roles[role]}. ${people.roleHelp[role]}`}
      width="text"
      breadcrumb={breadcrumb}
      aside={office.fictional && <ExampleChip />}
    >
      <ErrorSummary errors={problems} />
      <div class="grid gap-6">
        {now.length === 0 ? (
          <EmptyState title={words.vacantTitle}>{words.vacantHelp}</EmptyState>
        ) : (
          <Card title={words.holders}>
            <ul class="grid gap-5">
              {now.map((term) => (
                <CurrentTerm term={term} mayChange={mayChange} />
              ))}
            </ul>
          </Card>
        )}
        {mayChange && (
          <AppointCard office={office} termId={termId} typed={typed} problems={problems} mayCreate={mayCreate} />
        )}
        {before.length > 0 && <HistoryCard terms={before} />}
        <OtherRolesCard office={office} />
      </div>
    </Page>
  );
}

type AppointProps = Pick<OfficePageProps, 'office' | 'termId' | 'typed' | 'mayCreate'> & { problems: Problems };

function AppointCard({ office, termId, typed, problems, mayCreate }: AppointProps) {
  const { invitations, people } = useMessages();
  const words = people.office;
  const { organizationId, role } = office;
  return (
    <Card title={words.appoint} id="isi-jabatan">
      <p class="mb-4 text-tinta-2">{words.appointLead}</p>
      <Form action="/kerja/orang/jabatan" hidden={{ id: termId, organizationId, role }}>
        <UsernameField typed={typed} problems={problems} />
        <p class="flex flex-wrap gap-x-6">
          <A
            to={`/kerja/orang/undangan/baru?organisasi=${organizationId}&peran=${role}`}
            class="link inline-flex min-h-11 items-center"
          >
            {invitations.form.invite}
          </A>
          <A to="/kerja/orang?lihat=orang" class="link inline-flex min-h-11 items-center">
            {words.findPerson}
          </A>
          {mayCreate && (
            <A
              to={`/kerja/orang/baru?organisasi=${organizationId}&peran=${role}`}
              class="link inline-flex min-h-11 items-center"
            >
              {words.newPerson}
            </A>
          )}
        </p>
        <TermFields typed={typed} problems={problems} role={role} />
        <Button>{words.submit}</Button>
      </Form>
    </Card>
  );
}

function HistoryCard({ terms }: { terms: readonly HolderTerm[] }) {
  const { office: words } = useMessages().people;
  return (
    <Card title={words.history}>
      <ul class="grid gap-3">
        {terms.map((term) => (
          <li class="flex flex-wrap items-center justify-between gap-x-4">
            <TermOf term={term} />
            <WhenChip when={term.when} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OtherRolesCard({ office }: { office: Office }) {
  const { people } = useMessages();
  const { organizationId, organizationKind, organizationName } = office;
  return (
    <Card title={people.office.otherRoles}>
      <ul class="grid gap-1">
        {office.otherRoles.map((other) => (
          <li>
            <A to={officePath(organizationId, other)} class="link inline-flex min-h-11 items-center">
              {officeTitle(other, 'definitive', organizationKind, organizationName, people.titles)}
            </A>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function TermOf({ term }: { term: HolderTerm }) {
  return (
    <div>
      <HolderLine term={{ ...term, when: 'past' }} />
      <p class="text-sm text-tinta-3">
        <TermDates {...term} />
      </p>
    </div>
  );
}

function CurrentTerm({ term, mayChange }: { term: HolderTerm; mayChange: boolean }) {
  const { office: words } = useMessages().people;
  return (
    <li class="grid gap-2">
      <div class="flex flex-wrap items-center justify-between gap-x-4">
        <TermOf term={term} />
        <WhenChip when={term.when} />
      </div>
      {mayChange && (
        <div class="flex flex-wrap gap-2">
          <ButtonLink to={`/kerja/orang/serah-terima/${term.id}`} tone="plain" icon="refresh-cw">
            {words.handOver}
          </ButtonLink>
          <ButtonLink to={`/kerja/orang/akhiri/${term.id}`} tone="plain">
            {term.when === 'future' ? words.cancel : words.end}
          </ButtonLink>
        </div>
      )}
    </li>
  );
}
