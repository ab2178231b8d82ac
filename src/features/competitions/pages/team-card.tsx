import {
  A,
  Button,
  Card,
  Checkbox,
  ConfirmBlock,
  DateField,
  FileField,
  Form,
  formatDate,
  RadioGroup,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { RevealedMember } from '../team.acts.ts';
import type { TeamMember } from '../team.queries.ts';

export interface TeamCardProps {
  entryId: string;
  members: readonly TeamMember[];
  mayAdd: boolean;
  newId: string;
  typed: Readonly<Record<string, string | string[]>>;
  errors: Readonly<Record<string, string>>;
  /** One pupil in clear, after somebody asked for it. */
  revealed: { id: string; member: RevealedMember } | null;
}

/** The pupils of a team, masked, and the form for one more. */
export function TeamCard(props: TeamCardProps) {
  const words = useMessages().entries.team;
  return (
    <Card title={words.title} id="tim">
      <p class="text-tinta-2">{words.help}</p>
      {props.members.length === 0 && <p class="mt-3">{words.none}</p>}
      <ul class="mt-3 divide-y divide-garis">
        {props.members.map((member) => (
          <li class="grid gap-1 py-3">
            <Member entryId={props.entryId} member={member} revealed={props.revealed} />
          </li>
        ))}
      </ul>
      {props.mayAdd && <MemberForm {...props} />}
    </Card>
  );
}

function Member({
  entryId,
  member,
  revealed,
}: { entryId: string; member: TeamMember } & Pick<TeamCardProps, 'revealed'>) {
  const words = useMessages().entries.team;
  const home = `/kerja/peserta/${entryId}/anggota/${member.id}`;
  if (member.name === null) return <p class="text-tinta-3">{words.erased}</p>;
  const clear = revealed?.id === member.id ? revealed.member : null;
  const said = (allowed: boolean) => (allowed ? words.allowed : words.refused);
  return (
    <>
      <p class="font-semibold wrap-anywhere">{clear ? `${clear.name} · ${clear.className}` : member.name}</p>
      <p class="text-md text-tinta-2 wrap-anywhere">
        {words.guardian}: {clear ? clear.guardian : member.guardian}
      </p>
      <p class="text-md text-tinta-2">
        {words[member.consentKind]}, {formatDate(member.consentOn)} · {words.nameWord}: {said(member.nameAllowed)} ·{' '}
        {words.photoWord}: {said(member.photoAllowed)}
      </p>
      <div class="mt-1 flex flex-wrap items-start gap-3">
        {!clear && (
          <Form action={`${home}/lihat`}>
            <div>
              <Button tone="plain" icon="eye">
                {words.reveal}
              </Button>
            </div>
          </Form>
        )}
        {member.hasScan && (
          <A to={`${home}/persetujuan`} class="btn button-plain">
            {words.download}
          </A>
        )}
        <ConfirmBlock open={words.withdraw} question={words.withdrawAsk}>
          <Form action={`${home}/cabut`}>
            <Button tone="danger" icon="trash-2">
              {words.withdrawConfirm}
            </Button>
          </Form>
        </ConfirmBlock>
      </div>
      <p class="text-sm text-tinta-3">{words.revealNote}</p>
    </>
  );
}

function MemberForm({ entryId, newId, typed, errors }: TeamCardProps) {
  const words = useMessages().entries.team;
  const text = (name: string) => (typeof typed[name] === 'string' ? typed[name] : '');
  const bind = (name: string) => ({ name, value: text(name), error: errors[name] });
  const tick = (name: string) => ({ name, checked: text(name) === 'ya', error: errors[name] });
  return (
    <details class="good-example" open={Object.keys(errors).length > 0 || undefined}>
      <summary>{words.add}</summary>
      <div class="p-3 sm:p-4">
        <Form action={`/kerja/peserta/${entryId}/anggota/unggah`} hidden={{ memberId: newId }} upload>
          <TextField {...bind('memberName')} label={words.name} autocomplete="off" maxlength={120} />
          <TextField {...bind('className')} label={words.className} autocomplete="off" width="half" maxlength={120} />
          <TextField {...bind('guardian')} label={words.guardian} autocomplete="off" maxlength={120} />
          <DateField {...bind('consentOn')} label={words.consentOn} />
          <RadioGroup
            {...bind('kind')}
            label={words.kind}
            options={[
              { value: 'recorded', label: words.recorded },
              { value: 'scan', label: words.scan },
            ]}
          />
          <FileField
            name="file"
            label={words.file}
            hint={words.fileHint}
            error={errors.file}
            accept=".pdf,.jpg,.jpeg,.png"
            required={false}
          />
          <Checkbox {...tick('agreed')} label={words.agreed} />
          <Checkbox {...tick('nameAllowed')} label={words.nameAllowed} />
          <Checkbox {...tick('photoAllowed')} label={words.photoAllowed} />
          <div>
            <Button icon="save">{words.save}</Button>
          </div>
        </Form>
      </div>
    </details>
  );
}
