/**
 * The sealed mailbox of the library, as this device uses it: on each visit it reads what is new, lays there what is
 * lacking, and puts a base in the place of many parcels. Two devices that are never awake together become the same by
 * it. One tab of the device does it at a time.
 */
import { ok } from "../../domain/result";
import type { ServerFailure } from "../../ports/capture-server";
import type { MailboxServer } from "../../ports/mailbox-server";
import type { EpochKeys, LibraryKeys } from "../types";
import { Covered } from "./covered";
import type { MailboxLibrary } from "./library-side";
import { Reader } from "./reader";
import type { BoxState } from "./reader";
import { BoxWriter } from "./writer";

export interface MailboxStatus {
  readonly kind: "unknown" | "ready" | "offline" | "full" | "refused";
  /** Ms since 1970 when everything here was last known to lie there; 0 = never. */
  readonly sealedAt: number;
  /** Bytes that sealed changes take at the server. */
  readonly bytes: number;
}

export interface MailboxParts {
  readonly server: MailboxServer;
  readonly library: MailboxLibrary;
  readonly keys: LibraryKeys;
  readonly load: () => Promise<unknown>;
  readonly save: (stored: unknown) => Promise<void>;
  /** Whether another device may write: then news are waited for. */
  readonly hasOthers: () => boolean;
  /** Whether much comes directly just now: reading the same here meanwhile would only take its time. */
  readonly isBusy: () => boolean;
  readonly now: () => number;
  readonly newId: () => string;
  readonly heard: (deviceId: string, at: number) => void;
  readonly refused: (deviceId: string) => void;
  readonly changed: () => void;
}

/** Ms from a write of this device to its parcel; further writes meanwhile go along. */
const OWN_AFTER = 2_000;
/** The same for what came from another device, which most often lays it there itself. */
const OTHERS_AFTER = 20_000;
/** The same after the keys changed: a device that just joined most often meets another directly by then. */
const KEYS_AFTER = 5_000;
/** Ms until it is looked at again whether the other work is done. */
const BUSY_PAUSE = 1_000;
/** Seconds an answer may wait for news. */
const NEWS_WITHIN = 25;
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 5 * 60_000;
/** What somebody else changed meanwhile is looked at again so often in one visit. */
const MOST_ROUNDS = 4;
/** Older boxes that are read: a device that was away for long learns there what came after. */
const OLDER = 3;

export class Mailbox {
  /** Whether this tab sees to the mailbox. */
  isOn = false;
  #covered: Covered | null = null;
  #status: Omit<MailboxStatus, "sealedAt"> = { kind: "unknown", bytes: 0 };
  #last: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dueAt = Number.POSITIVE_INFINITY;
  #pause = FIRST_PAUSE;
  #news: AbortController | null = null;
  readonly #reader: Reader;
  readonly #writer: BoxWriter;

  constructor(private readonly parts: MailboxParts) {
    const { identity } = parts.keys;
    this.#reader = new Reader({ ...parts, identity });
    this.#writer = new BoxWriter({ ...parts, identity });
    parts.keys.onChange(() => this.#soon(KEYS_AFTER));
  }

  get status(): MailboxStatus {
    return { ...this.#status, sealedAt: this.#covered?.sealedAt ?? 0 };
  }

  /** This tab sees to the mailbox from now on. */
  start(): void {
    this.isOn = true;
    this.#soon(0);
  }

  close(): void {
    this.isOn = false;
    clearTimeout(this.#timer);
    this.#news?.abort();
  }

  /** Something was written to the log. */
  wrote(isOwn: boolean): void {
    this.#soon(isOwn ? OWN_AFTER : OTHERS_AFTER);
  }

  /** Reads and lays there now. Resolves when that was tried. */
  visit(): Promise<void> {
    const turn = this.#last.then(() => this.#visit());
    this.#last = turn.catch(() => undefined); // the caller gets the failure
    return turn;
  }

  #soon(ms: number): void {
    const dueAt = performance.now() + ms;
    if (!this.isOn || dueAt >= this.#dueAt) return;
    clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => {
      this.#dueAt = Number.POSITIVE_INFINITY;
      if (this.parts.isBusy()) return this.#soon(BUSY_PAUSE);
      // A library that cannot be read now is looked at again later.
      this.visit().catch(() => this.#later());
    }, ms);
  }

  async #visit(): Promise<void> {
    const { current, older } = this.parts.keys;
    if (!current) return;
    this.#news?.abort();
    const covered = await this.#coveredIn(current);
    const failure = (await this.#readOlder(older, covered)) ?? (await this.#inStep(current, covered));
    await this.#save(covered);
    this.#become(failure);
    if (failure) return this.#later();
    this.#pause = FIRST_PAUSE;
    if (this.isOn && this.parts.hasOthers()) void this.#awaitNews(current, covered);
  }

  /** What an earlier epoch's boxes hold; and whoever still reads them is told of the new one. */
  async #readOlder(older: readonly EpochKeys[], covered: Covered): Promise<ServerFailure | null> {
    for (const keys of older.slice(0, OLDER)) {
      const read = await this.#reader.read(keys, covered);
      if (!read.ok) return read.error;
      if (keys !== older[0] || !read.value || covered.bridged === keys.mailbox.id) continue;
      const done = await this.#writer.bridge(keys, covered);
      if (!done.ok) return done.error;
    }
    return null;
  }

  async #inStep(keys: EpochKeys, covered: Covered): Promise<ServerFailure | null> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const read = await this.#reader.read(keys, covered);
      if (!read.ok) return read.error;
      const failure = await this.#lay(keys, covered, read.value);
      if (failure?.kind !== "refused" || failure.status !== 409) return failure;
    }
    return null;
  }

  async #lay(keys: EpochKeys, covered: Covered, state: BoxState | null): Promise<ServerFailure | null> {
    const { cursor, stuck, tries, base } = covered.place(covered.box);
    const isStuck = tries > 0 && stuck >= cursor;
    if (isStuck) this.#soon(FIRST_PAUSE);
    const isLost = !state && (cursor > 0 || base !== "");
    if (isLost) covered.reset();
    this.#status = { ...this.#status, bytes: state?.bytes ?? 0 };
    const steps = [
      () => (state ? ok(null) : this.#writer.begin(keys, covered)),
      () => this.#writer.flush(keys, covered, () => this.#save(covered)),
      () => (state && this.#writer.isLong(state, covered) ? this.#writer.compact(keys, covered) : ok(null)),
    ];
    for (const step of steps) {
      const done = await step();
      if (!done.ok) return done.error;
    }
    return null;
  }

  /** Waits at the server until somebody else writes. */
  async #awaitNews(keys: EpochKeys, covered: Covered): Promise<void> {
    const waiting = new AbortController();
    this.#news = waiting;
    const { signal } = waiting;
    const { cursor } = covered.place(covered.box);
    const answer = await this.parts.server.read(keys.mailbox.id, cursor, { seconds: NEWS_WITHIN, signal });
    if (signal.aborted || !this.isOn) return;
    if (!answer.ok && answer.error.kind !== "unknown") {
      this.#become(answer.error);
      return this.#later();
    }
    if (answer.ok && answer.value.head === cursor) return this.#awaitNews(keys, covered);
    this.#soon(0);
  }

  async #coveredIn({ mailbox }: EpochKeys): Promise<Covered> {
    if (this.#covered?.box !== mailbox.id)
      this.#covered = Covered.read(this.#covered?.toStored() ?? (await this.parts.load()), mailbox.id);
    return this.#covered;
  }

  #save(covered: Covered): Promise<void> {
    return this.parts.save(covered.toStored());
  }

  #become(failure: ServerFailure | null): void {
    this.#status = { ...this.#status, kind: failure ? kindOf(failure) : "ready" };
    this.parts.changed();
  }

  #later(): void {
    this.#soon(this.#pause);
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
  }
}

function kindOf(failure: ServerFailure): MailboxStatus["kind"] {
  if (failure.kind === "refused") return failure.status === 507 ? "full" : "refused";
  return failure.kind === "unauthorised" ? "refused" : "offline";
}
