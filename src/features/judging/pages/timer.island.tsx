import { useEffect, useState } from 'preact/hooks';

interface Running {
  /** The server's clock when it answered. */
  clock: string;
  entryId: string | null;
  state: string | null;
  until: string | null;
}

interface Props extends Running {
  /** Address that says what runs now. */
  from: string;
  words: { left: string; over: string };
}

const everySecond = 1000;
const asked = 4;

/** Counts down by the server's clock, however wrong the device's is. Without script the page shows the times alone. */
export default function TimerIsland({ from, words, ...first }: Props) {
  const [ticks, setTicks] = useState(0);
  const [now, setNow] = useState<(Running & { ahead: number }) | null>(null);
  useEffect(() => {
    setNow({ ...first, ahead: Date.parse(first.clock) - Date.now() });
    const timer = setInterval(() => setTicks((count) => count + 1), everySecond);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (ticks === 0 || ticks % asked > 0) return;
    fetch(from, { headers: { Accept: 'application/json' } })
      .then((answer) => (answer.ok ? (answer.json() as Promise<Running>) : null))
      .then((answer) => answer && setNow({ ...answer, ahead: Date.parse(answer.clock) - Date.now() }))
      .catch(() => {}); // no signal: it goes on counting by what it knows
  }, [ticks]);
  useEffect(() => {
    // Somebody else presents, or the next part began: the page itself says who and what.
    if (now && (now.entryId !== first.entryId || now.state !== first.state)) location.reload();
  }, [now]);
  if (!now?.until) return <p class="timer" role="timer" />;
  const seconds = Math.round((Date.parse(now.until) - Date.now() - now.ahead) / 1000);
  return (
    <p class="text-3xl font-bold tabular-nums mt-2" role="timer" aria-live="off">
      {(seconds >= 0 ? words.left : words.over).replace('{time}', clockText(Math.abs(seconds)))}
    </p>
  );
}

const clockText = (seconds: number) =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
