import { href, Island, useFrame } from '#ui/index.ts';
import PasskeySignInIsland from './passkey-sign-in.island.tsx';

/** Signing in with a passkey; stays out of sight where the browser or the address knows none. */
export function PasskeySignIn({ origin, returnTo }: { origin: string; returnTo: string | null }) {
  const { base, messages } = useFrame();
  const words = messages.signIn.passkeys;
  return (
    <Island
      of={PasskeySignInIsland}
      props={{
        start: href(base, '/masuk/kunci/mulai'),
        finish: href(base, '/masuk/kunci'),
        host: new URL(origin).hostname,
        returnTo: returnTo ?? '',
        words: { signIn: words.signIn, busy: words.signingIn, failed: words.signInFailed },
      }}
    />
  );
}
