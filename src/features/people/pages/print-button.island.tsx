import { useEffect, useState } from 'preact/hooks';

/** Opens the browser's print window. Without script the line beside it tells how to. */
export default function PrintButton({ label }: { label: string }) {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  return (
    <button type="button" class={`btn btn-primary ${ready ? '' : 'hidden'}`} onClick={() => window.print()}>
      {label}
    </button>
  );
}
