import { ButtonLink, Card, formatDate, useMessages } from '#ui/index.ts';
import type { OwnIdentity } from '../providers.queries.ts';

export interface IdentityCardProps {
  identities: readonly OwnIdentity[];
  changeable: boolean;
}

/** The providers trusted here, and which of them the person is linked with. */
export function IdentityCard({ identities, changeable }: IdentityCardProps) {
  const { identities: words } = useMessages().signIn;
  return (
    <Card title={words.title}>
      <p class="text-tinta-2">{words.help}</p>
      <ul class="mt-4 grid gap-4">
        {identities.map(({ providerId, label, linkedAt, maskedNip }) => (
          <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <div>
              <p class="font-semibold">{label}</p>
              <p class="text-sm text-tinta-3">{linkedAt ? words.linked(formatDate(linkedAt)) : words.notLinked}</p>
              {maskedNip && <p class="text-sm text-tinta-3">{words.nip(maskedNip)}</p>}
            </div>
            {changeable && (
              <ButtonLink to={`/akun/keamanan/penyedia/${providerId}`} tone="plain">
                {linkedAt ? words.unlink : words.link}
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
