import {
  Button,
  Card,
  Chip,
  ConfirmBlock,
  EmptyState,
  ErrorSummary,
  Form,
  formatTime,
  Island,
  NumberField,
  Page,
  Section,
  type Tone,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { Presented, Room } from '../presentation.queries.ts';
import { type PresentationState, type PresentationStep, stepsFrom } from '../presentation.ts';
import TimerIsland from './timer.island.tsx';

interface Props {
  room: Room;
  typed?: Readonly<Record<string, string>>;
  errors?: Readonly<Record<string, string>>;
}

const tones: Record<PresentationState, Tone> = {
  waiting: 'kertas',
  pitch: 'kunyit',
  questions: 'nila',
  ended: 'tarum',
};
const words = { begin: 'mulai', ask: 'tanya', end: 'selesai', again: 'ulang' } as const;

const homeOf = ({ competitionId }: Room) => `/kerja/lomba/${competitionId}/presentasi`;

/** Who presents now, how long still, and who follows. */
export function RoomPage({ room, typed = {}, errors = {} }: Props) {
  const { desk } = useMessages();
  const { minutes, entries, mayRun } = room;
  const ordered = entries.filter(({ position }) => position !== null);
  return (
    <Page
      title={desk.room.title}
      lead={`${room.contest}. ${desk.room.lead(String(minutes.pitch), String(minutes.questions))}`}
      width="form"
      breadcrumb={[{ label: room.contest }, { label: desk.room.title }]}
    >
      <ErrorSummary errors={errors} />
      {ordered.length === 0 ? (
        <EmptyState title={desk.room.none}>{desk.room.noneText}</EmptyState>
      ) : (
        <>
          <Now room={room} />
          <Section title={desk.room.order}>
            <ol class="divide-y divide-garis border-t border-garis">
              {ordered.map((entry) => (
                <Place room={room} entry={entry} />
              ))}
            </ol>
          </Section>
        </>
      )}
      {mayRun && <Settings room={room} typed={typed} errors={errors} />}
    </Page>
  );
}

function Now({ room }: { room: Room }) {
  const { desk } = useMessages();
  const { base } = useFrame();
  const now = room.entries.find(({ running }) => running);
  const { states, until, left, over, nobody } = desk.room;
  return (
    <Card title={desk.room.now} icon="hourglass" tone="tint">
      {now?.running ? (
        <>
          <p class="text-lg font-semibold">{nameOf(now, desk)}</p>
          <p>{`${states[now.state]}: ${until(formatTime(now.running.from), formatTime(now.running.until))}`}</p>
        </>
      ) : (
        <p>{nobody}</p>
      )}
      <Island
        of={TimerIsland}
        props={{
          from: `${base}${homeOf(room)}.json`,
          clock: room.clock.toISOString(),
          entryId: now?.entryId ?? null,
          state: now?.state ?? null,
          until: now?.running?.until.toISOString() ?? null,
          words: { left, over },
        }}
      />
    </Card>
  );
}

function Place({ room, entry }: { room: Room; entry: Presented }) {
  const { desk } = useMessages();
  const named = { begin: desk.room.begin, ask: desk.room.ask, end: desk.room.end, again: desk.room.again };
  const button = (step: PresentationStep, tone: 'primary' | 'plain' | 'quiet') => (
    <Form action={`${homeOf(room)}/${entry.entryId}/${words[step]}`} class="inline-block">
      <Button tone={tone}>{named[step]}</Button>
    </Form>
  );
  const busy = room.entries.some(({ running }) => running);
  const steps = room.mayRun ? stepsFrom(entry.state).filter((step) => step !== 'begin' || !busy) : [];
  return (
    <li class="py-4 grid gap-2">
      <p class="flex flex-wrap items-baseline gap-2">
        <span class="font-semibold">{`${entry.position}. ${nameOf(entry, desk)}`}</span>
        <Chip tone={tones[entry.state]}>{desk.room.states[entry.state]}</Chip>
      </p>
      {steps.length > 0 && (
        <div class="flex flex-wrap gap-2">
          {steps.map((step) => button(step, step === 'again' ? 'quiet' : step === 'end' ? 'plain' : 'primary'))}
        </div>
      )}
    </li>
  );
}

type Words = ReturnType<typeof useMessages>['desk'];

const nameOf = ({ number, title }: Presented, { entry, entryTitled }: Words): string =>
  title === '' ? entry(number) : entryTitled(number, title);

/** The committee's: the order of entries and the minutes of everybody. */
function Settings({ room, typed = {}, errors = {} }: Props) {
  const { desk } = useMessages();
  const { setOrder, saveOrder, setMinutes, saveMinutes, pitchMinutes, questionMinutes, minute, position } = desk.room;
  const orderTyped = Object.keys(typed).some((name) => name.startsWith('urutan-'));
  return (
    <Section title={desk.room.settings}>
      <div class="grid gap-4">
        <ConfirmBlock open={setOrder} question={desk.room.orderHelp} expanded={orderTyped}>
          <Form action={`${homeOf(room)}/urutan`}>
            {room.entries.map((entry, index) => (
              <NumberField
                name={`urutan-${entry.entryId}`}
                label={position(nameOf(entry, desk))}
                value={typed[`urutan-${entry.entryId}`] ?? String(index + 1)}
              />
            ))}
            <Button>{saveOrder}</Button>
          </Form>
        </ConfirmBlock>
        <ConfirmBlock open={setMinutes} question={desk.room.minutesHelp} expanded={typed.pitch !== undefined}>
          <Form action={`${homeOf(room)}/waktu`}>
            <NumberField
              name="pitch"
              label={pitchMinutes}
              unit={minute}
              value={typed.pitch ?? String(room.minutes.pitch)}
              error={errors.pitch}
            />
            <NumberField
              name="questions"
              label={questionMinutes}
              unit={minute}
              value={typed.questions ?? String(room.minutes.questions)}
              error={errors.questions}
            />
            <Button>{saveMinutes}</Button>
          </Form>
        </ConfirmBlock>
      </div>
    </Section>
  );
}
