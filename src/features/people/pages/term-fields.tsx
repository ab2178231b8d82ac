import { DateField, RadioGroup, TextField, useMessages } from '#ui/index.ts';
import { type HolderKind, holderKinds, kindsOf, type Role } from '../office.ts';
import type { Problems } from './problems.ts';

/** What was typed, by field. */
export type Typed = Readonly<Record<string, string>>;

export interface TermFieldsProps {
  typed: Typed;
  problems: Problems;
  role: Role;
  fromLabel?: string;
  fromHint?: string;
}

/** In which capacity, from when, until when. */
export function TermFields({ typed, problems, role, fromLabel, fromHint }: TermFieldsProps) {
  const words = useMessages().people.newPerson;
  const kinds = kindsOf(role);
  return (
    <>
      {kinds.length > 1 && <KindField typed={typed} problems={problems} kinds={kinds} />}
      <DateField
        name="from"
        label={fromLabel ?? words.from}
        hint={fromHint}
        value={typed.from}
        error={problems.from}
        required
      />
      <DateField name="to" label={words.to} hint={words.toHint} value={typed.to} error={problems.to} required={false} />
    </>
  );
}

export function KindField({
  typed,
  problems,
  kinds,
}: {
  typed: Typed;
  problems: Problems;
  kinds: readonly HolderKind[];
}) {
  const { people } = useMessages();
  return (
    <RadioGroup
      name="kind"
      label={people.newPerson.kind}
      value={typed.kind ?? 'definitive'}
      error={problems.kind}
      options={holderKinds
        .filter((kind) => kinds.includes(kind))
        .map((kind) => ({ value: kind, label: people.kinds[kind], hint: people.kindHelp[kind] }))}
    />
  );
}

export function UsernameField({ typed, problems }: { typed: Typed; problems: Problems }) {
  const { office } = useMessages().people;
  return (
    <TextField
      name="username"
      label={office.username}
      hint={office.usernameHint}
      value={typed.username}
      error={problems.username}
      autocomplete="off"
      maxlength={60}
      width="half"
      required
    />
  );
}
