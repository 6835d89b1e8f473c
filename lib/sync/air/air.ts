/**
 * The page's end of the connections: does what the worker orders, hands it the channels of each connection, and where
 * the browser cannot do that, carries their pieces to and fro. Loaded only when there is another device to look for.
 */
import { HIGH_WATER, rawChannelOf } from "../wire/raw-channel";
import { certificateIn, linkConnection } from "./link-connection";
import type { AirOrder, LaneName, ToPage, ToWorker } from "./messages";
import { Room } from "./room";

type Channels = Readonly<Record<LaneName, RTCDataChannel>>;

export function openAir(port: MessagePort): void {
  const air = new Air(port);
  port.addEventListener("message", ({ data }: MessageEvent<ToPage>) => air.obey(data));
  port.postMessage({ kind: "ready" } satisfies ToWorker);
}

class Air {
  #room: Room | null = null;
  #last = 0;
  readonly #numbers = new WeakMap<RTCPeerConnection, number>();
  readonly #connections = new Map<number, RTCPeerConnection>();
  readonly #carried = new Map<string, Carrier>();
  #canTransfer = true;

  constructor(private readonly port: MessagePort) {}

  obey(order: ToPage): void {
    switch (order.kind) {
      case "join":
        return this.#join(order);
      case "leave":
        return this.#leave();
      case "drop":
        return this.#drop(order.n);
      case "wake":
        return this.#room?.wake();
      case "piece":
        return this.#carry(order);
      case "wanted":
        return this.#tell({ kind: "ready" });
    }
  }

  #join(order: AirOrder): void {
    this.#leave();
    this.#room = new Room({ ...order, connection: this.#connection(), signal: this.#signal });
  }

  #drop(n: number): void {
    const connection = this.#connections.get(n);
    if (connection) this.#room?.drop(connection);
  }

  #carry({ n, lane, bytes }: Extract<ToPage, { kind: "piece" }>): void {
    this.#carried.get(keyOf(n, lane))?.send(new Uint8Array(bytes));
  }

  readonly #signal = (isOpen: boolean): void => this.#tell({ kind: "signal", isOpen });

  #connection(): typeof RTCPeerConnection {
    return linkConnection({
      made: (connection, channels) => this.#made(connection, channels),
      connected: (connection) =>
        this.#of(connection, (n) =>
          this.#tell({
            kind: "connected",
            n,
            own: certificateIn(connection.localDescription),
            other: certificateIn(connection.remoteDescription),
          }),
        ),
      gone: (connection) =>
        this.#of(connection, (n) => {
          if (this.#connections.delete(n)) this.#forget(n, connection);
        }),
    });
  }

  /** y-webrtc is told of every end: else it would wait for a connection that is no more. */
  #forget(n: number, connection: RTCPeerConnection): void {
    for (const lane of LANES) this.#carried.delete(keyOf(n, lane));
    this.#tell({ kind: "gone", n });
    this.#room?.drop(connection);
  }

  #made(connection: RTCPeerConnection, channels: Channels): void {
    const n = ++this.#last;
    this.#numbers.set(connection, n);
    this.#connections.set(n, connection);
    if (this.#handOver(n, channels)) return;
    this.#tell({ kind: "made", n, channels: null });
    for (const lane of LANES)
      this.#carried.set(
        keyOf(n, lane),
        new Carrier(channels[lane], (said) => this.#tell({ ...said, n, lane })),
      );
  }

  #handOver(n: number, channels: Channels): boolean {
    if (!this.#canTransfer) return false;
    try {
      const transfer: Transferable[] = [channels.sync, channels.blobs];
      this.port.postMessage({ kind: "made", n, channels } satisfies ToWorker, transfer);
      return true;
    } catch {
      this.#canTransfer = false; // this browser cannot
      return false;
    }
  }

  #of(connection: RTCPeerConnection, then: (n: number) => void): void {
    const n = this.#numbers.get(connection);
    if (n !== undefined) then(n);
  }

  #leave(): void {
    this.#room?.leave();
    this.#room = null;
  }

  #tell(message: ToWorker): void {
    this.port.postMessage(message);
  }
}

const LANES: readonly LaneName[] = ["sync", "blobs"];
const keyOf = (n: number, lane: LaneName): string => `${n} ${lane}`;

type Said =
  | { readonly kind: "opened" | "closed" }
  | { readonly kind: "piece"; readonly bytes: ArrayBuffer }
  | { readonly kind: "taken"; readonly bytes: number };

/** Carries the pieces of a channel that stays with the page. */
class Carrier {
  readonly #raw;
  #waiting: Uint8Array<ArrayBuffer>[] = [];

  constructor(
    channel: RTCDataChannel,
    private readonly say: (said: Said) => void,
  ) {
    this.#raw = rawChannelOf(channel);
    this.#raw.listen({
      opened: () => say({ kind: "opened" }),
      closed: () => say({ kind: "closed" }),
      drained: () => this.#goOn(),
      piece: (bytes) => say({ kind: "piece", bytes: bytes.slice().buffer }),
    });
  }

  send(piece: Uint8Array<ArrayBuffer>): void {
    this.#waiting.push(piece);
    this.#goOn();
  }

  #goOn(): void {
    while (this.#raw.isOpen && this.#raw.buffered < HIGH_WATER) {
      const piece = this.#waiting.shift();
      if (!piece) return;
      this.#raw.send(piece);
      this.say({ kind: "taken", bytes: piece.length });
    }
  }
}
