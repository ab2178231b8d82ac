import { useEffect, useState } from 'preact/hooks';

export interface ImportProgressProps {
  /** Address that says how far it is. */
  from: string;
  state: string;
  said: string;
}

interface Progress {
  state: string;
  said: string;
}

/** Says how far an import is; shows the page anew when it has come to an end. */
export default function ImportProgress({ from, state, said }: ImportProgressProps) {
  const [now, setNow] = useState(said);
  useEffect(() => {
    const look = async () => {
      const answer = await fetch(from, { headers: { Accept: 'application/json' } }).catch(() => null);
      if (!answer?.ok) return;
      const progress = (await answer.json()) as Progress;
      if (progress.state === state) return setNow(progress.said);
      clearInterval(timer);
      location.reload();
    };
    const timer = setInterval(look, 1500);
    return () => clearInterval(timer);
  }, [from, state]);
  return (
    <p class="text-lg font-bold tabular-nums" role="status">
      {now}
    </p>
  );
}
