import { Alert, Button, Card, Form, formatDateTime, Select, TextArea, useMessages } from '#ui/index.ts';
import { limits } from '../plenary.ts';
import { fieldsOf, type PartProps } from './forms.ts';
import { Unfold } from './unfold.tsx';

/** The minutes as they stand, newest first; the secretary adds lines by hand. */
export function MinutesCard(props: PartProps) {
  const { plenary, view } = props;
  const { minutes: words } = useMessages().verdicts;
  return (
    <Card title={words.title}>
      {plenary.withheld && (
        <div class="mb-3">
          <Alert tone="notice">{words.withheld}</Alert>
        </div>
      )}
      {plenary.state === 'open' && view.me.part === 'committee' && <LineForm {...props} />}
      <ol class="mt-3 grid max-h-128 gap-3 overflow-y-auto" reversed tabindex={0} aria-label={words.title}>
        {plenary.minutes.map(({ seq, at, body, byHand }) => (
          <li class="border-b border-garis pb-2">
            <p class="text-sm text-tinta-2">
              {seq}. <time datetime={at.toISOString()}>{formatDateTime(at)}</time>
              {byHand && ` · ${words.secretary}`}
            </p>
            <p class="whitespace-pre-line break-words">{body}</p>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function LineForm({ plenary, ids, returned, to }: PartProps) {
  const { minutes: words } = useMessages().verdicts;
  const fields = fieldsOf(returned, 'catatan');
  const entries = plenary.item ? [...plenary.item.order, ...plenary.item.unscored] : [];
  return (
    <Unfold open={words.add} lead={words.aboutEntryHint} expanded={fields.back}>
      <Form action={`${to}/catatan`} hidden={{ id: ids.line, kategori: plenary.item?.categoryId ?? '' }}>
        <TextArea
          name="line"
          label={words.body}
          rows={3}
          maxlength={limits.line}
          value={fields.value('line')}
          error={fields.error('line')}
        />
        <Select
          name="about"
          label={words.about}
          value={fields.value('about')}
          error={fields.error('about')}
          empty={words.general}
          options={plenary.items.map(({ categoryId, name }) => ({ value: categoryId, label: name }))}
        />
        <Select
          name="aboutEntry"
          label={words.aboutEntry}
          value={fields.value('aboutEntry')}
          error={fields.error('aboutEntry')}
          empty={words.nobody}
          options={entries.map(({ entryId, name }) => ({ value: entryId, label: name }))}
        />
        <div>
          <Button>{words.submit}</Button>
        </div>
      </Form>
    </Unfold>
  );
}
