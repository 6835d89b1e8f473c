/**
 * What device and server say to each other about a capture: `POST /api/captures` answers with a stream of these
 * events, one JSON object a line (NDJSON).
 */
import type { ArtifactKind } from "./artifact";
import type { Snapshot, Verdict } from "./snapshot";

export const captureSteps = ["load", "read", "screenshot", "archive"] as const;
export type CaptureStep = (typeof captureSteps)[number];

/** Why a capture failed. The interface has words for each in every language; `message` is the server's English. */
export const captureFailures = [
  "bad-address", // not an http(s) address
  "no-such-host", // the name does not resolve
  "private-address", // refused: the address is not a public one
  "unreachable", // connection refused, reset or no route
  "tls", // certificate or handshake
  "timeout", // the page never ended, or the deadline passed
  "redirect-loop",
  "too-large", // above the byte cap
  "not-a-page", // a file of another kind (PDF, image, download)
  "gone", // 404, 410
  "login", // 401, 407 or a login wall
  "forbidden", // 403, 451
  "rate-limited", // 429
  "site-error", // other 4xx and all 5xx
  "empty", // nothing to keep
  "no-browser", // the server has no Chromium that starts
  "no-sandbox", // the server's Chromium cannot be shut in safely, so it does not capture
  "crashed", // the browser or the capture process died
  "interrupted", // the server stopped; it will be tried again
  "cancelled",
  "unauthorised", // the device token is not known to this server
  "internal",
] as const;
export type CaptureFailure = (typeof captureFailures)[number];

export type CaptureEvent =
  /** `position` counts captures ahead of this one. */
  | { readonly type: "queued"; readonly id: string; readonly position: number }
  /** `progress` is 0 to 1 over the whole capture and never runs ahead of the work done. */
  | { readonly type: "step"; readonly id: string; readonly step: CaptureStep; readonly progress: number }
  | { readonly type: "done"; readonly id: string; readonly snapshot: Snapshot }
  | {
      readonly type: "failed";
      readonly id: string;
      readonly verdict: Exclude<Verdict, "good" | "partial">;
      readonly code: CaptureFailure;
      readonly message: string;
      /** Status of the page's own answer, where there was one. */
      readonly httpStatus?: number;
      /** Seconds to wait, where the site asked for it. */
      readonly retryAfter?: number;
      /** How often the server lets a failure that may pass be tried again. */
      readonly retries?: number;
    }
  | { readonly type: "ping" };

export interface CaptureRequest {
  readonly url: string;
  readonly linkId?: string;
  /** All kinds when absent. */
  readonly artifacts?: readonly ArtifactKind[];
}

/** Failures that a later try may mend by itself; the others wait for the person. */
export const isTransient = (code: CaptureFailure): boolean =>
  [
    "unreachable",
    "timeout",
    "rate-limited",
    "site-error",
    "no-browser",
    "no-sandbox",
    "crashed",
    "interrupted",
    "no-such-host",
    "internal",
  ].includes(code);
