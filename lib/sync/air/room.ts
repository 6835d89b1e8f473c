/**
 * A room of y-webrtc: the one file that knows the package. It is used to find devices and to negotiate connections, with
 * our own signalling, no helpers of third parties, and a clock over every connection that does not come about.
 */
import { Doc } from "yjs";
import { WebrtcProvider } from "y-webrtc";
import type { AirOrder } from "./messages";

interface Tried {
  /** Of simple-peer, which has no types; its connection is a member of its own. */
  readonly peer: { destroy(): void };
  readonly connected: boolean;
}

/** Ms a connection may take to come about; ms in which an own offer is answered, and in which one is heard at all. */
const CONNECT_WITHIN = 8000;
const ANSWERED_WITHIN = 4000;
const OFFERED_WITHIN = 1000;
const LOOK_EVERY = 1000;
/** Ms without anybody after which this device says anew that it is there: what it said may have been lost on the way. */
const SAY_AGAIN = 60_000;
const PATH = "/api/signal";
/** A library has eight devices at most, tabs that linger for a moment among them. */
const MOST_PEERS = 16;

export interface RoomOptions extends AirOrder {
  readonly connection: typeof RTCPeerConnection;
  /** Whether the signalling server is reached is another now. */
  readonly signal: (isOpen: boolean) => void;
}

export class Room {
  readonly #provider: WebrtcProvider;
  readonly #since = new WeakMap<object, number>();
  readonly #timer: ReturnType<typeof setInterval>;
  #isSignalOpen: boolean | null = null;
  /** When somebody was last connected, or this device last said that it is there. */
  #aloneSince = performance.now();

  constructor(private readonly options: RoomOptions) {
    const { room, password, iceServers, connection } = options;
    // Nothing is ever written into this document: see link-connection.ts.
    this.#provider = new WebrtcProvider(room, new Doc(), {
      password,
      maxConns: MOST_PEERS,
      signaling: [`${location.origin.replace(/^http/, "ws")}${PATH}`],
      peerOpts: {
        config: { iceServers },
        channelConfig: { negotiated: true, id: 0, ordered: true },
        wrtc: { RTCPeerConnection: connection, RTCSessionDescription, RTCIceCandidate },
      },
    });
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY);
    window.addEventListener("unhandledrejection", quieten);
  }

  /** Ends one connection; y-webrtc then looks for the device anew. */
  drop(connection: RTCPeerConnection): void {
    for (const { peer } of this.#tried()) if (Reflect.get(peer, "_pc") === connection) return peer.destroy();
    connection.close();
  }

  /** The socket may look open and be dead: a new one tells. */
  wake(): void {
    for (const socket of this.#sockets()) socket.close();
  }

  leave(): void {
    clearInterval(this.#timer);
    window.removeEventListener("unhandledrejection", quieten);
    const { doc } = this.#provider;
    this.#provider.disconnect(); // first: destroying alone leaves the socket open
    this.#provider.destroy();
    doc.destroy();
  }

  #tried(): Tried[] {
    const all: ReadonlyMap<string, Tried> | undefined = this.#provider.room?.webrtcConns;
    return [...(all?.values() ?? [])];
  }

  *#sockets(): Iterable<WebSocket> {
    for (const { ws } of this.#provider.signalingConns) if (ws) yield ws;
  }

  /** Two devices that offer at once can wait for each other for ever: whatever takes too long begins anew. */
  #look(): void {
    const now = performance.now();
    for (const tried of this.#tried()) {
      const since = this.#since.get(tried) ?? now;
      this.#since.set(tried, since);
      if (!tried.connected && now - since > patienceWith(tried)) tried.peer.destroy();
    }
    if (this.#tried().some(({ connected }) => connected)) this.#aloneSince = now;
    if (now - this.#aloneSince > SAY_AGAIN) {
      this.#aloneSince = now;
      this.wake();
    }
    const isOpen = [...this.#sockets()].some(({ readyState }) => readyState === WebSocket.OPEN);
    if (isOpen !== this.#isSignalOpen) this.options.signal(isOpen);
    this.#isSignalOpen = isOpen;
  }
}

/** Candidates that come late, from an offer that was given up, begin a connection for which nobody offers. */
function patienceWith({ peer }: Tried): number {
  const connection: unknown = Reflect.get(peer, "_pc");
  const isHeard = connection instanceof RTCPeerConnection && connection.remoteDescription !== null;
  if (isHeard) return CONNECT_WITHIN;
  return Reflect.get(peer, "initiator") === true ? ANSWERED_WITHIN : OFFERED_WITHIN;
}

/**
 * What y-webrtc cannot read it leaves as a rejection nobody handles: signals under another password, answers to offers
 * that are gone. They are of no consequence.
 */
function quieten(event: PromiseRejectionEvent): void {
  const { reason } = event;
  const isUnreadable = reason instanceof DOMException && reason.name === "OperationError";
  const isLate = reason instanceof TypeError && reason.message.includes("glareToken");
  if (isUnreadable || isLate) event.preventDefault();
}
