/** One capture of the queue, and what can be said of it without the queue. */
import { randomBytes } from "node:crypto";
import type { CaptureFailure, CaptureRequest } from "../../domain/capture";
import { idFromBytes } from "../../domain/ids";
import type { CaptureFailed, CaptureJob } from "../../ports/capturer";
import type { RunningCapture } from "../runtime";
import type { EventLog } from "./event-log";
import type { Journal, JournalEntry } from "./journal";

export interface Job {
  readonly id: string;
  readonly key: string;
  readonly site: string;
  readonly log: EventLog;
  readonly abort: AbortController;
  entry: JournalEntry;
  /** How many are ahead of it, as last told. */
  position: number;
  /** Whether a device has been given the manifest; `past` when that was a while ago. */
  handedOver: "no" | "lately" | "past";
}

export const newCaptureId = (): string => idFromBytes(randomBytes(14));
export const keyOf = (request: CaptureRequest): string => JSON.stringify([request.url, request.linkId ?? ""]);
export const cancelled: CaptureFailed = {
  code: "cancelled",
  verdict: "error",
  message: "The capture was cancelled.",
};
export const failure = (code: CaptureFailure, message: string): CaptureFailed => ({
  code,
  verdict: "error",
  message,
});

/** How the page comes: from the site, by robots.txt where nobody asked just now, or from the person. */
export function wayOf({ id, entry }: Job, journal: Journal): Pick<CaptureJob, "brought" | "watch"> {
  if (entry.brought) return { brought: { path: journal.pagePath(id), form: entry.brought } };
  return entry.request.watch ? { watch: true } : {};
}

export const asRunning = (job: Job): RunningCapture => ({
  id: job.id,
  events: (signal) => job.log.read(signal),
});
