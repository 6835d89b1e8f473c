/**
 * What happened in one capture so far, for readers that come early, late or again. Each reader gets the past first,
 * then what follows. The log stays small whatever the capturer reports: of each step only the latest state is kept, and
 * a reader that falls behind skips to it.
 */
import type { CaptureEvent } from "../../domain/capture";

export type LoggedEvent = Exclude<CaptureEvent, { readonly type: "ping" }>;

const keyOf = (event: LoggedEvent): string => (event.type === "step" ? `step ${event.step}` : event.type);

/** Events of which a later one of the same kind replaces the earlier. */
class LatestEvents {
  readonly #events = new Map<string, LoggedEvent>();

  add(event: LoggedEvent): void {
    this.#events.delete(keyOf(event));
    this.#events.set(keyOf(event), event);
  }

  take(): LoggedEvent | undefined {
    for (const [key, event] of this.#events) {
      this.#events.delete(key);
      return event;
    }
    return undefined;
  }

  values(): LoggedEvent[] {
    return [...this.#events.values()];
  }
}

interface Reader {
  readonly pending: LatestEvents;
  wake: () => void;
}

export class EventLog {
  readonly #past = new LatestEvents();
  readonly #readers = new Set<Reader>();
  #isClosed = false;
  #last: LoggedEvent | null = null;

  /** `onDelivered` is called when a reader has taken the last event and asks for more. */
  constructor(private readonly onDelivered: (last: LoggedEvent) => void = () => undefined) {}

  /** `done`, `same` or `failed` once the capture has ended. */
  get outcome(): LoggedEvent | null {
    return this.#last;
  }

  /** Nothing is added after one of these. */
  add(event: LoggedEvent): void {
    if (this.#isClosed) return;
    this.#past.add(event);
    if (event.type === "done" || event.type === "same" || event.type === "failed") {
      this.#last = event;
      this.#isClosed = true;
    }
    for (const reader of this.#readers) {
      reader.pending.add(event);
      reader.wake();
    }
  }

  /** Lets readers end without an outcome: the server stops. */
  close(): void {
    this.#isClosed = true;
    for (const reader of this.#readers) reader.wake();
  }

  async *read(signal: AbortSignal = new AbortController().signal): AsyncGenerator<LoggedEvent> {
    const reader: Reader = { pending: new LatestEvents(), wake: () => undefined };
    for (const event of this.#past.values()) reader.pending.add(event);
    const onAbort = () => reader.wake();
    this.#readers.add(reader);
    signal.addEventListener("abort", onAbort);
    try {
      for (let event = await this.#next(reader, signal); event; event = await this.#next(reader, signal)) {
        yield event;
        if (event === this.#last) this.onDelivered(event);
      }
    } finally {
      this.#readers.delete(reader);
      signal.removeEventListener("abort", onAbort);
    }
  }

  /** `null` when nothing more will come for this reader. */
  async #next(reader: Reader, signal: AbortSignal): Promise<LoggedEvent | null> {
    for (;;) {
      if (signal.aborted) return null;
      const event = reader.pending.take();
      if (event || this.#isClosed) return event ?? null;
      await new Promise<void>((resolve) => (reader.wake = resolve));
    }
  }
}
