/**
 * A person who saves a page should not wait for a browser to start: one process stands ready with its browser, is used
 * for one capture, and another takes its place. It ends by itself when nobody has asked for anything for a while, and
 * none is kept where memory is short; then a capture starts its own.
 */
import { freemem } from "node:os";
import type { Pass } from "../egress/pass";
import type { CaptureProcess } from "./capture-process";
import type { WorkFolder } from "./work-folder";

/** A process that was told to start its browser, with what belongs to it alone. */
export interface Prepared {
  readonly process: Pick<CaptureProcess, "run" | "end" | "isOver">;
  readonly pass: Pass;
  readonly folder: WorkFolder;
  /** Whether its browser stands; waits until that is known. */
  readonly isReady: Promise<boolean>;
}

export interface ReadyOptions {
  readonly make: () => Promise<Prepared>;
  /** Undoes `make` for a process that was never used. */
  readonly discard: (prepared: Prepared) => Promise<void>;
  /** Whether one is to stand ready at all. */
  readonly keep: boolean;
  /** It ends after standing unused for this long, in milliseconds. */
  readonly idleMs: number;
  /** None is kept when less memory than this is free, in bytes; one that stands goes when it is asked for next. */
  readonly minFreeBytes: number;
  /** Free memory in bytes, for tests. */
  readonly freeBytes?: () => number;
}

export class ReadyProcess {
  private spare: Promise<Prepared | null> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(private readonly options: ReadyOptions) {}

  /** The one that stands ready, or a new one. */
  async take(): Promise<Prepared> {
    const spare = await this.release();
    if (spare && !spare.process.isOver) return spare;
    if (spare) await this.options.discard(spare);
    return this.options.make();
  }

  /** Sees to it that one stands ready, for as long as `idleMs` from now. */
  refill(): void {
    const { keep, idleMs, minFreeBytes, freeBytes = freemem } = this.options;
    if (!keep || this.isClosed) return;
    if (freeBytes() < minFreeBytes) {
      void this.empty();
      return;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.empty(), idleMs);
    this.timer.unref();
    this.spare ??= this.prepare();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.empty();
  }

  /** Takes it out; from then on it belongs to the caller. */
  private release(): Promise<Prepared | null> | null {
    const { spare } = this;
    this.spare = null;
    return spare;
  }

  private async empty(): Promise<void> {
    clearTimeout(this.timer);
    const spare = await this.release();
    if (spare) await this.options.discard(spare);
  }

  /** `null` when it could not be made (a full disk): the capture that needs one will say why. */
  private async prepare(): Promise<Prepared | null> {
    try {
      const prepared = await this.options.make();
      void prepared.isReady.then((isReady) => (isReady ? undefined : this.drop(prepared)));
      return prepared;
    } catch {
      this.spare = null;
      return null;
    }
  }

  /** Its browser did not start: it is of no use to anybody. */
  private async drop(prepared: Prepared): Promise<void> {
    if (!this.spare || (await this.spare) !== prepared) return;
    this.spare = null;
    await this.options.discard(prepared);
  }
}
