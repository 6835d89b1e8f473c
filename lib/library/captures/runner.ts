/**
 * Works through the capture tasks, in one tab of the device at a time (a Web Lock): at most two captures under way and
 * two snapshots being fetched. The server captures one page of a site at a time, so of each site only one is asked for and
 * the next site need not wait. A link gets its snapshot only when all its files are here; a broken connection costs no
 * try; what was under way when a tab closed is taken up by the next.
 */
import type { CaptureEvent } from "../../domain/capture";
import type { LinkId } from "../../domain/ids";
import type { Result } from "../../domain/result";
import type { Snapshot } from "../../domain/snapshot";
import type { CaptureServer, CaptureStream, ServerFailure } from "../../ports/capture-server";
import type { CaptureTask } from "../../ports/update-log";
import { parseSnapshot } from "../../replica/parse-snapshot";
import type { BlobFailure, BlobKeeper } from "./blob-keeper";
import type { Connection } from "./connection";
import { afterBusy, afterCut, afterDone, afterFailure, isDue, siteOf, sitesAtRest } from "./task";
import type { FailedEvent } from "./task";
import type { Progress } from "./task-board";

export interface RunnerParts {
  readonly server: CaptureServer;
  readonly connection: Connection;
  readonly blobs: BlobKeeper;
  /** Whether a task is not to be begun for now. One that is under way goes on. */
  readonly isHeld: (task: CaptureTask) => boolean;
  /** All tasks in the order of work, as they are now. */
  readonly tasks: () => readonly CaptureTask[];
  /** Stores durably what becomes of a task and tells everybody; `null` drops it. Nothing happens to one that took its place. */
  readonly save: (task: CaptureTask, next: CaptureTask | null) => Promise<void>;
  readonly progress: (linkId: LinkId, progress: Progress) => void;
  /** Puts a finished snapshot into the library and drops its task, in one commit. Resolves to whether that worked. */
  readonly keep: (task: CaptureTask, snapshot: Snapshot) => Promise<boolean>;
  /** Asks the server for the capture of a task; `null` when the page the person brought is not here any more. */
  readonly ask: (token: string, task: CaptureTask) => Promise<CaptureStream | null>;
  /** The page has not changed: notes so and drops the task, in one commit. */
  readonly keepCheck: (task: CaptureTask, event: SameEvent) => Promise<void>;
  /** The site was visited; `crawlDelay` in seconds, 0 where it asks for none. */
  readonly visited: (task: CaptureTask, crawlDelay: number) => void;
  /** A watch's look went wrong. Answers what becomes of the task, given what would become of a person's own. */
  readonly watchFailed: (
    task: CaptureTask,
    event: FailedEvent,
    next: CaptureTask | null,
  ) => Promise<CaptureTask | null>;
  /** Whether the files of a snapshot had room on this device. */
  readonly filesFit: (fit: boolean) => void;
  /** Sees to it that what nobody waits for does not fail unseen. */
  readonly background: (work: Promise<unknown>) => void;
  readonly now: () => number;
  readonly random: () => number;
}

type SameEvent = Extract<CaptureEvent, { type: "same" }>;

const CAPTURES_AT_ONCE = 2;
const FETCHES_AT_ONCE = 2;
/** Ms between two looks at tasks that wait. */
const LONGEST_SLEEP = 3_600_000;
/** Tries in a row that may leave a task as it was, before it rests: a device that cannot write must not ask without end. */
const FRUITLESS_TRIES = 3;
const REST = 5000;

export class CaptureRunner {
  #active = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #captures = new Map<LinkId, AbortController>();
  readonly #fetches = new Map<LinkId, AbortController>();
  /** How often in a row a try changed nothing. */
  readonly #fruitless = new Map<LinkId, { readonly task: CaptureTask; readonly times: number }>();
  readonly #resting = new Map<LinkId, ReturnType<typeof setTimeout>>();

  constructor(private readonly parts: RunnerParts) {}

  /** From now on this tab does the work. */
  start(): void {
    this.#active = true;
    this.pump();
  }

  stop(): void {
    this.#active = false;
    clearTimeout(this.#timer);
    for (const timer of this.#resting.values()) clearTimeout(timer);
    this.#resting.clear();
    for (const work of [...this.#captures.values(), ...this.#fetches.values()]) work.abort();
  }

  /** A task is gone: whatever is done for it ends, at the server too. */
  cancel(task: CaptureTask): void {
    this.#captures.get(task.linkId)?.abort();
    this.#fetches.get(task.linkId)?.abort();
    if (task.captureId && this.parts.connection.token)
      this.parts.background(this.parts.server.cancel(this.parts.connection.token, task.captureId));
  }

  /** Starts what can be started. Call after every change of tasks or connection. */
  pump(): void {
    if (!this.#active || !this.parts.connection.isReachable) return;
    const now = this.parts.now();
    const tasks = this.parts.tasks();
    const running = tasks.filter(({ linkId }) => this.#captures.has(linkId));
    const busy = new Set([...running.map(siteOf), ...sitesAtRest(tasks, now)]);
    for (const task of tasks) {
      if (!isDue(task, now) || this.parts.isHeld(task)) continue;
      if (task.phase.kind === "fetching") this.#begin(task, this.#fetches, FETCHES_AT_ONCE);
      else if (!busy.has(siteOf(task)) && this.#begin(task, this.#captures, CAPTURES_AT_ONCE))
        busy.add(siteOf(task));
    }
    this.#wakeAt(tasks, now);
  }

  #wakeAt(tasks: readonly CaptureTask[], now: number): void {
    clearTimeout(this.#timer);
    let next = Number.POSITIVE_INFINITY;
    for (const { phase } of tasks)
      if (phase.kind === "waiting" && phase.nextAt > now) next = Math.min(next, phase.nextAt);
    // A timer that is set for longer than 24 days goes off at once.
    if (next < Number.POSITIVE_INFINITY)
      this.#timer = setTimeout(() => this.pump(), Math.min(LONGEST_SLEEP, next - now + 10));
  }

  #begin(task: CaptureTask, running: Map<LinkId, AbortController>, limit: number): boolean {
    const { linkId } = task;
    const isBusy = this.#captures.has(linkId) || this.#fetches.has(linkId) || this.#resting.has(linkId);
    if (running.size >= limit || isBusy) return false;
    const stop = new AbortController();
    running.set(linkId, stop);
    const work =
      task.phase.kind === "fetching"
        ? this.#fetch(task, task.phase.manifest, stop.signal)
        : this.#capture(task, stop.signal);
    this.parts.background(
      work.finally(() => {
        running.delete(linkId);
        this.#restIfFruitless(task);
        this.pump();
      }),
    );
    return true;
  }

  /** A task that is as it was before it was tried, again and again, is left alone for a while. */
  #restIfFruitless(task: CaptureTask): void {
    const { linkId } = task;
    const known = this.#fruitless.get(linkId);
    const isSame = this.#active && this.parts.tasks().includes(task);
    const times = isSame ? (known?.task === task ? known.times : 0) + 1 : 0;
    if (times === 0) this.#fruitless.delete(linkId);
    else this.#fruitless.set(linkId, { task, times });
    if (times < FRUITLESS_TRIES) return;
    const wake = (): void => {
      this.#resting.delete(linkId);
      this.pump();
    };
    this.#resting.set(linkId, setTimeout(wake, REST));
  }

  async #capture(task: CaptureTask, signal: AbortSignal): Promise<void> {
    const { server, connection } = this.parts;
    const { captureId } = task;
    const { token } = connection;
    const stream = captureId ? server.resume(token, captureId) : await this.parts.ask(token, task);
    if (!stream)
      return this.#fail(task, {
        ...internal("the page that was brought is not here any more"),
        code: "no-page",
      });
    let current: CaptureTask = task;
    for await (const event of stream) {
      if (signal.aborted) return this.#leave(current, event);
      if (!event.ok) return this.#brokeOff(current, event.error, token);
      const next = await this.#take(current, event.value);
      if (!next) return;
      current = next;
    }
    if (signal.aborted) return;
    // The stream ended before the capture did. A server that is still there is given a moment, then asked again.
    await connection.check();
    if (connection.isReachable) await this.parts.save(current, afterCut(current, this.#circumstance()));
  }

  /** Cancelled before the server had said under which id it runs: it says so now. */
  #leave(task: CaptureTask, event: Result<CaptureEvent, ServerFailure>): void {
    if (!this.#active || task.captureId || !event.ok || !("id" in event.value)) return;
    this.cancel({ ...task, captureId: event.value.id });
  }

  /** The task after an event, or `null` when its capture is over. */
  async #take(task: CaptureTask, event: CaptureEvent): Promise<CaptureTask | null> {
    const { save, progress } = this.parts;
    switch (event.type) {
      case "ping":
        return task;
      case "queued":
        progress(task.linkId, { kind: "asked", ahead: event.position });
        return this.#remember(task, event.id);
      case "step":
        progress(task.linkId, { kind: "capturing", step: event.step, progress: event.progress });
        return this.#remember(task, event.id);
      case "done":
        this.parts.visited(task, event.crawlDelay ?? 0);
        await save(task, afterDone({ ...task, captureId: event.id }, event.snapshot));
        return null;
      case "same":
        await this.parts.keepCheck(task, event);
        return null;
      case "failed":
        await this.#fail(task, event);
        return null;
    }
  }

  /** Keeps the id of the capture, so that the next tab can resume it. */
  async #remember(task: CaptureTask, captureId: string): Promise<CaptureTask> {
    if (!captureId || task.captureId === captureId) return task;
    const next: CaptureTask = { ...task, captureId, phase: { kind: "queued" } };
    await this.parts.save(task, next);
    return next;
  }

  async #fail(task: CaptureTask, event: FailedEvent): Promise<void> {
    if (event.code === "unauthorised") await this.parts.connection.refused(this.parts.connection.token);
    const next = afterFailure(task, event, this.#circumstance());
    await this.parts.save(task, task.watch ? await this.parts.watchFailed(task, event, next) : next);
  }

  /** `token`: the one that was sent. */
  async #brokeOff(task: CaptureTask, failure: ServerFailure, token: string): Promise<void> {
    const { connection, save } = this.parts;
    switch (failure.kind) {
      case "offline":
        return connection.lost();
      case "unauthorised":
        return connection.refused(token);
      case "unknown": // the server forgot this capture: asked for anew
        return task.captureId
          ? save(task, { ...task, captureId: "", phase: { kind: "queued" } })
          : this.#fail(task, internal("the server has no such address"));
      case "busy":
        return save(task, afterBusy(task, failure.retryAfter, this.#circumstance()));
      case "refused":
        return this.#fail(task, refusal(failure));
    }
  }

  async #fetch(task: CaptureTask, manifest: unknown, signal: AbortSignal): Promise<void> {
    const { blobs, connection, keep, progress } = this.parts;
    const snapshot = parseSnapshot(manifest, task.linkId);
    if (!snapshot) return this.#fail(task, internal("the manifest of the snapshot could not be read"));
    const onProgress = (done: number): void => progress(task.linkId, { kind: "fetching", progress: done });
    const { token } = connection;
    const done = await blobs.fetch(snapshot, { token, signal, onProgress });
    // Taken away by the person; a tab that closes leaves the files to the next one.
    if (signal.aborted) return this.#active ? blobs.release([snapshot.id]) : undefined;
    if (!done.ok && OVER.has(done.error.kind)) await blobs.release([snapshot.id]);
    if (!done.ok) return this.#fetchFailed(task, done.error, token);
    this.parts.filesFit(true);
    if (!(await keep(task, snapshot))) return this.#fail(task, internal("the snapshot could not be stored"));
    // Lost at worst: the server then forgets it by itself, a day later.
    this.parts.background(this.parts.server.forget(token, task.captureId || snapshot.id));
  }

  async #fetchFailed(task: CaptureTask, failure: BlobFailure, token: string): Promise<void> {
    switch (failure.kind) {
      case "corrupt":
      case "unknown":
        return this.#fail(task, internal("a file of the snapshot is missing or damaged at the server"));
      case "quota":
        this.parts.filesFit(false);
        return this.#fail(task, internal("no room on this device"));
      case "database":
        return this.#fail(task, internal("the files could not be noted on this device"));
      case "stopped":
        return;
      case "busy":
        return this.parts.connection.lost(); // asked again in a while
      case "offline":
      case "unauthorised":
      case "refused":
        return this.#brokeOff(task, failure, token);
    }
  }

  #circumstance() {
    return { now: this.parts.now(), chance: this.parts.random() };
  }
}

const internal = (message: string): FailedEvent => ({
  type: "failed",
  id: "",
  verdict: "error",
  code: "internal",
  message,
});

/** What ends a snapshot whose files were being fetched: the next try makes another one, with other files. */
const OVER: ReadonlySet<BlobFailure["kind"]> = new Set(["corrupt", "unknown", "quota"]);

/** The server does not take this request: "bad request" is about the address, the rest about server and device. */
const refusal = ({ status, message }: { status: number; message: string }): FailedEvent => ({
  ...internal(message),
  code: status === 400 ? "bad-address" : "internal",
});
