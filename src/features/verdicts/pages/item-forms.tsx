import { Button, CheckboxGroup, Form, Select, TextArea, TextField, useMessages } from '#ui/index.ts';
import { limits } from '../plenary.ts';
import type { EntryView, ItemView } from '../plenary-page.ts';
import { fieldsOf, type PartProps } from './forms.ts';
import { Unfold } from './unfold.tsx';

type ItemProps = PartProps & { item: ItemView };

const optionsOf = (entries: readonly EntryView[]) =>
  entries.map(({ entryId, name, organization }) => ({ value: entryId, label: `${name} · ${organization}` }));

/** The places, as the rules or an earlier decision have them, with room for a reason. */
export function DecideForm({ item, returned, to }: ItemProps) {
  const { item: words } = useMessages().verdicts;
  const fields = fieldsOf(returned, 'putusan');
  const all = [...item.order, ...item.unscored];
  const places = Math.min(item.winners, all.length);
  const known = (at: number) => (item.decided ? (item.places[at]?.entryId ?? '') : (item.suggested[at] ?? ''));
  return (
    <Unfold
      open={item.decided ? words.decideAgain : words.decide}
      lead={words.decideLead}
      expanded={fields.back || !item.decided}
    >
      <Form action={`${to}/putusan`} hidden={{ categoryId: item.categoryId, version: item.version }}>
        {Array.from({ length: places }, (_, at) => (
          <Select
            name={`place-${at + 1}`}
            label={words.place(at + 1)}
            value={fields.value(`place-${at + 1}`, known(at))}
            error={fields.error(`place-${at + 1}`)}
            empty={words.nobody}
            options={optionsOf(all)}
          />
        ))}
        <TextArea
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          rows={2}
          maxlength={limits.reason}
          value={fields.value('reason')}
          error={fields.error('reason')}
          required={false}
        />
        <div>
          <Button>{words.submit}</Button>
        </div>
      </Form>
    </Unfold>
  );
}

export function AskForm({ item, ids, returned, to }: ItemProps) {
  const { item: words } = useMessages().verdicts;
  const fields = fieldsOf(returned, 'tanya');
  return (
    <Unfold open={words.ask} lead={words.entriesHint} expanded={fields.back}>
      <Form action={`${to}/tanya`} hidden={{ id: ids.question, categoryId: item.categoryId }}>
        <TextField
          name="body"
          label={words.question}
          hint={words.questionHint}
          maxlength={limits.question}
          value={fields.value('body')}
          error={fields.error('body')}
        />
        <CheckboxGroup
          name="entryIds"
          label={words.entries}
          values={fields.values('entryIds')}
          error={fields.error('entryIds')}
          options={optionsOf([...item.order, ...item.unscored])}
        />
        <div>
          <Button>{words.askSubmit}</Button>
        </div>
      </Form>
    </Unfold>
  );
}

/** The chair orders entries that nothing else parts. */
export function ChairForm({ item, tie, ids, returned, to }: ItemProps & { tie: readonly EntryView[] }) {
  const { item: words } = useMessages().verdicts;
  const fields = fieldsOf(returned, 'ketua');
  return (
    <section class="rounded-lg border border-kunyit-400 bg-kunyit-100 p-4">
      <h3 class="text-lg">{words.chair}</h3>
      <p class="mb-3">{words.chairLead}</p>
      <Form action={`${to}/ketua`} hidden={{ id: ids.chair, categoryId: item.categoryId, count: tie.length }}>
        {tie.map((_, at) => (
          <Select
            name={`order-${at + 1}`}
            label={words.position(at + 1)}
            value={fields.value(`order-${at + 1}`)}
            error={fields.error(`order-${at + 1}`)}
            options={optionsOf(tie)}
          />
        ))}
        <TextArea
          name="chairReason"
          label={words.reason}
          rows={3}
          maxlength={limits.reason}
          value={fields.value('chairReason')}
          error={fields.error('chairReason')}
        />
        <div>
          <Button>{words.chairSubmit}</Button>
        </div>
      </Form>
    </section>
  );
}
