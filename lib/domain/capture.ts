/**
 * What device and server say to each other about a capture: `POST /api/captures` answers with a stream of these
 * events, one JSON object a line (NDJSON).
 */
import type { ArtifactKind } from "./artifact";
import type { BlobHash } from "./ids";
import type { Prints, Snapshot, Verdict } from "./snapshot";

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
  "not-a-page", // neither a page nor a file: a stream without an end
  "gone", // 404, 410
  "login", // 401, 407 or a login wall
  "challenge", // the site checks by itself whether a browser is driven by a person
  "captcha", // it asks for a puzzle to be solved
  "paywall", // 402, or for subscribers only
  "region", // 451, or not shown where the server stands
  "forbidden", // 403
  "rate-limited", // 429
  "site-error", // other 4xx and all 5xx
  "empty", // nothing to keep
  "robots", // a watch only: the site's robots.txt asks programs to keep away
  "no-page", // what the person brought holds no page
  "no-browser", // the server has no Chromium that starts
  "no-sandbox", // the server's Chromium cannot be shut in safely, so it does not capture
  "crashed", // the browser or the capture process died
  "interrupted", // the server stopped; it will be tried again
  "busy", // the server takes no more at the moment; it will be asked again
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
  | { readonly type: "done"; readonly id: string; readonly snapshot: Snapshot; readonly crawlDelay?: number }
  /** The page is as it was in the snapshot of the request's `base`: nothing was stored. */
  | {
      readonly type: "same";
      readonly id: string;
      readonly snapshotId: string;
      /** Ms since 1970 by the server's clock. */
      readonly at: number;
      /** Seconds between two visits that the site's robots.txt asks for, where it does. */
      readonly crawlDelay?: number;
    }
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
  /** `usualArtifactKinds` when absent. */
  readonly artifacts?: readonly ArtifactKind[];
  /** A snapshot the asker holds whole: a capture that finds the same page stores nothing and answers `same`. */
  readonly base?: CaptureBase;
  /** Nobody asked for it just now: robots.txt is respected. */
  readonly watch?: boolean;
  /** Archived pages that this one may resemble, the most alike first: of one that does, only what is new is stored. */
  readonly bases?: readonly BlobHash[];
}

export interface CaptureBase {
  readonly id: string;
  readonly prints: Prints;
  /** Kinds it holds: one that is not among them is new. */
  readonly kinds: readonly ArtifactKind[];
}

/** Types under which a person can bring a page (`POST /api/captures?url=…`), with the form each is read as. */
export const broughtTypes = {
  "text/html": "html",
  "application/xhtml+xml": "html",
  "multipart/related": "mhtml",
} as const;
export type BroughtType = keyof typeof broughtTypes;
/** The largest page that can be brought, in bytes. */
export const MAX_BROUGHT = 60 * 1024 * 1024;
export const isBroughtType = (value: unknown): value is BroughtType =>
  typeof value === "string" && Object.hasOwn(broughtTypes, value);

/** How often a link is looked at by itself; "" = never. */
export const watchRhythms = ["", "daily", "weekly"] as const;
export type WatchRhythm = (typeof watchRhythms)[number];

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
