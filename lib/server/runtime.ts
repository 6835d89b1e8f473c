/**
 * The server's parts, made once by the front (workers/server.ts) and shared with Next's route handlers. Next bundles
 * route handlers apart from the front, so module state is not shared between them: the global object is.
 */
import type { CaptureEvent, CaptureRequest } from "../domain/capture";
import type { BlobStore } from "../ports/blob-store";
import type { CapturerHealth } from "../ports/capturer";
import type { Config } from "./config";

export interface RunningCapture {
  readonly id: string;
  /** Past events first, then live ones, ending after `done` or `failed`. */
  events(signal?: AbortSignal): AsyncIterable<CaptureEvent>;
}

export interface CaptureQueue {
  /** The same url and linkId asked twice while one runs is one capture. */
  start(request: CaptureRequest): RunningCapture;
  get(id: string): RunningCapture | null;
  cancel(id: string): boolean;
}

export interface Access {
  /** The device a request's bearer token belongs to, or `null`. */
  deviceOf(request: Request): Promise<string | null>;
  /** A token, or `null` when the code is wrong or used up. */
  claim(request: Request, code: string | undefined, deviceName: string): Promise<string | null>;
  isClaimed(): Promise<boolean>;
}

export interface ServerRuntime {
  readonly version: string;
  readonly config: Config;
  readonly access: Access;
  readonly blobs: BlobStore;
  readonly captures: CaptureQueue;
  captureHealth(): Promise<CapturerHealth>;
}

const KEY = Symbol.for("linksnap.server");
type Holder = { [KEY]?: ServerRuntime };

export const shareRuntime = (runtime: ServerRuntime): void => {
  (globalThis as Holder)[KEY] = runtime;
};

/** The running server's parts. Throws when called outside of it: that is a bug, not a condition. */
export const serverRuntime = (): ServerRuntime => {
  const runtime = (globalThis as Holder)[KEY];
  if (!runtime) throw new Error("the server runtime is not up");
  return runtime;
};
