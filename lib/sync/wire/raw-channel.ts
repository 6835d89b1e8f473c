/**
 * A channel to another device that takes pieces of bounded length, in order and none lost: a data channel of WebRTC, its
 * stand-in where the browser cannot hand one to a worker, or a pair in memory in tests.
 */

export interface RawListener {
  opened(): void;
  piece(bytes: Uint8Array<ArrayBuffer>): void;
  /** Less than the low mark waits to be sent. */
  drained(): void;
  closed(): void;
}

export interface RawChannel {
  readonly isOpen: boolean;
  /** Bytes handed over and not sent yet. */
  readonly buffered: number;
  /** Throws when the channel is not open. */
  send(piece: Uint8Array<ArrayBuffer>): void;
  /** One listener. */
  listen(listener: RawListener): void;
  close(): void;
}

/** Bytes that wait before a sender pauses, and those at which it goes on. A browser drops a channel at 16 MiB. */
export const HIGH_WATER = 1024 * 1024;
export const LOW_WATER = 256 * 1024;

/** A data channel as it is. Its owner may be a page or, where channels can be transferred, a worker. */
export function rawChannelOf(channel: RTCDataChannel): RawChannel {
  channel.binaryType = "arraybuffer";
  channel.bufferedAmountLowThreshold = LOW_WATER;
  return {
    get isOpen() {
      return channel.readyState === "open";
    },
    get buffered() {
      return channel.bufferedAmount;
    },
    send: (piece) => channel.send(piece),
    listen(listener) {
      channel.addEventListener("open", () => listener.opened());
      channel.addEventListener("close", () => listener.closed());
      channel.addEventListener("bufferedamountlow", () => listener.drained());
      channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
        if (data instanceof ArrayBuffer) listener.piece(new Uint8Array(data));
      });
    },
    close: () => channel.close(),
  };
}
