import { Button, Card, Chip, Form, formatDateTime, useMessages } from '#ui/index.ts';
import type { SecurityPage } from '../security.queries.ts';
import { deviceOf } from '../user-agent.ts';

type Sessions = SecurityPage['sessions'];

export function DeviceCard({ sessions, changeable }: { sessions: Sessions; changeable: boolean }) {
  const { sessions: words } = useMessages().signIn;
  return (
    <Card title={words.title}>
      <p class="text-tinta-2">{words.help}</p>
      <ul class="mt-4 grid gap-4">
        {sessions.map((session) => (
          <Device session={session} changeable={changeable} />
        ))}
      </ul>
      {changeable && sessions.length > 1 && (
        <Form action="/akun/keamanan/perangkat/lain" class="mt-4">
          <div>
            <Button tone="plain">{words.endOthers}</Button>
          </div>
        </Form>
      )}
    </Card>
  );
}

function Device({ session, changeable }: { session: Sessions[number]; changeable: boolean }) {
  const { sessions: words } = useMessages().signIn;
  const { browser, system } = deviceOf(session.userAgent);
  const name = browser && system ? words.device(browser, system) : (browser ?? system ?? words.unknown);
  return (
    <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div>
        <p class="flex flex-wrap items-center gap-2">
          <span class="font-semibold">{name}</span>
          {session.current && <Chip tone="tarum">{words.current}</Chip>}
          {session.waitsForCode && <Chip tone="kunyit">{words.waiting}</Chip>}
        </p>
        <p class="text-sm text-tinta-3">
          {words.since(formatDateTime(session.since))}, {words.by[session.begunBy]}
        </p>
      </div>
      {changeable && !session.current && (
        <Form action={`/akun/keamanan/perangkat/${session.id}`}>
          <Button tone="plain">
            {words.end} <span class="sr-only">{name}</span>
          </Button>
        </Form>
      )}
    </li>
  );
}
