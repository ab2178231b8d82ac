import {
  Button,
  Card,
  Chip,
  Chips,
  EmptyState,
  ErrorSummary,
  Form,
  Page,
  Select,
  TextArea,
  type Tone,
  useMessages,
} from '#ui/index.ts';
import type { ConflictsPage as Data, ListedConflict } from '../conflict.queries.ts';
import { type ConflictState, declaredKinds, numbered } from '../conflict.ts';
import { jurorLimits } from '../juror.ts';

export interface ConflictsPageProps {
  data: Data;
  typed?: Readonly<Record<string, string>>;
  errors?: Readonly<Record<string, string>>;
}

const tones: Record<ConflictState, Tone> = { proposed: 'kunyit', confirmed: 'bata', dismissed: 'kertas' };

export function ConflictsPage({ data, typed = {}, errors = {} }: ConflictsPageProps) {
  const { conflicts: words, list } = useMessages().jurors;
  const { contest, conflicts } = data;
  const home = `/kerja/lomba/${contest.id}/juri`;
  const find = (
    <Form action={`${home}/konflik/periksa`}>
      <Button icon="refresh-cw" tone={conflicts.length > 0 ? 'plain' : 'primary'}>
        {words.find}
      </Button>
    </Form>
  );
  return (
    <Page
      width="text"
      title={words.title}
      lead={words.lead}
      breadcrumb={[{ label: list.title, to: home }, { label: contest.name }]}
      aside={conflicts.length > 0 && find}
    >
      <ErrorSummary errors={errors} />
      {conflicts.length === 0 ? (
        <EmptyState title={words.none} action={find}>
          {words.noneHelp}
        </EmptyState>
      ) : (
        <ul class="grid gap-4">
          {conflicts.map((one) => (
            <li>
              <ConflictCard one={one} action={`${home}/konflik`} />
            </li>
          ))}
        </ul>
      )}
      {data.jurors.length > 0 && data.entries.length > 0 && (
        <div class="mt-8">
          <NoteCard data={data} typed={typed} errors={errors} />
        </div>
      )}
    </Page>
  );
}

function ConflictCard({ one, action }: { one: ListedConflict; action: string }) {
  const { conflicts: words, kinds, sources, conflictStates } = useMessages().jurors;
  const { jurorId, entryId, kind } = one;
  return (
    <Card>
      <h2 class="text-lg">{one.jurorName}</h2>
      <p>
        {`${numbered(one.entryNumber)} ${one.entryTitle}`}
        {one.organizationName && <span class="block text-sm text-tinta-3">{one.organizationName}</span>}
      </p>
      <div class="my-2">
        <Chips>
          <Chip tone={tones[one.state]}>{conflictStates[one.state]}</Chip>
          <Chip tone="nila">{kinds[kind]}</Chip>
          <Chip>{sources[one.source]}</Chip>
        </Chips>
      </div>
      <p class="whitespace-pre-line">{one.explanation}</p>
      {one.reason && <p class="text-tinta-2">{words.decided(conflictStates[one.state], one.reason)}</p>}
      {one.mayDecide ? (
        <Form action={action} hidden={{ jurorId, entryId, kind }} class="mt-3">
          <label class="field">
            <span class="field-label">{words.dismissReason}</span>
            <input class="input w-full" type="text" name="reason" maxlength={jurorLimits.reason} />
          </label>
          <div class="flex flex-wrap gap-2">
            {one.state !== 'confirmed' && (
              <Button name="decision" value="confirmed" tone="plain" icon="check">
                {words.confirm}
              </Button>
            )}
            {one.state !== 'dismissed' && (
              <Button name="decision" value="dismissed" tone="plain" icon="x">
                {words.dismiss}
              </Button>
            )}
          </div>
        </Form>
      ) : (
        <p class="mt-2 text-sm text-tinta-3">{words.own}</p>
      )}
    </Card>
  );
}

function NoteCard({ data, typed, errors }: Required<ConflictsPageProps>) {
  const { conflicts: words, kinds } = useMessages().jurors;
  const field = (name: string) => ({ name, value: typed[name] ?? '', error: errors[name] });
  const options = (all: Data['jurors']) => all.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Card title={words.note}>
      <Form action={`/kerja/lomba/${data.contest.id}/juri/konflik/catat`}>
        <Select {...field('jurorId')} label={words.juror} options={options(data.jurors)} required />
        <Select {...field('entryId')} label={words.entry} options={options(data.entries)} required />
        <Select
          {...field('kind')}
          label={words.kind}
          options={declaredKinds.map((value) => ({ value, label: kinds[value] }))}
          required
        />
        <TextArea
          {...field('explanation')}
          label={words.explanation}
          rows={3}
          maxlength={jurorLimits.reason}
          required
        />
        <div>
          <Button>{words.save}</Button>
        </div>
      </Form>
    </Card>
  );
}
