import type { ComponentChildren } from 'preact';
import {
  A,
  Alert,
  ButtonLink,
  Card,
  Chips,
  DefinitionList,
  ErrorSummary,
  ExampleChip,
  formatDate,
  formatDateTime,
  Page,
  Timeline,
  useMessages,
} from '#ui/index.ts';
import type { EntryState } from '../competition.ts';
import type { EntryWork } from '../entry.queries.ts';
import { entryNumber } from '../entry.ts';
import { DecisionForm, SendForm, WithdrawForm } from './entry-forms.tsx';
import { EntryStateChip, RuleList, sayReason } from './entry-words.tsx';

export interface EntryPageProps {
  work: EntryWork;
  formKey: string;
  errors: Readonly<Record<string, string>>;
  typed: Readonly<Record<string, string | string[]>>;
  /** The pupils of the team; null where there is none. */
  team: ComponentChildren;
}

/** One entry for its entrant and the committee: where it stands, what is judged, what the rules say. */
export function EntryPage({ work, formKey, errors, typed, team }: EntryPageProps) {
  const { entries } = useMessages();
  const { row, content, may, sight } = work;
  const list =
    sight === 'committee'
      ? { label: entries.list.title(row.contestName), to: `/kerja/lomba/${row.competitionId}/peserta` }
      : { label: entries.own.title, to: '/kerja/peserta' };
  return (
    <Page
      title={content.title || entries.title}
      lead={
        row.number === null
          ? row.organizationName
          : `${entries.page.number(entryNumber(row.number))} · ${row.organizationName}`
      }
      breadcrumb={[list, { label: entryNumber(row.number) || entries.states.draft }]}
      aside={
        <Chips>
          <EntryStateChip state={row.state} />
          {row.example && <ExampleChip />}
        </Chips>
      }
    >
      <ErrorSummary errors={errors} />
      <div class="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start">
        <div class="grid min-w-0 gap-6">
          <Published work={work} />
          <Standing work={work} formKey={formKey} />
          {may.decide && <DecisionForm work={work} formKey={formKey} errors={errors} typed={typed} />}
          {work.ownOrganization && sight === 'committee' && <Alert tone="notice">{entries.page.ownOrganization}</Alert>}
          <Content work={work} />
          {team}
        </div>
        <div class="grid min-w-0 gap-6">
          <Card title={entries.page.rules}>
            <RuleList rules={work.rules} />
          </Card>
          <History work={work} />
          {may.withdraw && <WithdrawForm work={work} formKey={formKey} errors={errors} typed={typed} />}
        </div>
      </div>
    </Page>
  );
}

/** What follows the verdict. */
function Published({ work: { row, certified } }: { work: EntryWork }) {
  const { aftermath } = useMessages();
  if (row.contestState !== 'published') return null;
  const links = [
    [`/lomba/${row.competitionId}/hasil`, aftermath.result.title, true],
    [`/kerja/umpan-balik/${row.id}`, aftermath.feedback.title, row.state === 'eligible'],
    [`/kerja/lomba/${row.competitionId}/piagam`, aftermath.certificates.title, certified],
    [`/lomba/${row.competitionId}/keberatan`, aftermath.objections.title, true],
  ] as const;
  return (
    <Card tone="tint" title={aftermath.publish.title}>
      <div class="flex flex-wrap gap-2">
        {links
          .filter(([, , there]) => there)
          .map(([to, label]) => (
            <ButtonLink to={to} tone="plain">
              {label}
            </ButtonLink>
          ))}
      </div>
    </Card>
  );
}

function Standing({ work, formKey }: { work: EntryWork; formKey: string }) {
  const messages = useMessages();
  const { entries } = messages;
  const { row, may } = work;
  return (
    <Card tone={row.state === 'returned' ? 'warn' : 'tint'} title={entries.states[row.state]}>
      <p>{entries.next[row.state]}</p>
      {row.reasons.length > 0 && (
        <>
          <h3 class="mt-3 font-semibold">{entries.page.reasons}</h3>
          <ul class="list-disc ps-5">
            {row.reasons.map((reason) => (
              <li class="whitespace-pre-line wrap-anywhere">{sayReason(messages, reason)}</li>
            ))}
          </ul>
        </>
      )}
      {may.editInnovation && (
        <div class="mt-3">
          <h3 class="font-semibold">{entries.page.shortlisted}</h3>
          <p>{entries.page.shortlistedText}</p>
          <ButtonLink to={`/kerja/inovasi/${row.innovationId}`} tone="plain" icon="pencil">
            {entries.page.toInnovation}
          </ButtonLink>
        </div>
      )}
      {may.editForm && (
        <div class="mt-4">
          <ButtonLink to={`/kerja/peserta/${row.id}/isi`} tone="plain" icon="pencil">
            {entries.page.edit}
          </ButtonLink>
        </div>
      )}
      {may.send && <SendForm work={work} formKey={formKey} />}
    </Card>
  );
}

const texts = ['summary', 'problem', 'howItWorks', 'novelty', 'advantage', 'benefit', 'result'] as const;

function Content({ work: { row, category, content } }: { work: EntryWork }) {
  const words = useMessages().entries.page;
  return (
    <Card title={row.number === null ? words.contentDraft : words.content}>
      <DefinitionList
        items={[
          { term: words.contest, value: <A to={`/lomba/${row.competitionId}`}>{row.contestName}</A> },
          { term: words.category, value: category.name },
          ...(category.team ? [{ term: words.team, value: row.teamName }] : []),
          { term: words.implementedOn, value: content.implementedOn && formatDate(content.implementedOn) },
          { term: words.sentAt, value: row.submittedAt && formatDateTime(row.submittedAt) },
          {
            term: words.video,
            value: content.video && (
              <a href={content.video} rel="noreferrer noopener" class="link wrap-anywhere">
                {content.video}
              </a>
            ),
          },
        ]}
      />
      {texts
        .filter((name) => content[name] !== '')
        .map((name) => (
          <div class="mt-4">
            <h3 class="font-semibold">{words[name]}</h3>
            <p class="whitespace-pre-line wrap-anywhere">{content[name]}</p>
          </div>
        ))}
      {content.levels && <p class="mt-4 text-tinta-2">{words.levels(Object.keys(content.levels).length)}</p>}
    </Card>
  );
}

function History({ work: { steps } }: { work: EntryWork }) {
  const messages = useMessages();
  const { entries } = messages;
  const said = (state: string) => entries.states[state as EntryState] ?? state;
  return (
    <Card title={entries.page.history}>
      <Timeline
        entries={steps.map(({ from, to, note, at, by }) => ({
          title: from === null ? entries.page.begun : said(to),
          at,
          by,
          children: note && (
            <p class="whitespace-pre-line wrap-anywhere">
              {note
                .split(', ')
                .map((one) => sayReason(messages, one))
                .join(', ')}
            </p>
          ),
        }))}
      />
    </Card>
  );
}
