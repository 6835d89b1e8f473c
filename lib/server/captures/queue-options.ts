/** What the queue of captures is given at run time. */
import type { BlobStore } from "../../ports/blob-store";
import type { Capturer } from "../../ports/capturer";
import type { Journal } from "./journal";

export interface CaptureQueueOptions {
  readonly capturer: Capturer;
  readonly blobs: BlobStore;
  readonly journal: Journal;
  readonly parallel: number;
  /** Rest of a site between two captures, in milliseconds; none when absent. */
  readonly sitePauseMs?: number;
  /** How often a device may try again what failed and may pass. The device's own bound holds when absent. */
  readonly retries?: number;
  /** Told of what should not happen, in one line. */
  readonly report: (words: string) => void;
  readonly newId?: () => string;
  /** Milliseconds since 1970; display data only. */
  readonly now?: () => number;
  /** How long an ended capture can still be asked for, in milliseconds. */
  readonly keepEnded?: number;
  readonly maxWaiting?: number;
}
