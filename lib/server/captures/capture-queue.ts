/**
 * The captures of this server: each waits its turn, runs, becomes blobs and a manifest, and can be followed by any
 * number of readers meanwhile. What was asked for is on disk before it is confirmed, so a capture outlives a stop of
 * the server: it runs again at the next start under the same id, and a manifest waits for its device.
 */
import { usualArtifactKinds } from "../../domain/artifact";
import { visitedSite } from "../../domain/url/host";
import { captureSteps, type CaptureRequest } from "../../domain/capture";
import type { Captured, CaptureFailed } from "../../ports/capturer";
import type { BroughtBytes, CaptureQueue, RunningCapture } from "../runtime";
import { EventLog } from "./event-log";
import { asRunning, cancelled, failure, keyOf, newCaptureId, wayOf, type Job } from "./job";
import { Forgetting } from "./forget";
import type { JournalEntry } from "./journal";
import { isSameAs, keepCaptured } from "./manifest";
import type { CaptureQueueOptions } from "./queue-options";
import { WaitingLine } from "./waiting-line";

export interface ClosableCaptureQueue extends CaptureQueue {
  /** Ends what runs and lets all readers end; resolves when the capturer has no process left. */
  close(): Promise<void>;
}

const MAX_ATTEMPTS = 3;
const MINUTE = 60_000;
/** A site that asks for a longer rest is met again after this one; the device that asked waits for the whole. */
const LONGEST_REST = MINUTE;
/** How long a manifest waits for its device. */
export const MAX_WAIT = 24 * 60 * MINUTE;

/** Opens the queue and takes up again what an earlier run of the server left undone. */
export async function openCaptureQueue(options: CaptureQueueOptions): Promise<ClosableCaptureQueue> {
  const queue = new Queue(options);
  for (const entry of await options.journal.entries()) queue.takeUp(entry);
  queue.begin();
  return queue;
}

class Queue implements ClosableCaptureQueue {
  readonly #jobs = new Map<string, Job>();
  readonly #openByKey = new Map<string, Job>();
  readonly #line: WaitingLine<Job>;
  readonly #runs = new Set<Promise<void>>();
  /** Those asked for and not yet on disk; they get on disk one after the other, so that the line keeps their order. */
  readonly #admitting = new Set<Job>();
  #lastAdmission: Promise<unknown> = Promise.resolve();
  #isClosed = false;
  readonly #forgetting: Forgetting;

  constructor(private readonly options: CaptureQueueOptions) {
    const { parallel, sitePauseMs: pauseMs = 0 } = options;
    this.#line = new WaitingLine({ parallel, pauseMs, onRested: () => this.#pump() });
    const kept = (): JournalEntry[] => [...this.#jobs.values()].map(({ entry }) => entry);
    this.#forgetting = new Forgetting({ ...options, kept, maxAge: MAX_WAIT });
  }

  /** To be called once, when what an earlier run left is taken up. */
  begin(): void {
    this.#forgetting.start();
  }

  start(request: CaptureRequest): RunningCapture | null {
    const same = this.#openByKey.get(keyOf(request));
    // One that is being ended would hand its "cancelled" to somebody who wants a snapshot.
    if (same && !same.abort.signal.aborted) return asRunning(same);
    return this.#begin(request, null);
  }

  bring(request: CaptureRequest, page: BroughtBytes): RunningCapture | null {
    return this.#begin(request, page);
  }

  #begin(request: CaptureRequest, page: BroughtBytes | null): RunningCapture | null {
    const waiting = this.#line.length + this.#admitting.size;
    if (this.#isClosed || waiting >= (this.options.maxWaiting ?? 50)) return null;
    const id = (this.options.newId ?? newCaptureId)();
    const entry = { id, request, askedAt: this.#now(), attempts: 0, ...(page ? { brought: page.form } : {}) };
    const job = this.#open(entry);
    this.#admitting.add(job);
    this.#lastAdmission = this.#track(job, this.#admit(job, this.#lastAdmission, page));
    return asRunning(job);
  }

  /** A capture of the journal: it waits for its device when it has a manifest, else it runs again. */
  takeUp(entry: JournalEntry): void {
    const job = this.#open(entry);
    if (entry.snapshot) {
      job.log.add({ type: "done", id: job.id, snapshot: entry.snapshot });
      this.#end(job);
    } else if (entry.attempts >= MAX_ATTEMPTS) {
      const words = "The server stopped each time while it captured this page.";
      void this.#track(job, this.#fail(job, failure("interrupted", words)));
    } else {
      this.#enqueue(job);
    }
  }

  get(id: string): RunningCapture | null {
    const job = this.#jobs.get(id);
    return job ? asRunning(job) : null;
  }

  cancel(id: string): boolean {
    const job = this.#jobs.get(id);
    if (job?.log.outcome?.type === "done") return this.#letGo(job);
    if (!job || job.log.outcome || job.abort.signal.aborted) return false;
    job.abort.abort();
    if (this.#line.leave(id)) void this.#track(job, this.#fail(job, cancelled));
    return true;
  }

  /** Its device has every file: nothing of it stays here. */
  #letGo(job: Job): true {
    this.#jobs.delete(job.id);
    const gone = this.options.journal.remove(job.id).then(() => this.#forgetting.forget(job.entry));
    void this.#track(job, gone);
    return true;
  }

  async close(): Promise<void> {
    this.#forgetting.stop();
    this.#isClosed = true;
    for (const job of this.#jobs.values()) job.log.close();
    await this.options.capturer.close();
    await Promise.all(this.#runs);
  }

  #now(): number {
    return (this.options.now ?? Date.now)();
  }

  #open(entry: JournalEntry): Job {
    const { id, request } = entry;
    const job: Job = {
      id,
      // A page that was brought is a capture of its own.
      key: entry.brought ? id : keyOf(request),
      site: visitedSite(request.url),
      log: new EventLog(() => {
        if (job.handedOver === "no") job.handedOver = "lately";
      }),
      abort: new AbortController(),
      entry,
      position: -1,
      handedOver: "no",
    };
    this.#jobs.set(id, job);
    this.#openByKey.set(job.key, job);
    return job;
  }

  /** Confirms a capture only once it is on disk. */
  async #admit(job: Job, previous: Promise<unknown>, page: BroughtBytes | null): Promise<void> {
    await previous;
    try {
      if (page) await this.options.journal.savePage(job.id, page.bytes);
      await this.options.journal.save(job.entry);
    } finally {
      this.#admitting.delete(job);
    }
    if (job.abort.signal.aborted) await this.#fail(job, cancelled);
    else this.#enqueue(job);
  }

  #enqueue(job: Job): void {
    this.#line.add(job);
    this.#tellPositions();
    this.#pump();
  }

  #tellPositions(): void {
    for (const { item, position } of this.#line.positions()) {
      if (item.position !== position) item.log.add({ type: "queued", id: item.id, position });
      item.position = position;
    }
  }

  #pump(): void {
    if (this.#isClosed) return;
    for (let job = this.#line.next(); job; job = this.#line.next()) void this.#track(job, this.#run(job));
    this.#tellPositions();
  }

  async #run(job: Job): Promise<void> {
    const before = job.entry;
    let restMs = 0;
    try {
      job.entry = { ...before, attempts: before.attempts + 1 };
      await this.options.journal.save(job.entry);
      // Stopped while that was being written: a capture begun now would be after the last one was ended.
      const failed = this.#isClosed ? cancelled : await this.#capture(job);
      if (!failed) return;
      restMs = Math.min(LONGEST_REST, (failed.retryAfter ?? 0) * 1000);
      if (job.abort.signal.aborted) await this.#fail(job, cancelled);
      else if (this.#isClosed) await this.options.journal.save(before);
      else await this.#fail(job, failed);
    } finally {
      this.#line.finish(job.id, restMs);
      this.#pump();
    }
  }

  /** Captures and keeps one page; `null` when its manifest is there. */
  async #capture(job: Job): Promise<CaptureFailed | null> {
    const { request } = job.entry;
    const capturedAt = this.#now();
    let highest = 0;
    // The browser takes a while to start: meanwhile nobody is told that this one still waits.
    job.log.add({ type: "step", id: job.id, step: captureSteps[0], progress: 0 });
    const result = await this.options.capturer.capture({
      id: job.id,
      url: request.url,
      artifacts: request.artifacts ?? usualArtifactKinds,
      ...wayOf(job, this.options.journal),
      signal: job.abort.signal,
      onStep: (step, progress) => {
        highest = Math.max(highest, Math.min(1, progress));
        job.log.add({ type: "step", id: job.id, step, progress: highest });
      },
    });
    if (!result.ok) return result.error;
    try {
      if (job.abort.signal.aborted) return cancelled;
      await this.#keep(job, result.value, capturedAt);
      return null;
    } finally {
      await result.value.dispose();
    }
  }

  /** Stores what is new. A page that is as it was costs no bytes: only that it was looked at is told. */
  async #keep(job: Job, captured: Captured, capturedAt: number): Promise<void> {
    const { id, entry } = job;
    const delay = captured.crawlDelay ? { crawlDelay: captured.crawlDelay } : {};
    const { base, watch = false } = entry.request;
    if (base && isSameAs(base, captured, watch)) {
      await this.options.journal.remove(id);
      job.log.add({ type: "same", id, snapshotId: base.id, at: capturedAt, ...delay });
    } else {
      const facts = { id, request: entry.request, capturedAt, brought: entry.brought !== undefined };
      const snapshot = await keepCaptured(captured, facts, this.options.blobs);
      job.entry = { ...entry, snapshot };
      await this.options.journal.save(job.entry);
      await this.options.journal.removePage(id);
      job.log.add({ type: "done", id, snapshot, ...delay });
    }
    this.#end(job);
  }

  async #fail(job: Job, error: CaptureFailed): Promise<void> {
    await this.options.journal.remove(job.id);
    const { retries } = this.options;
    job.log.add({ type: "failed", id: job.id, ...error, ...(retries === undefined ? {} : { retries }) });
    this.#end(job);
  }

  #end(job: Job): void {
    if (this.#openByKey.get(job.key) === job) this.#openByKey.delete(job.key);
    this.#forgetLater(job);
  }

  /**
   * What was handed over may have been lost on the way, so a manifest stays on disk for a while after that too: nobody
   * can make the snapshot again of a page that is gone meanwhile.
   */
  #forgetLater(job: Job): void {
    const timer = setTimeout(
      () => {
        const isYoung = this.#now() - job.entry.askedAt < MAX_WAIT;
        const isWaited = job.log.outcome?.type === "done" && job.handedOver !== "past" && isYoung;
        if (job.handedOver === "lately") job.handedOver = "past";
        if (isWaited) return this.#forgetLater(job);
        this.#jobs.delete(job.id);
        void this.#track(job, this.options.journal.remove(job.id));
      },
      this.options.keepEnded ?? 15 * MINUTE,
    );
    timer.unref();
  }

  /** An exception here is a bug or a failing disk: it is told once and fails only its own capture. */
  #track(job: Job, work: Promise<void>): Promise<void> {
    const report = (error: unknown) =>
      this.options.report(`capture ${job.id}: ${error instanceof Error ? error.message : String(error)}`);
    const guarded = work.catch(async (error: unknown) => {
      report(error);
      // Told as failed, it is the device's to ask again; it must not run by itself at the next start as well.
      if (job.log.outcome?.type !== "done") await this.options.journal.remove(job.id).catch(report);
      job.log.add({
        type: "failed",
        id: job.id,
        ...failure("internal", "The server could not keep this capture."),
      });
      this.#end(job);
    });
    const settled = guarded.finally(() => this.#runs.delete(settled));
    this.#runs.add(settled);
    return settled;
  }
}
