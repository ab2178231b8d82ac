import {
  A,
  Button,
  ButtonLink,
  Card,
  Checkbox,
  DefinitionList,
  EmptyState,
  Form,
  formatDate,
  Page,
  StatusChip,
  useMessages,
} from '#ui/index.ts';
import type { OwnTerm } from '../people.queries.ts';
import { officeTitle } from '../title.ts';

export interface AccountPageProps {
  name: string;
  username: string;
  /** Terms in this tenant; null outside every tenant. */
  terms: readonly OwnTerm[] | null;
  /** Null where no mail goes out. */
  notices: { address: string | null; wanted: boolean } | null;
  otherTenants: readonly { slug: string; name: string }[];
  platformAdministrator: boolean;
}

export function AccountPage(props: AccountPageProps) {
  const { name, username, terms, notices, otherTenants, platformAdministrator } = props;
  const { people, signIn } = useMessages();
  const [words, { security }] = [people.account, signIn];
  return (
    <Page title={words.title} width="text">
      <DefinitionList
        items={[
          { term: words.name, value: name },
          { term: words.username, value: username },
        ]}
      />
      <p class="mt-4 flex flex-wrap gap-2">
        <ButtonLink to="/akun/keamanan" tone="plain" icon="lock">
          {security.link}
        </ButtonLink>
        <ButtonLink to="/akun/sandi" tone="plain">
          {words.changePassword}
        </ButtonLink>
        {platformAdministrator && (
          <ButtonLink to="/platform" tone="plain" icon="layers">
            {words.platform}
          </ButtonLink>
        )}
      </p>
      {terms && (
        <div class="mt-8">
          <OwnOffices terms={terms} />
        </div>
      )}
      {notices && <Notices {...notices} />}
      {otherTenants.length > 0 && (
        <Card class="mt-6" title={words.otherRegions}>
          <ul class="grid gap-1">
            {otherTenants.map((tenant) => (
              <li>
                <a class="link" href={`/${tenant.slug}/kerja`}>
                  {tenant.name}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Page>
  );
}

function Notices({ address, wanted }: { address: string | null; wanted: boolean }) {
  const words = useMessages().people.account;
  return (
    <Card class="mt-6" title={words.notices}>
      {address === null ? (
        <p class="text-tinta-2">{words.noMail}</p>
      ) : (
        <Form action="/akun/kabar">
          <Checkbox name="wanted" label={words.wantsMail(address)} hint={words.wantsMailHint} checked={wanted} />
          <Button tone="plain">{words.saveNotices}</Button>
        </Form>
      )}
    </Card>
  );
}

function OwnOffices({ terms }: { terms: readonly OwnTerm[] }) {
  const words = useMessages().people.account;
  if (!terms.some((term) => term.when === 'current' || term.when === 'future')) {
    return <EmptyState title={words.none}>{words.noneHelp}</EmptyState>;
  }
  return (
    <Card title={words.offices}>
      <TermList terms={terms} />
    </Card>
  );
}

/** The offices of one person, each with its time and what time that is. */
export function TermList({ terms, linked = false }: { terms: readonly OwnTerm[]; linked?: boolean }) {
  const { people } = useMessages();
  return (
    <ul class="grid gap-4">
      {terms.map((term) => {
        const { role, kind, organizationKind, organizationName } = term;
        const title = officeTitle(role, kind, organizationKind, organizationName, people.titles);
        const to = `/kerja/orang/jabatan?organisasi=${term.organizationId}&peran=${role}`;
        return (
          <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <div>
              <p class="font-semibold">{linked ? <A to={to}>{title}</A> : title}</p>
              <p class="text-sm text-tinta-3">
                <TermDates {...term} />
              </p>
            </div>
            <WhenChip when={term.when} />
          </li>
        );
      })}
    </ul>
  );
}

export function TermDates({ from, to }: { from: string; to: string | null }) {
  const { account } = useMessages().people;
  if (to !== null && to < from) return <>{account.since(formatDate(from))}</>;
  return <>{to === null ? account.since(formatDate(from)) : account.period(formatDate(from), formatDate(to))}</>;
}

export function WhenChip({ when }: { when: OwnTerm['when'] }) {
  const { person } = useMessages().people;
  if (when === 'current') {
    return (
      <StatusChip tone="tarum" icon="circle-check">
        {person.current}
      </StatusChip>
    );
  }
  if (when === 'future') {
    return (
      <StatusChip tone="nila" icon="calendar">
        {person.future}
      </StatusChip>
    );
  }
  return <StatusChip icon={when === 'past' ? 'archive' : 'x'}>{person[when]}</StatusChip>;
}
