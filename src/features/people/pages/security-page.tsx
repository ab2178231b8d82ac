import { A, Alert, ButtonLink, Card, formatDate, formatNumber, Page, useMessages } from '#ui/index.ts';
import type { SecurityPage as Security } from '../security.queries.ts';
import { DeviceCard } from './device-card.tsx';
import { IdentityCard } from './identity-card.tsx';
import { PasskeyCard } from './passkey-card.tsx';

/** How one signs in, and where one is signed in. */
export function SecurityPage({ security }: { security: Security }) {
  const { security: words } = useMessages().signIn;
  const { confined, needsFactor, factors, passkeys, sessions, identities } = security;
  return (
    <Page title={words.title} lead={words.lead} width="text">
      {confined && (
        <div class="mb-5">
          <Alert tone="warning" title={words.confinedTitle}>
            {words.confinedHelp}
          </Alert>
        </div>
      )}
      {needsFactor && !confined && (
        <div class="mb-5">
          <Alert tone="warning" title={words.needsFactorTitle}>
            {words.needsFactorHelp} <A to="/masuk/kode?ke=/akun/keamanan">{words.needsFactorLink}</A>
          </Alert>
        </div>
      )}
      <div class="grid gap-5">
        {!confined && <CodeCard factors={factors} />}
        {!confined && <PasskeyCard passkeys={passkeys} />}
        {!confined && (
          <Card title={words.password}>
            <p class="text-tinta-2">{words.passwordHelp}</p>
            <p class="mt-3">
              <ButtonLink to="/akun/sandi" tone="plain" icon="lock">
                {words.changePassword}
              </ButtonLink>
            </p>
          </Card>
        )}
        {identities.length > 0 && <IdentityCard identities={identities} changeable={!confined} />}
        <DeviceCard sessions={sessions} changeable={!confined} />
      </div>
    </Page>
  );
}

function CodeCard({ factors }: { factors: Security['factors'] }) {
  const { code } = useMessages().signIn;
  const { codeSince, recoveryLeft } = factors;
  if (codeSince === null) {
    return (
      <Card title={code.title}>
        <p class="text-tinta-2">{code.off}</p>
        <p class="mt-3">
          <ButtonLink to="/akun/keamanan/kode">{code.setUp}</ButtonLink>
        </p>
      </Card>
    );
  }
  return (
    <Card title={code.title}>
      <p>{code.onSince(formatDate(codeSince))}</p>
      <p class="text-tinta-2">{recoveryLeft > 0 ? code.recoveryLeft(formatNumber(recoveryLeft)) : code.recoveryNone}</p>
      <p class="mt-3 flex flex-wrap gap-2">
        <ButtonLink to="/akun/keamanan/pemulihan" tone="plain">
          {code.renew}
        </ButtonLink>
        <ButtonLink to="/akun/keamanan/kode/matikan" tone="plain">
          {code.turnOff}
        </ButtonLink>
      </p>
    </Card>
  );
}
