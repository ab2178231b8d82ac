import {
  A,
  Alert,
  Button,
  ButtonLink,
  Card,
  EmptyState,
  ErrorSummary,
  ExampleChip,
  Form,
  formatDateTime,
  Page,
  Section,
  TextField,
  useMessages,
} from '#ui/index.ts';
import { barring } from '../eligibility.ts';
import type { Choice, EnterableInnovation, EnterPage as Found, ShortChoice } from '../enter.queries.ts';
import { entryLimits } from '../entry.ts';
import { sayRule } from './entry-words.tsx';

export interface EnterPageProps {
  found: Found;
  /** A UUIDv7 for each form of the page. */
  newKey: () => string;
  errors: Readonly<Record<string, string>>;
  teamName: string;
}

/** What of one's own organisation can enter a contest, and why something cannot. */
export function EnterPage({ found, newKey, errors, teamName }: EnterPageProps) {
  const { entries } = useMessages();
  const words = entries.enter;
  const { deadlines, innovations, short } = found;
  const nothing = innovations.length === 0 && short.length === 0;
  return (
    <Page
      title={words.link(found.name)}
      lead={
        deadlines.takesEntries && deadlines.entryUntil ? words.until(formatDateTime(deadlines.entryUntil)) : undefined
      }
      breadcrumb={[{ label: entries.page.crumb, to: '/kerja/peserta' }, { label: words.title }]}
      width="form"
    >
      <ErrorSummary errors={errors} />
      {!deadlines.takesEntries && <Alert tone="warning">{words.closed}</Alert>}
      {nothing && <EmptyState title={words.none}>{words.noneText}</EmptyState>}
      {innovations.length > 0 && (
        <Section title={words.accepted}>
          <p class="mb-4 text-tinta-2">{words.acceptedHelp}</p>
          <div class="grid gap-4">
            {innovations.map((one) => (
              <InnovationCard {...{ one, found, newKey, errors, teamName }} />
            ))}
          </div>
        </Section>
      )}
      {short.length > 0 && deadlines.takesEntries && <ShortForms id={found.id} short={short} />}
    </Page>
  );
}

function InnovationCard({ one, ...rest }: { one: EnterableInnovation } & EnterPageProps) {
  const words = useMessages().entries.enter;
  return (
    <Card title={one.title} aside={one.example && <ExampleChip />}>
      <p class="text-tinta-2">{one.organizationName}</p>
      {one.entryId && (
        <p class="mt-2">
          <A to={`/kerja/peserta/${one.entryId}`} class="link inline-flex min-h-11 items-center">
            {words.already}
          </A>
        </p>
      )}
      {one.choices.map((choice) => (
        <ChoiceForm innovationId={one.id} choice={choice} {...rest} />
      ))}
    </Card>
  );
}

function ChoiceForm({
  innovationId,
  choice,
  found,
  newKey,
  errors,
  teamName,
}: { innovationId: string; choice: Choice } & EnterPageProps) {
  const messages = useMessages();
  const words = messages.entries.enter;
  const { category, rules } = choice;
  const bar = barring(rules);
  const told = rules.filter(({ verdict }) => verdict !== 'met');
  return (
    <div class="mt-4 grid gap-2 border-t border-garis pt-4">
      <h3 class="font-semibold">{words.category(category.name)}</h3>
      {told.length > 0 && (
        <ul class="list-disc ps-5 text-md text-tinta-2">
          {told.map((outcome) => (
            <li>{sayRule(messages, outcome)}</li>
          ))}
        </ul>
      )}
      {bar && <p class="font-semibold text-bata-700">{words.barred}</p>}
      {!bar && found.deadlines.takesEntries && (
        <Form action={`/kerja/lomba/${found.id}/ikut`} hidden={{ id: newKey(), innovationId, categoryId: category.id }}>
          {category.team && (
            <TextField
              name="teamName"
              label={messages.entries.form.teamName}
              hint={messages.entries.form.teamHint}
              value={teamName}
              error={errors.teamName}
              maxlength={entryLimits.team}
            />
          )}
          <div>
            <Button icon="send">{words.button}</Button>
          </div>
        </Form>
      )}
    </div>
  );
}

function ShortForms({ id, short }: { id: string; short: readonly ShortChoice[] }) {
  const words = useMessages().entries.enter;
  return (
    <Section title={words.shortTitle}>
      <p class="mb-4 text-tinta-2">{words.shortHelp}</p>
      <div class="grid gap-3">
        {short.map(({ category }) => (
          <Card title={category.name}>
            <ButtonLink to={`/kerja/lomba/${id}/ikut/ringkas?kategori=${category.id}`} tone="plain" icon="pencil">
              {words.shortButton}
            </ButtonLink>
          </Card>
        ))}
      </div>
    </Section>
  );
}
