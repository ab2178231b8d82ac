import { Button, Card, Chip, EmptyState, Form, Page, TextField, useMessages } from '#ui/index.ts';
import type { Topic } from '../topic.ts';
import { sayFaults, type Told } from './faults.ts';

export interface TopicsPageProps {
  topics: readonly (Topic & { used: number })[];
  /** Slug of the topic whose new name was refused; '' for the form that adds one. */
  wrong?: string;
  typed?: string;
  faults?: readonly Told[];
}

/** The regency's short list of topics: name, order, retirement. */
export function TopicsPage({ topics, wrong, typed = '', faults = [] }: TopicsPageProps) {
  const messages = useMessages();
  const words = messages.innovations.topics;
  const said = sayFaults(messages, faults);
  const error = said.name ?? said[''];
  return (
    <Page title={words.title} lead={words.lead} width="text">
      <div class="grid gap-5">
        {topics.length === 0 && <EmptyState title={words.empty} />}
        <ol class="grid gap-3">
          {topics.map((topic, place) => (
            <TopicCard
              topic={topic}
              place={place}
              last={place === topics.length - 1}
              name={wrong === topic.slug ? typed : topic.name}
              error={wrong === topic.slug ? error : undefined}
            />
          ))}
        </ol>
        <Card title={words.add}>
          <Form action="/kerja/topik">
            <TextField
              name="name"
              label={words.name}
              hint={words.addHint}
              value={wrong === '' ? typed : ''}
              error={wrong === '' ? error : undefined}
              width="half"
              maxlength={60}
            />
            <div>
              <Button icon="plus">{words.add}</Button>
            </div>
          </Form>
        </Card>
      </div>
    </Page>
  );
}

interface TopicCardProps {
  topic: Topic & { used: number };
  place: number;
  last: boolean;
  name: string;
  error: string | undefined;
}

function TopicCard({ topic, place, last, name, error }: TopicCardProps) {
  const words = useMessages().innovations.topics;
  const home = `/kerja/topik/${topic.slug}`;
  return (
    <li class="card on-paper grid gap-3 border-garis bg-white">
      <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <strong>{topic.name}</strong>
        <span class="text-sm text-tinta-3">{words.used(topic.used)}</span>
        {topic.retired && <Chip>{words.retired}</Chip>}
      </p>
      <div class="flex flex-wrap items-center gap-2">
        {place > 0 && (
          <Move home={home} place={place - 1} label={words.up(topic.name)} icon="arrow-up" words={words.upShort} />
        )}
        {!last && (
          <Move
            home={home}
            place={place + 1}
            label={words.down(topic.name)}
            icon="arrow-down"
            words={words.downShort}
          />
        )}
        <Form action={`${home}/${topic.retired ? 'aktifkan' : 'hentikan'}`}>
          <Button tone="quiet" icon={topic.retired ? 'refresh-cw' : 'archive'}>
            {topic.retired ? words.revive : words.retire}
            <span class="sr-only"> {topic.name}</span>
          </Button>
        </Form>
      </div>
      <details open={error !== undefined || undefined}>
        <summary class="inline-flex min-h-11 cursor-pointer items-center font-semibold text-tarum-700">
          {words.renameShort}
          <span class="sr-only"> {topic.name}</span>
        </summary>
        <Form action={`${home}/nama`} hidden={{ seen: topic.name }}>
          <TextField
            name={`name-${topic.slug}`}
            label={words.rename(topic.name)}
            value={name}
            error={error}
            maxlength={60}
          />
          <div>
            <Button tone="plain" icon="save">
              {words.save}
            </Button>
          </div>
        </Form>
      </details>
    </li>
  );
}

interface MoveProps {
  home: string;
  place: number;
  label: string;
  icon: 'arrow-up' | 'arrow-down';
  words: string;
}

function Move({ home, place, label, icon, words }: MoveProps) {
  return (
    <Form action={`${home}/urutan`} hidden={{ place }}>
      <Button tone="quiet" icon={icon}>
        <span aria-hidden="true">{words}</span>
        <span class="sr-only">{label}</span>
      </Button>
    </Form>
  );
}
