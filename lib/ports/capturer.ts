/**
 * Makes one capture of one address. The server's queue drives it; lib/capture implements it with a process of its own
 * and a real Chromium. What it hands back is hostile input that was checked: sizes, hashes and types are the capturer's
 * own measurement, never the page's word.
 */
import type { ArtifactKind } from "../domain/artifact";
import type { CaptureFailure, CaptureStep } from "../domain/capture";
import type { Result } from "../domain/result";
import type { Answer, PageFacts, Prints, Shortfall, Verdict } from "../domain/snapshot";

export interface CaptureJob {
  readonly id: string;
  readonly url: string;
  readonly artifacts: readonly ArtifactKind[];
  /** The page as a person brought it: no visit to the site, and no way to the network at all. */
  readonly brought?: { readonly path: string; readonly form: "html" | "mhtml" };
  /** Nobody asked just now: robots.txt is respected. */
  readonly watch?: boolean;
  /** Aborting ends the capture and everything it started. */
  readonly signal: AbortSignal;
  readonly onStep: (step: CaptureStep, progress: number) => void;
}

/** A file the capture left in its private folder. `resource` files are named by `cas:<sha256>` inside documents. */
export interface CapturedFile {
  readonly kind: ArtifactKind | "resource";
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  /** What a kept file is called. */
  readonly name?: string;
  readonly width?: number;
  readonly height?: number;
}

export interface Captured {
  readonly files: readonly CapturedFile[];
  readonly finalUrl: string;
  readonly httpStatus: number;
  readonly verdict: "good" | "partial";
  readonly page: PageFacts;
  readonly missing: readonly { readonly kind: ArtifactKind; readonly reason: string }[];
  readonly words: number;
  readonly isArticle: boolean;
  readonly answer?: Answer;
  /** Requests to hosts of advertisements and trackers that were turned away. */
  readonly blocked?: number;
  /** Why it is only partial. */
  readonly shortfalls?: readonly Shortfall[];
  /** By which the page is known again; `null` when it did not let them be taken. */
  readonly prints?: Prints | null;
  /** Seconds between two visits that the site's robots.txt asks for, where it was asked. */
  readonly crawlDelay?: number;
  /** Removes the private folder. Call it when the files are stored. */
  dispose(): Promise<void>;
}

export interface CaptureFailed {
  readonly code: CaptureFailure;
  readonly verdict: Exclude<Verdict, "good" | "partial">;
  /** Plain English words. */
  readonly message: string;
  readonly httpStatus?: number;
  /** Seconds. */
  readonly retryAfter?: number;
}

/**
 * Walls around a capture, seen to stand: another user than the server's, a filter of system calls, namespaces of its own
 * for what runs pages, a network without any way out but the door, no way to gain privileges.
 */
export type SandboxLayer = "user" | "seccomp" | "namespaces" | "network" | "no-new-privileges";

export interface CapturerHealth {
  readonly available: boolean;
  /** Product and version, e.g. `Chromium 156.0.8078.79`, or "" when there is none. */
  readonly browser: string;
  /** Whether Chromium's own sandbox was seen to hold. */
  readonly sandbox: boolean;
  /** All that was seen to stand, where the system tells (Linux). */
  readonly layers?: readonly SandboxLayer[];
  /** Why captures are not available, for programs. */
  readonly code?: "no-browser" | "no-sandbox";
  /** Plain words when something is missing or weaker than it should be. */
  readonly reason?: string;
}

export interface Capturer {
  capture(job: CaptureJob): Promise<Result<Captured, CaptureFailed>>;
  health(): Promise<CapturerHealth>;
  /** Ends every capture under way; resolves when no process of theirs is left. */
  close(): Promise<void>;
}
