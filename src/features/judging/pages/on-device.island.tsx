import { useEffect, useState } from 'preact/hooks';
import type { Fields } from '#ui/offline/outbox.ts';
import { changeEntry, findEntry } from '#ui/offline/outbox-store.ts';

interface Props {
  /** Address under which the device keeps what was typed. */
  url: string;
  owner: string;
  labels: Readonly<Record<string, string>>;
  words: { title: string; help: string; forget: string };
}

/** What the device still holds of a form that is closed now: shown, and kept until the person lets it go. */
export default function OnDeviceIsland({ url, owner, labels, words }: Props) {
  const [fields, setFields] = useState<Fields | null>(null);
  useEffect(() => {
    findEntry(owner, url).then(
      (entry) => setFields(entry?.fields ?? null),
      () => setFields(null),
    );
  }, []);
  if (!fields) return null;
  const forget = () => changeEntry(owner, url, () => null).then(() => setFields(null));
  return (
    <section class="card on-paper bg-kunyit-100 border-kunyit-400">
      <h2 class="text-xl">{words.title}</h2>
      <p class="field-hint mb-2">{words.help}</p>
      <dl class="definitions">
        {Object.entries(labels).map(([field, label]) => {
          const value = [fields[field] ?? ''].flat().join(', ');
          return value === '' ? null : (
            <div key={field}>
              <dt>{label}</dt>
              <dd class="whitespace-pre-line">{value}</dd>
            </div>
          );
        })}
      </dl>
      <button type="button" class="btn button-plain mt-3" onClick={forget}>
        {words.forget}
      </button>
    </section>
  );
}
