import {
  Button,
  DateField,
  Form,
  formatDateTime,
  NumberField,
  Section,
  Select,
  TextArea,
  TextField,
  useMessages,
} from '#ui/index.ts';
import { competitionLimits } from '../competition-input.ts';
import { MovedLine } from './call-page.tsx';
import type { StagesPageProps } from './stages-page.tsx';
import { fieldsOf } from './typed.ts';

/** Moving a deadline, for everybody or for one entry, and what was moved so far. */
export function ExtensionPart(props: StagesPageProps) {
  const { competition, stages, moved, movedForEntries, extensionId, extending = {}, extensionErrors = {} } = props;
  const { stageForm: words, stages: names, ...competitions } = useMessages().competitions;
  const field = fieldsOf({ typed: extending, errors: extensionErrors });
  const open = stages.filter(({ closedAt }) => closedAt === null);
  return (
    <Section title={words.extend} id="perpanjang">
      <p class="mb-3 text-tinta-2">{words.extendLead}</p>
      <Form action={`/kerja/lomba/${competition.id}/tahap/perpanjang`} hidden={{ id: extensionId }}>
        <Select
          {...field('stage')}
          label={words.stage}
          options={open.map(({ kind, endsAt }) => ({
            value: kind,
            label: `${names[kind]} (${competitions.until(formatDateTime(endsAt))})`,
          }))}
          required
        />
        <div class="grid gap-x-4 sm:grid-cols-[13rem_1fr]">
          <DateField {...field('toDay')} label={words.toDay} required />
          <TextField {...field('toTime')} label={words.toTime} width="short" maxlength={5} required />
        </div>
        <NumberField {...field('number')} label={words.number} hint={words.numberHint} required={false} />
        <TextArea {...field('reason')} label={words.reason} rows={3} maxlength={competitionLimits.reason} required />
        <Button>{words.extendSave}</Button>
      </Form>
      {moved.length + movedForEntries.length > 0 && (
        <>
          <h3 class="mt-6 font-bold">{words.log}</h3>
          {moved.map((one) => (
            <div class="mt-2">
              <b>{names[one.stage]}</b>
              <MovedLine moved={one} />
            </div>
          ))}
          {movedForEntries.map(({ number, was, endsAt, reason }) => (
            <p class="mt-2 text-md">
              {competitions.movedFor(String(number ?? ''), formatDateTime(was), formatDateTime(endsAt))}.{' '}
              {competitions.reason}: {reason}
            </p>
          ))}
        </>
      )}
    </Section>
  );
}
