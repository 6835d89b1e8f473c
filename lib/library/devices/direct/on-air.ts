/**
 * The worker's end of the connections. Of all tabs of a device one is on the air: its page looks for the other devices
 * of the library and hands over the channels of each connection that comes about.
 */
import type { AirOrder, LaneName, ToPage, ToWorker } from "../../../sync/air/messages";
import type { Connection } from "../../../sync/exchange/together";
import { rawChannelOf } from "../../../sync/wire/raw-channel";
import type { RawChannel } from "../../../sync/wire/raw-channel";
import { CarriedChannel } from "./carried-channel";

export interface OnAirParts {
  /** The room to be in, or `null` while there is nobody to look for. */
  readonly order: () => AirOrder | null;
  /** Sees to it that the page may reach the signalling server. Resolves to whether it may. */
  readonly ticket: () => Promise<boolean>;
  readonly take: (connection: Connection) => void;
  /** On the air or not, or the signalling server is reached or not. */
  readonly changed: () => void;
}

interface Made {
  readonly carried: Readonly<Record<LaneName, CarriedChannel>> | null;
  readonly connected: (ends: { own: string; other: string }) => void;
  readonly gone: () => void;
}

const RETRY_FIRST = 2000;
const RETRY_LONGEST = 60_000;

export class OnAir {
  #port: MessagePort | null = null;
  #isChosen = false;
  #isReady = false;
  #isClosed = false;
  #joined = "";
  #retry = RETRY_FIRST;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #made = new Map<number, Made>();
  /** Whether the signalling server is reached. */
  isSignalOpen = false;

  constructor(private readonly parts: OnAirParts) {}

  /** Whether this tab looks for the others. */
  get isOn(): boolean {
    return this.#joined !== "";
  }

  /** The page that can make connections. */
  usePage(port: MessagePort): void {
    this.#port = port;
    port.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => this.#hear(data));
    port.start();
    this.look();
  }

  /** No other tab of this device is on the air. */
  choose(): void {
    this.#isChosen = true;
    this.look();
  }

  /** The room may be another now, or there is somebody to look for. */
  look(): void {
    const order = this.parts.order();
    if (this.#isClosed || !this.#isChosen || !this.#port) return;
    if (!this.#isReady) {
      if (order) this.#tell({ kind: "wanted" });
      return;
    }
    const wanted = order ? JSON.stringify(order) : "";
    if (wanted === this.#joined) return;
    this.#joined = wanted;
    this.#tell(order ? { kind: "join", ...order } : { kind: "leave" });
    this.#retry = RETRY_FIRST;
    if (order) void this.#knock();
    this.parts.changed();
  }

  /** The network may be another: asks the signalling server anew. */
  wake(): void {
    if (!this.isOn) return;
    this.#retry = RETRY_FIRST;
    void this.#knock().then(() => this.#tell({ kind: "wake" }));
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    if (this.isOn) this.#tell({ kind: "leave" });
    this.#joined = "";
    this.#port?.close();
  }

  /** Gets a ticket for the socket, and again while the server does not answer. */
  async #knock(): Promise<void> {
    clearTimeout(this.#timer);
    await this.parts.ticket();
    if (this.#isClosed || this.isSignalOpen || !this.isOn) return;
    this.#timer = setTimeout(() => void this.#knock(), this.#retry);
    this.#retry = Math.min(RETRY_LONGEST, this.#retry * 2);
  }

  #hear(said: ToWorker): void {
    switch (said.kind) {
      case "ready":
        this.#isReady = true;
        return this.look();
      case "signal":
        return this.#signal(said.isOpen);
      case "made":
        return this.#take(said.n, said.channels);
      case "connected":
        return this.#made.get(said.n)?.connected(said);
      case "gone":
        return this.#gone(said.n);
      default:
        return this.#carried(said);
    }
  }

  #signal(isOpen: boolean): void {
    this.isSignalOpen = isOpen;
    if (!isOpen) void this.#knock();
    this.parts.changed();
  }

  #gone(n: number): void {
    this.#made.get(n)?.gone();
    this.#made.delete(n);
  }

  #carried(said: Extract<ToWorker, { lane: LaneName }>): void {
    this.#made.get(said.n)?.carried?.[said.lane].hear(said);
  }

  #take(n: number, transferred: Readonly<Record<LaneName, RTCDataChannel>> | null): void {
    const carry = (lane: LaneName): CarriedChannel =>
      new CarriedChannel(
        (bytes) => this.#tell({ kind: "piece", n, lane, bytes }),
        () => this.#tell({ kind: "drop", n }),
      );
    if (transferred) {
      const channels = { sync: rawChannelOf(transferred.sync), blobs: rawChannelOf(transferred.blobs) };
      return this.#begin(n, channels, null);
    }
    const carried = { sync: carry("sync"), blobs: carry("blobs") };
    this.#begin(n, carried, carried);
  }

  #begin(n: number, channels: Record<LaneName, RawChannel>, carried: Made["carried"]): void {
    let connected: Made["connected"] = () => undefined;
    const ends = new Promise<{ own: string; other: string }>((resolve) => {
      connected = resolve;
    });
    const gone = (): void => {
      channels.sync.close();
      channels.blobs.close();
    };
    this.#made.set(n, { carried, connected, gone });
    this.parts.take({ ...channels, ends, drop: () => this.#tell({ kind: "drop", n }) });
  }

  #tell(message: ToPage): void {
    this.#port?.postMessage(message);
  }
}
