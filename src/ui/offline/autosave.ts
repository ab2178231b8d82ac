import { drain, type Outcome } from './drain.ts';
import { readFields, writeFields, writeVersion } from './form-fields.ts';
import { catchUp, delayOf, type Entry, type Fields, holdBack, keep, meet, resolve, sameFields } from './outbox.ts';
import { changeEntry, findEntry, setOwner } from './outbox-store.ts';
import { askBackgroundSend } from './register.ts';
import { uuid7 } from './uuid7.ts';

export type SaveState =
  | { kind: 'idle' | 'saving' | 'submitting' | 'on-device' | 'signed-out' | 'refused' | 'restored' | 'offline-submit' }
  | { kind: 'saved'; at: Date }
  | { kind: 'conflict'; entry: Entry };

const pause = 800;
const settled = 1500;

/** The words found on the device, but for fields that were typed in while they were looked up. */
const untouched = (found: Fields, shown: Fields, now: Fields): Fields =>
  Object.fromEntries(Object.entries(found).filter(([name]) => sameFields(pick(shown, name), pick(now, name))));
const pick = (fields: Fields, name: string): Fields => (name in fields ? { [name]: fields[name] ?? '' } : {});

/**
 * Keeps what is typed in a `<form data-autosave data-version data-owner>`: on the device at once, on the server a
 * moment later. The form's own submit goes on working; it waits for the words that are on their way.
 */
export class Autosave {
  readonly #form: HTMLFormElement;
  readonly #show: (state: SaveState) => void;
  readonly #url: string;
  readonly #owner: string;
  readonly #events = new AbortController();
  /** What the server is known to hold. */
  #known: Fields;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<unknown> = Promise.resolve();
  #submitting: 'no' | 'waiting' | 'passing' = 'no';

  constructor(form: HTMLFormElement, show: (state: SaveState) => void) {
    this.#form = form;
    this.#show = show;
    this.#url = new URL(form.dataset.autosave ?? '', location.href).pathname;
    this.#owner = form.dataset.owner ?? '';
    this.#known = this.#unsaved ? {} : readFields(form);
  }

  async start(): Promise<void> {
    const { signal } = this.#events;
    const typed = (event: Event) => event.isTrusted && this.#keepTyped();
    this.#form.addEventListener('input', typed, { signal });
    this.#form.addEventListener('change', typed, { signal });
    this.#form.addEventListener('submit', (event) => this.#submit(event), { signal });
    addEventListener('online', () => this.#wait(0), { signal });
    navigator.serviceWorker?.addEventListener('message', (event) => this.#hear(event.data), { signal });
    addEventListener('pagehide', () => this.#leave(), { signal });
    window.addEventListener('pageshow', (event) => event.persisted && location.reload(), { signal });
    this.#show({ kind: 'idle' });
    // What is typed meanwhile is kept after it.
    const restored = this.#restore();
    this.#writing = restored.catch(() => {});
    await restored;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#events.abort();
  }

  /** The person chose between their own words and the newer ones. */
  async choose(choice: 'mine' | 'theirs'): Promise<void> {
    const entry = await findEntry(this.#owner, this.#url);
    if (!entry?.theirs) return;
    if (choice === 'theirs') writeFields(this.#form, entry.theirs.fields);
    writeVersion(this.#form, entry.theirs.version);
    this.#known = { ...this.#known, ...entry.theirs.fields };
    await changeEntry(this.#owner, this.#url, () => resolve(entry, choice, uuid7()));
    this.#form.dispatchEvent(new Event('input'));
    this.#show({ kind: 'idle' });
    if (!sameFields(readFields(this.#form), this.#known)) this.#keepTyped(); // other fields were typed in too
    await this.#sendTyped();
  }

  get #unsaved(): boolean {
    return this.#form.dataset.unsaved !== undefined;
  }

  #version(): number {
    return Number(this.#form.dataset.version ?? 0);
  }

  #wait(time: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#sendTyped(), time);
  }

  #keepTyped(): void {
    const typed = () => ({
      key: uuid7(),
      url: this.#url,
      owner: this.#owner,
      fields: readFields(this.#form),
      version: this.#version(),
      savedAt: Date.now(),
    });
    const write = () => changeEntry(this.#owner, this.#url, (before) => keep(before, typed()));
    this.#writing = this.#writing.then(write).catch(() => {}); // no room on the device: the submit still works
    this.#wait(pause);
  }

  async #sendTyped(): Promise<Entry | null> {
    clearTimeout(this.#timer);
    await this.#writing;
    const entry = await findEntry(this.#owner, this.#url);
    if (!entry) return null;
    if (entry.state === 'waiting') this.#show({ kind: this.#submitting === 'waiting' ? 'submitting' : 'saving' });
    for (const outcome of await drain(this.#owner)) if (outcome.sent.url === this.#url) this.#take(outcome);
    return (await findEntry(this.#owner, this.#url)) ?? null;
  }

  /** The worker sent what waited while this page stood open: the page must know the new version. */
  #hear(message: unknown): void {
    if (typeof message !== 'object' || message === null || !('outcomes' in message)) return;
    for (const outcome of message.outcomes as Outcome[]) {
      if (outcome.sent.url === this.#url && outcome.sent.owner === this.#owner) this.#take(outcome);
    }
  }

  #take({ sent, answer, left }: Outcome): void {
    if (answer.kind === 'saved') {
      writeFields(this.#form, catchUp(readFields(this.#form), sent.fields, answer.fields));
      this.#known = { ...this.#known, ...sent.fields, ...answer.fields };
      writeVersion(this.#form, answer.version);
      this.#show({ kind: 'saved', at: new Date(answer.savedAt) });
      this.#keepPage();
    }
    if (!left) return;
    if (left.state === 'conflict') this.#show({ kind: 'conflict', entry: left });
    else if (answer.kind === 'signed-out' || answer.kind === 'refused') this.#show({ kind: answer.kind });
    else if (answer.kind === 'unreachable') {
      this.#show({ kind: 'on-device' });
      void askBackgroundSend();
    }
    if (left.state === 'waiting') this.#wait(delayOf(left.attempts));
  }

  /** The kept page would else show, without a signal, how things stood before. Waits for a pause: it costs a page. */
  #keepPage(): void {
    if (this.#form.dataset.keepPage === undefined) return;
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.#askToKeep(), settled);
  }

  #askToKeep(): void {
    this.#keeping = undefined;
    navigator.serviceWorker?.controller?.postMessage({ keep: location.href });
  }

  #leave(): void {
    clearTimeout(this.#timer);
    if (this.#keeping === undefined) return;
    clearTimeout(this.#keeping);
    this.#askToKeep();
  }

  /** Words found on the device are put back, unless the server has newer ones: then the person chooses. */
  async #restore(): Promise<void> {
    await setOwner(this.#owner);
    const [version, shown, settle] = [this.#version(), readFields(this.#form), this.#unsaved ? holdBack : meet];
    const entry = await changeEntry(this.#owner, this.#url, (found) => (found ? settle(found, version, shown) : null));
    if (!entry || this.#unsaved) return;
    writeFields(this.#form, untouched(entry.fields, shown, readFields(this.#form)));
    this.#form.dispatchEvent(new Event('input'));
    if (entry.state === 'conflict') return this.#show({ kind: 'conflict', entry });
    this.#show({ kind: 'restored' });
    this.#wait(pause);
  }

  /** Words on their way arrive first; without a signal the person stays here and is told that nothing is lost. */
  async #submit(event: SubmitEvent): Promise<void> {
    if (this.#submitting === 'passing') return;
    if (sameFields(readFields(this.#form), this.#known) && navigator.onLine) return;
    event.preventDefault();
    if (this.#submitting === 'waiting') return;
    this.#submitting = 'waiting';
    const left = await this.#flush();
    this.#submitting = 'no';
    if (left?.state === 'conflict') return this.#show({ kind: 'conflict', entry: left });
    if (left?.state === 'waiting' || !navigator.onLine) return this.#show({ kind: 'offline-submit' });
    // The answer says why it is refused; until it is taken, the device keeps it.
    if (left?.state === 'refused') {
      await changeEntry(this.#owner, this.#url, (now) => (now ? { ...now, submitted: true } : null));
    }
    this.#submitting = 'passing';
    this.#form.requestSubmit(event.submitter);
  }

  /** Sends until nothing newer is left, or the server cannot be reached. */
  async #flush(): Promise<Entry | null> {
    if (!sameFields(readFields(this.#form), this.#known)) this.#keepTyped();
    let left = await this.#sendTyped();
    while (left?.state === 'waiting' && left.attempts === 0) left = await this.#sendTyped();
    return left;
  }
}
