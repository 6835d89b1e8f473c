/** Reads a line of a capture stream. Total: what is no event is `null` and skipped. */
import { captureSteps } from "../../domain/capture";
import type { CaptureEvent } from "../../domain/capture";
import { MAX_TIME } from "../../domain/link";
import { parseSnapshot } from "../../replica/parse-snapshot";
import { failedVerdict, isCaptureFailure } from "./task";

type Fields = (name: string) => unknown;

const amount = (value: unknown, max: number): number =>
  typeof value === "number" && Number.isFinite(value) ? Math.min(max, Math.max(0, value)) : 0;
const text = (value: unknown): string => (typeof value === "string" ? value.slice(0, 1000) : "");

/** The snapshot of a `done` event belongs to no link yet: whoever keeps it parses it as one of its link. */
export function parseCaptureEvent(line: string): CaptureEvent | null {
  let fields: Fields;
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null) return null;
    fields = (name) => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined);
  } catch {
    return null; // a torn line: the stream is resumed when it ends without an end
  }
  return eventOf(fields, text(fields("id")));
}

function eventOf(fields: Fields, id: string): CaptureEvent | null {
  switch (fields("type")) {
    case "queued":
      return { type: "queued", id, position: amount(fields("position"), 1e6) };
    case "step": {
      const step = captureSteps.find((name) => name === fields("step"));
      return step ? { type: "step", id, step, progress: amount(fields("progress"), 1) } : null;
    }
    case "done":
      return doneEvent(fields, id);
    case "same":
      return sameEvent(fields, id);
    case "failed":
      return failedEvent(fields, id);
    case "ping":
      return { type: "ping" };
    default:
      return null;
  }
}

function doneEvent(fields: Fields, id: string): CaptureEvent {
  const snapshot = parseSnapshot(fields("snapshot"), "");
  if (snapshot) return { type: "done", id, snapshot, ...crawlDelayOf(fields) };
  const message = "the manifest of the snapshot could not be read";
  return { type: "failed", id, verdict: "error", code: "internal", message };
}

const crawlDelayOf = (fields: Fields): { crawlDelay?: number } => {
  const delay = amount(fields("crawlDelay"), 86_400);
  return delay > 0 ? { crawlDelay: delay } : {};
};

function sameEvent(fields: Fields, id: string): CaptureEvent | null {
  const at = amount(fields("at"), MAX_TIME);
  return { type: "same", id, snapshotId: text(fields("snapshotId")), at, ...crawlDelayOf(fields) };
}

function failedEvent(fields: Fields, id: string): CaptureEvent {
  const code = fields("code");
  const httpStatus = fields("httpStatus");
  const retryAfter = fields("retryAfter");
  const retries = fields("retries");
  return {
    type: "failed",
    id,
    verdict: failedVerdict(fields("verdict")),
    code: isCaptureFailure(code) ? code : "internal",
    message: text(fields("message")),
    ...(typeof httpStatus === "number" ? { httpStatus: amount(httpStatus, 999) } : {}),
    ...(typeof retryAfter === "number" ? { retryAfter: amount(retryAfter, 86_400) } : {}),
    ...(typeof retries === "number" ? { retries: amount(retries, 10) } : {}),
  };
}
