import { useEffect, useState } from 'preact/hooks';
import { askCredential, knowsPasskeys, post } from './passkey-browser.ts';

export interface PasskeySignInProps {
  start: string;
  finish: string;
  /** The host that passkeys belong to. */
  host: string;
  returnTo: string;
  words: { signIn: string; busy: string; failed: string };
}

/** Asks the device for a passkey and goes where the server says. Hidden where it cannot work. */
export default function PasskeySignIn({ start, finish, host, returnTo, words }: PasskeySignInProps) {
  const [state, setState] = useState<'absent' | 'ready' | 'busy' | 'failed'>('absent');
  useEffect(() => {
    if (knowsPasskeys(host)) setState('ready');
  }, [host]);
  if (state === 'absent') return null;
  const signIn = async () => {
    setState('busy');
    try {
      const response = await askCredential(await post(start, {}));
      const { to } = await post(finish, { response, ke: returnTo });
      location.assign(String(to));
    } catch {
      setState('failed');
    }
  };
  return (
    <div class="mt-4">
      <button type="button" class="btn button-plain w-full" disabled={state === 'busy'} onClick={signIn}>
        {state === 'busy' ? words.busy : words.signIn}
      </button>
      <p class="field-error mt-2" role="alert">
        {state === 'failed' ? words.failed : ''}
      </p>
    </div>
  );
}
