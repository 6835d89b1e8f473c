/**
 * Our own signalling for y-webrtc on the server's port: devices of the library find each other here and then talk
 * directly. It relays what it cannot read, to those who joined the same topic, and keeps nothing.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { SignalHub, type Caller } from "./hub";
import { defaultSignalLimits, type SignalLimits } from "./limits";

export const SIGNAL_PATH = "/api/signal";
/** What a client offers beside `linksnap.<token>`, so that the answer need not repeat the token. */
export const SIGNAL_PROTOCOL = "linksnap";

export interface SignalServer {
  readonly hub: SignalHub;
  /** Takes over an upgrade request that was authorised for a device. */
  accept(request: IncomingMessage, stream: { socket: Duplex; head: Buffer }, caller: Caller): void;
  close(): void;
}

export function createSignalServer(limits: SignalLimits = defaultSignalLimits): SignalServer {
  const hub = new SignalHub(limits);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.payload,
    maxFragments: 64,
    maxBufferedChunks: 1024,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (offered) =>
      offered.has(SIGNAL_PROTOCOL) ? SIGNAL_PROTOCOL : ([...offered][0] ?? false),
  });
  const timer = setInterval(() => hub.beat(), limits.heartbeat);
  timer.unref();
  return {
    hub,
    accept: (request, { socket, head }, caller) =>
      server.handleUpgrade(request, socket, head, (webSocket) => hub.admit(webSocket, caller)),
    close() {
      clearInterval(timer);
      hub.close();
      server.close();
    },
  };
}
