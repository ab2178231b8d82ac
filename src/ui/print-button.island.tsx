import { useEffect, useState } from 'preact/hooks';

/** Opens the browser's print window. Without script there is none: the browser's own menu prints. */
export default function PrintButton({ words }: { words: string }) {
  const [runs, setRuns] = useState(false);
  useEffect(() => setRuns(true), []);
  if (!runs) return null;
  return (
    <button type="button" class="btn btn-primary" onClick={() => window.print()}>
      {words}
    </button>
  );
}
