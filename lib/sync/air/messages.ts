/**
 * What the library's worker and its page say to each other about connections. The page makes them, because browsers make
 * them nowhere else; the worker is handed their channels and says what goes through them.
 */

/** A server that helps devices find a way to each other, as the browser takes it. */
export interface IceServer {
  readonly urls: string;
  readonly username?: string;
  readonly credential?: string;
}

export interface AirOrder {
  /** Name of the room on the signalling server. */
  readonly room: string;
  readonly password: string;
  readonly iceServers: readonly IceServer[];
}

export type LaneName = "sync" | "blobs";

export type ToPage =
  /** Load what is needed, and say so. */
  | { readonly kind: "wanted" }
  /** Look for devices in this room, and in no other. */
  | ({ readonly kind: "join" } & AirOrder)
  | { readonly kind: "leave" }
  /** End a connection; the device is looked for anew. */
  | { readonly kind: "drop"; readonly n: number }
  /** The network may be another, or the computer slept. */
  | { readonly kind: "wake" }
  /** A piece for a channel the browser cannot hand over. */
  | { readonly kind: "piece"; readonly n: number; readonly lane: LaneName; readonly bytes: ArrayBuffer };

export type ToWorker =
  | { readonly kind: "ready" }
  /** A connection that is being made. Without channels, pieces go by messages. */
  | {
      readonly kind: "made";
      readonly n: number;
      readonly channels: Readonly<Record<LaneName, RTCDataChannel>> | null;
    }
  /** The certificates of both ends, as the connection was made with them. */
  | { readonly kind: "connected"; readonly n: number; readonly own: string; readonly other: string }
  | { readonly kind: "gone"; readonly n: number }
  /** Whether the signalling server is reached. */
  | { readonly kind: "signal"; readonly isOpen: boolean }
  | { readonly kind: "opened"; readonly n: number; readonly lane: LaneName }
  | { readonly kind: "closed"; readonly n: number; readonly lane: LaneName }
  | { readonly kind: "piece"; readonly n: number; readonly lane: LaneName; readonly bytes: ArrayBuffer }
  /** Bytes of pieces that were handed to the channel, and what waits in it. */
  | { readonly kind: "taken"; readonly n: number; readonly lane: LaneName; readonly bytes: number };
