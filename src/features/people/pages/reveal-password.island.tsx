import { useEffect, useState } from 'preact/hooks';

export interface RevealPasswordProps {
  /** Id of the password field. */
  field: string;
  show: string;
  hide: string;
}

/** Shows what is typed into a password field. Its room is kept before the script runs, so that nothing moves. */
export default function RevealPassword({ field, show, hide }: RevealPasswordProps) {
  const [ready, setReady] = useState(false);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    setReady(true);
    const input = inputOf(field);
    // A browser offers to keep a typed text, not a password, when the field is sent as text.
    const cover = () => setShown(false);
    input?.form?.addEventListener('submit', cover);
    return () => input?.form?.removeEventListener('submit', cover);
  }, [field]);
  useEffect(() => {
    const input = inputOf(field);
    if (input) input.type = shown ? 'text' : 'password';
  }, [field, shown]);
  return (
    <button
      type="button"
      class={`btn btn-ghost text-tarum-700 ${ready ? '' : 'invisible'}`}
      aria-controls={field}
      onClick={() => setShown(!shown)}
    >
      {shown ? hide : show}
    </button>
  );
}

function inputOf(id: string): HTMLInputElement | null {
  const found = document.getElementById(id);
  return found instanceof HTMLInputElement ? found : null;
}
