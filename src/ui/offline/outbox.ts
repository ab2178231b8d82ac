/** What a form holds: one text a field, or the chosen values of a group. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface Theirs {
  version: number;
  fields: Fields;
}

/**
 * `waiting`: to be sent when there is a signal. `signed-out`: kept until somebody signs in.
 * `conflict`: the server holds a newer version. `refused`: the server will not take it as it is.
 */
export type EntryState = 'waiting' | 'signed-out' | 'conflict' | 'refused';

/** Something a person typed that the server has not confirmed yet. */
export interface Entry {
  /** UUIDv7; a repeated send carries the same one. */
  key: string;
  url: string;
  /** Opaque key of the person who typed, so that nobody sends another's words from a shared phone. */
  owner: string;
  fields: Fields;
  /** Version of the draft that the typing began from. */
  version: number;
  /** Time on the device. */
  savedAt: number;
  state: EntryState;
  attempts: number;
  theirs?: Theirs;
  /** Sent by the form's own submit, whose answer tells whether it was taken. */
  submitted?: boolean;
}

export type Answer =
  /** `fields`: what somebody else changed meanwhile where this person changed nothing. */
  | { kind: 'saved'; version: number; savedAt: string; fields: Fields }
  | { kind: 'conflict'; theirs: Theirs }
  | { kind: 'signed-out' }
  | { kind: 'refused' }
  | { kind: 'unreachable' };

export type Typed = Pick<Entry, 'key' | 'url' | 'owner' | 'fields' | 'version' | 'savedAt'>;

/** Newer words take the place of older ones; an open conflict stays open until the person chooses. */
export function keep(before: Entry | undefined, typed: Typed): Entry {
  if (before?.state === 'conflict') {
    return { ...before, key: typed.key, fields: typed.fields, savedAt: typed.savedAt };
  }
  return { ...typed, state: 'waiting', attempts: 0 };
}

/** What becomes of the entry that stands now when the answer to an earlier send arrives; null when it is done. */
export function settle(now: Entry | undefined, sent: Entry, answer: Answer): Entry | null {
  if (!now) return null;
  switch (answer.kind) {
    case 'saved':
      if (now.key === sent.key) return null;
      return {
        ...now,
        fields: catchUp(now.fields, sent.fields, answer.fields),
        version: answer.version,
        state: 'waiting',
        attempts: 0,
      };
    case 'conflict':
      return { ...now, state: 'conflict', theirs: answer.theirs };
    case 'signed-out':
      return { ...now, state: 'signed-out' };
    case 'refused':
      return now.key === sent.key ? { ...now, state: 'refused' } : now;
    case 'unreachable':
      return { ...now, attempts: now.attempts + 1 };
  }
}

/** Takes over what somebody else changed, except where the person has typed since `sent`. */
export function catchUp(now: Fields, sent: Fields, fresh: Fields): Fields {
  const untouched = Object.entries(fresh).filter(([name]) => name in now && sameValue(now[name], sent[name]));
  return { ...now, ...Object.fromEntries(untouched) };
}

/** The person chose: their own words go out against the newer version, or give way to it (null). */
export function resolve(entry: Entry, choice: 'mine' | 'theirs', key: string): Entry | null {
  if (choice === 'theirs' || !entry.theirs) return null;
  const { theirs, ...mine } = entry;
  return { ...mine, key, version: theirs.version, state: 'waiting', attempts: 0 };
}

/** Oldest first. Signed-out entries are tried again, because only the server knows who is signed in now. */
export function sendable(entries: readonly Entry[], owner: string): Entry[] {
  return entries
    .filter((entry) => entry.owner === owner && (entry.state === 'waiting' || entry.state === 'signed-out'))
    .sort((a, b) => a.savedAt - b.savedAt);
}

/** Wait before the next try, in milliseconds: 2 s, 4 s, … at most 2 minutes. */
export function delayOf(attempts: number): number {
  return Math.min(120_000, 1000 * 2 ** Math.max(1, attempts));
}

/** Words that the form's own submit could not save and that the page shows again: kept until they are. */
export function holdBack(entry: Entry, version: number, fields: Fields): Entry {
  const { theirs, submitted, ...rest } = entry;
  return { ...rest, version, fields, state: 'refused' };
}

/** What to do with words found on the device when the page shows `version` with `shown`. */
export function meet(entry: Entry, version: number, shown: Fields): Entry | null {
  if (sameFields(entry.fields, shown) || (entry.submitted && version > entry.version)) return null;
  if (entry.version >= version || entry.state === 'conflict') return entry;
  return { ...entry, state: 'conflict', theirs: { version, fields: shown } };
}

/** Whether every field of `a` is the same in `b`. */
export function sameFields(a: Fields, b: Fields): boolean {
  return Object.keys(a).every((name) => sameValue(a[name], b[name]));
}

/** Names of `theirs` that `mine` holds otherwise; the server names only what somebody else changed. */
export function differingNames(mine: Fields, theirs: Fields): string[] {
  return Object.keys(theirs).filter((name) => name in mine && !sameValue(mine[name], theirs[name]));
}

function sameValue(a: Fields[string] | undefined, b: Fields[string] | undefined): boolean {
  return JSON.stringify(listed(a)) === JSON.stringify(listed(b));
}

/** Line ends differ between a text area (LF) and a posted form (CRLF). */
function listed(value: Fields[string] | undefined): readonly string[] {
  return [value ?? []].flat().map((text) => text.replaceAll('\r\n', '\n'));
}
