/**
 * The server's parts, made once by the front (workers/server.ts) and shared with Next's route handlers. Next bundles
 * route handlers apart from the front, so module state is not shared between them: the global object is.
 */
import type { CaptureEvent, CaptureRequest } from "../domain/capture";
import type { Result } from "../domain/result";
import type { BlobStore } from "../ports/blob-store";
import type { CapturerHealth } from "../ports/capturer";
import type { Tickets } from "./access/tickets";
import type { Config } from "./config";
import type { Pairings } from "./pairing/pairings";
import type { Mailboxes } from "./mailbox/mailboxes";

export interface RunningCapture {
  readonly id: string;
  /**
   * Past events first, then live ones, ending after `done` or `failed`. Steps that a slow reader missed are merged
   * into the latest one. Ends without either when the signal aborts or the server stops.
   */
  events(signal?: AbortSignal): AsyncIterable<CaptureEvent>;
}

export interface BroughtBytes {
  readonly form: "html" | "mhtml";
  readonly bytes: Uint8Array;
}

export interface CaptureQueue {
  /** The same url and linkId asked twice while one runs is one capture. `null` when too many wait already. */
  start(request: CaptureRequest): RunningCapture | null;
  /** Makes a snapshot of a page that a person brought, each time anew. `null` when too many wait already. */
  bring(request: CaptureRequest, page: BroughtBytes): RunningCapture | null;
  get(id: string): RunningCapture | null;
  /** Whether there was such a capture under way. */
  cancel(id: string): boolean;
}

/** Why a claim got no token: no or another code, the code was used before, too many wrong ones or claims of late. */
export type ClaimRefusal = "wrong" | "spent" | "locked";

export interface GivenToken {
  /** Name of the token: the device's among the devices of its group. */
  readonly id: string;
  readonly token: string;
}

export interface GroupDevice {
  readonly id: string;
  readonly name: string;
  /** Ms since 1970. */
  readonly createdAt: number;
}

export interface Access {
  /** The device a request's bearer token belongs to, or `null`. */
  deviceOf(request: Request): Promise<string | null>;
  /** The device a token belongs to, or `null`. For WebSockets, which carry it elsewhere. */
  deviceOfToken(token: string): Promise<string | null>;
  /** A fresh token for a new device, or why not. */
  claim(
    request: Request,
    code: string | undefined,
    deviceName: string,
  ): Promise<Result<string, ClaimRefusal>>;
  isClaimed(): Promise<boolean>;
  /** The group a device belongs to: the devices of its library. `null` for a device that is not known. */
  groupOf(device: string): string | null;
  /** In the order in which they came. */
  devicesOf(group: string): readonly GroupDevice[];
  /** Whether the request's token was taken away by a device of its group. */
  wasTakenOut(request: Request): boolean;
  /** A fresh token for a device that joins a group. */
  grant(group: string, deviceName: string): Promise<GivenToken>;
  /** Ends a device's token. `false` when the group has no such device. */
  remove(group: string, device: string): Promise<boolean>;
  /** Called with each device whose token ends. */
  onRemoved(removed: (device: string) => void): void;
}

export interface ServerRuntime {
  readonly version: string;
  readonly config: Config;
  readonly access: Access;
  /** For the signalling socket. */
  readonly tickets: Tickets;
  readonly pairings: Pairings;
  readonly blobs: BlobStore;
  readonly captures: CaptureQueue;
  /** What devices leave here for each other, sealed. */
  readonly mailboxes: Mailboxes;
  captureHealth(): Promise<CapturerHealth>;
}

declare global {
  var linksnapServer: ServerRuntime | undefined;
}

export const shareRuntime = (runtime: ServerRuntime): void => {
  globalThis.linksnapServer = runtime;
};

/** The running server's parts. Throws when called outside of it: that is a bug, not a condition. */
export const serverRuntime = (): ServerRuntime => {
  if (!globalThis.linksnapServer) throw new Error("the server runtime is not up");
  return globalThis.linksnapServer;
};
