import { Button, Card, DateField, type FieldProps, Form, Select, TextArea, TextField, useMessages } from '#ui/index.ts';
import { limits } from '../paper.ts';
import type { PaperRow } from '../stored.queries.ts';

export type Typed = Readonly<Record<string, string>>;
export type Errors = Readonly<Record<string, string>>;

interface Props {
  row: PaperRow;
  /** What was typed and refused; null: what is stored. */
  typed: Typed | null;
  errors: Errors;
}

/** What may change while it is a draft. Lists are written one item a line. */
export function EditCard({ row, typed, errors }: Props) {
  const { work, fields } = useMessages().papers;
  const stored = storedTexts(row);
  const bind = (name: string) => ({ name, value: typed ? (typed[name] ?? '') : stored[name], error: errors[name] });
  return (
    <Card title={work.edit} icon="pencil">
      <Form action={`/kerja/naskah/${row.id}`} hidden={{ version: row.version }}>
        <TextField {...bind('number')} label={fields.number} hint={fields.numberHint} maxlength={limits.number} />
        <DateField {...bind('datedOn')} label={fields.date} hint={fields.beforeLock} />
        <TextField {...bind('place')} label={fields.place} hint={fields.beforeLock} maxlength={limits.place} />
        <Select
          {...bind('signerKind')}
          label={fields.signerKind}
          empty={null}
          options={kindOptions(fields.signerKinds)}
        />
        <TextField {...bind('signerName')} label={fields.signerName} hint={fields.beforeLock} maxlength={limits.name} />
        <TextArea {...bind('about')} label={fields.about} rows={2} maxlength={limits.about} />
        <Lists form={row.content.form} bind={bind} />
        <div>
          <Button icon="save">{work.save}</Button>
        </div>
      </Form>
    </Card>
  );
}

const kindOptions = (kinds: Readonly<Record<string, string>>) =>
  Object.entries(kinds).map(([value, label]) => ({ value, label }));

const lists = {
  decree: ['considering', 'recalling', 'noting', 'decides'],
  letter: ['recipient', 'paragraphs', 'copies'],
} as const;
const mayBeEmpty: readonly string[] = ['noting', 'copies'];

interface ListsProps {
  form: PaperRow['content']['form'];
  bind: (name: string) => Pick<FieldProps, 'name' | 'error'> & { value: string | undefined };
}

function Lists({ form, bind }: ListsProps) {
  const { fields } = useMessages().papers;
  return (
    <>
      {lists[form].map((name) => (
        <TextArea
          {...bind(name)}
          label={fields[name]}
          hint={fields.oneALine}
          rows={5}
          {...(mayBeEmpty.includes(name) ? { required: false } : {})}
        />
      ))}
    </>
  );
}

function storedTexts({ content, ...row }: PaperRow): Typed {
  const { number, datedOn, place, signerKind, signerName, about } = row;
  const texts = Object.entries(content).filter(
    (entry): entry is [string, string[]] => entry[0] !== 'annexes' && Array.isArray(entry[1]),
  );
  return {
    number,
    datedOn: datedOn ?? '',
    place,
    signerKind,
    signerName,
    about,
    ...Object.fromEntries(texts.map(([name, lines]) => [name, lines.join('\n')])),
  };
}
