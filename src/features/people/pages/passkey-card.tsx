import { A, ButtonLink, Card, formatDate, useMessages } from '#ui/index.ts';

export interface PasskeyCardProps {
  passkeys: readonly { id: string; name: string; since: Date | null }[];
}

export function PasskeyCard({ passkeys }: PasskeyCardProps) {
  const { passkeys: words } = useMessages().signIn;
  return (
    <Card title={words.title}>
      <p class="text-tinta-2">{words.help}</p>
      {passkeys.length === 0 ? (
        <p class="mt-3">{words.none}</p>
      ) : (
        <ul class="mt-3 grid gap-3">
          {passkeys.map(({ id, name, since }) => (
            <li>
              <A to={`/akun/keamanan/kunci/${id}`}>{name || words.title}</A>
              {since && <p class="text-sm text-tinta-3">{words.since(formatDate(since))}</p>}
            </li>
          ))}
        </ul>
      )}
      <p class="mt-3">
        <ButtonLink to="/akun/keamanan/kunci" tone="plain" icon="plus">
          {words.add}
        </ButtonLink>
      </p>
    </Card>
  );
}
