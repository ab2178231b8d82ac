import {
  Button,
  Card,
  CheckboxGroup,
  ConfirmBlock,
  Form,
  formatDateTime,
  RadioGroup,
  TextArea,
  useMessages,
} from '#ui/index.ts';
import type { EntryWork } from '../entry.queries.ts';
import { entryLimits, entryTransition } from '../entry.ts';
import { decisions } from '../entry-decision.ts';

interface Props {
  work: EntryWork;
  formKey: string;
}

interface RefusedProps extends Props {
  errors: Readonly<Record<string, string>>;
  typed: Readonly<Record<string, string | string[]>>;
}

const hidden = ({ work: { row }, formKey }: Props) => ({ key: formKey, version: row.version });

export function SendForm(props: Props) {
  const { row, deadlines } = props.work;
  const words = useMessages().entries.page;
  const until = row.state === 'returned' ? deadlines.mendingUntil : deadlines.ownEntryUntil;
  return (
    <Form action={`/kerja/peserta/${row.id}/kirim`} hidden={hidden(props)} class="mt-4">
      <p class="text-md text-tinta-2">
        {words.sendHelp} {until && words.mendUntil(formatDateTime(until))}
      </p>
      <div>
        <Button icon="send" tone={row.state === 'submitted' ? 'plain' : 'primary'}>
          {row.state === 'draft' ? words.send : words.sendAgain}
        </Button>
      </div>
    </Form>
  );
}

const text = (value: string | string[] | undefined) => (Array.isArray(value) ? (value.at(-1) ?? '') : (value ?? ''));

export function DecisionForm(props: RefusedProps) {
  const { work, errors, typed } = props;
  const { entries } = useMessages();
  const words = entries.page;
  const broken = work.rules.filter(({ verdict }) => verdict === 'broken').map(({ rule }) => rule);
  return (
    <Card title={words.decide} id="periksa">
      <Form action={`/kerja/peserta/${work.row.id}/putuskan`} hidden={hidden(props)}>
        <RadioGroup
          name="decision"
          label={words.decision}
          value={text(typed.decision)}
          error={errors.decision}
          options={decisions
            .filter((one) => entryTransition(one, work.row.state))
            .map((one) => ({ value: one, label: words.decisions[one] }))}
        />
        {work.row.state === 'submitted' && (
          <CheckboxGroup
            name="rules"
            label={words.brokenRules}
            required={false}
            values={typed.decision === undefined ? broken : [typed.rules ?? []].flat()}
            options={work.rules.map(({ rule }) => ({ value: rule, label: entries.rules.names[rule] }))}
          />
        )}
        <TextArea
          name="note"
          label={words.note}
          hint={words.noteHint}
          value={text(typed.note)}
          error={errors.note}
          rows={4}
          maxlength={entryLimits.reason}
          required={false}
        />
        <div>
          <Button icon="circle-check">{words.decideButton}</Button>
        </div>
      </Form>
    </Card>
  );
}

export function WithdrawForm(props: RefusedProps) {
  const { work, errors, typed } = props;
  const words = useMessages().entries.page;
  const committee = work.sight === 'committee';
  return (
    <ConfirmBlock open={words.withdraw} question={words.withdrawAsk} expanded={errors.reason !== undefined}>
      <Form action={`/kerja/peserta/${work.row.id}/tarik`} hidden={hidden(props)}>
        <TextArea
          name="reason"
          label={words.withdrawReason}
          value={text(typed.reason)}
          error={errors.reason}
          rows={2}
          maxlength={entryLimits.reason}
          {...(committee ? {} : { required: false })}
        />
        <div>
          <Button tone="danger" icon="x">
            {words.withdrawConfirm}
          </Button>
        </div>
      </Form>
    </ConfirmBlock>
  );
}
