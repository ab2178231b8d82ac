import { useEffect, useState } from 'preact/hooks';
import { knowsPasskeys, makeCredential, post } from './passkey-browser.ts';

export interface PasskeyAddProps {
  /** Id of the form with the name and the present password. */
  form: string;
  start: string;
  finish: string;
  host: string;
  /** Where to go when it is done. */
  done: string;
  words: { submit: string; busy: string; failed: string; unsupported: string };
}

/** Sends the form's button through the device. Before the script, and where it cannot work, it says so. */
export default function PasskeyAdd({ form, start, finish, host, done, words }: PasskeyAddProps) {
  const [state, setState] = useState<'absent' | 'ready' | 'busy'>('absent');
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    if (!knowsPasskeys(host)) return;
    setState('ready');
    const element = document.getElementById(form);
    const send = async (event: Event) => {
      event.preventDefault();
      setState('busy');
      setTrouble('');
      try {
        await add(element as HTMLFormElement, start, finish);
        location.assign(done);
      } catch (error) {
        // A device that refuses speaks its own language; the server's words are ours.
        setTrouble((error instanceof DOMException ? '' : error instanceof Error && error.message) || words.failed);
        setState('ready');
      }
    };
    element?.addEventListener('submit', send);
    return () => element?.removeEventListener('submit', send);
  }, [form, start, finish, host, done, words.failed]);
  return (
    <div>
      <button type="submit" class="btn btn-primary w-full" disabled={state !== 'ready'}>
        {state === 'busy' ? words.busy : words.submit}
      </button>
      <p class={`mt-2 ${trouble ? 'field-error' : 'text-tinta-2'}`} role="alert">
        {trouble || (state === 'absent' ? words.unsupported : '')}
      </p>
    </div>
  );
}

async function add(form: HTMLFormElement, start: string, finish: string): Promise<void> {
  const typed = new FormData(form);
  const name = String(typed.get('name') ?? '');
  const options = await post(start, { current: String(typed.get('current') ?? ''), name });
  await post(finish, { name, response: await makeCredential(options) });
}
