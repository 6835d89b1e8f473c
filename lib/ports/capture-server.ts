/**
 * The server as a device sees it: it makes captures and hands out blobs. Every answer is a value; only a broken
 * connection is told apart from a refusal, because it does not count as a try.
 */
import type { BroughtType, CaptureEvent, CaptureRequest } from "../domain/capture";
import type { Result } from "../domain/result";
import type { CachedBlob } from "./blob-cache";

export interface ServerHealth {
  readonly version: string;
  readonly capture: {
    readonly available: boolean;
    readonly reason: string;
    /** The browser is there, but its sandbox could not be shown to hold: captures are off for safety. */
    readonly isUnsafe?: boolean;
    /** Captures go on although no sandbox could be shown to hold: the owner said so. */
    readonly isUnguarded?: boolean;
  };
}

export type ServerFailure =
  /** No answer, or none that is this server's: the device is offline or the server is down. */
  | { readonly kind: "offline" }
  /** The token is not known (any more). */
  | { readonly kind: "unauthorised" }
  /** There is no such capture or blob. */
  | { readonly kind: "unknown" }
  /** Too busy; `retryAfter` in seconds. */
  | { readonly kind: "busy"; readonly retryAfter: number }
  | { readonly kind: "refused"; readonly status: number; readonly message: string };

export interface BroughtFile {
  readonly type: BroughtType;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Events of one capture. It ends after `done` or `failed`, or before with why it broke off. */
export type CaptureStream = AsyncIterable<Result<CaptureEvent, ServerFailure>>;

export interface CaptureServer {
  health(): Promise<Result<ServerHealth, ServerFailure>>;
  /** A device token. `code` is "" on loopback. */
  claim(code: string, deviceName: string): Promise<Result<string, ServerFailure>>;
  start(token: string, request: CaptureRequest): CaptureStream;
  /** Makes a snapshot of a page the person brought, without a visit to the site. */
  bring(token: string, request: CaptureRequest, page: BroughtFile): CaptureStream;
  resume(token: string, captureId: string): CaptureStream;
  cancel(token: string, captureId: string): Promise<void>;
  /** Everything of this capture is on the device: the server need not keep it any longer. */
  forget(token: string, captureId: string): Promise<void>;
  /** Lends the server a file that the next capture may build on. Resolves to whether it took it. */
  lend(token: string, hash: string, blob: CachedBlob): Promise<boolean>;
  blob(token: string, hash: string): Promise<Result<CachedBlob, ServerFailure>>;
}
