/**
 * WebSocket upgrades: signalling for known devices, Next's own reloading in development, and no one else. Next never
 * sees any other upgrade, because it would pass some on to where the request says.
 */
import { STATUS_CODES, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { bearerOf } from "../access/access";
import { ticketIn, type Tickets } from "../access/tickets";
import { isOwnOrigin } from "../access/origins";
import type { Refusal } from "../http/respond";
import type { Access } from "../runtime";
import { SIGNAL_PATH, SIGNAL_PROTOCOL, type SignalServer } from "../signal/signal-server";
import { judgeAddress, pathOf, type GateOptions } from "./gate";

export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

export interface UpgradeOptions {
  readonly gate: GateOptions;
  /** The parts, or `null` while the server starts. */
  readonly parts: () => {
    readonly access: Access;
    readonly tickets: Tickets;
    readonly signal: SignalServer;
  } | null;
  /** Hands a socket to Next's development server. */
  readonly toNext: (upgrade: Upgrade) => void;
}

const TOKEN_PROTOCOL = new RegExp(`^${SIGNAL_PROTOCOL}\\.([\\w-]{20,100})$`);

/** The device token of an upgrade: browsers cannot set headers here, so it comes as a protocol or in the query. */
export function tokenOf(request: IncomingMessage): string {
  const fromHeader = bearerOf(request.headers.authorization);
  if (fromHeader !== "") return fromHeader;
  for (const offered of (request.headers["sec-websocket-protocol"] ?? "").split(",")) {
    const token = TOKEN_PROTOCOL.exec(offered.trim())?.[1];
    if (token !== undefined) return token;
  }
  const query = request.url?.split("?", 2)[1] ?? "";
  return new URLSearchParams(query).get("token") ?? "";
}

/** Answers an upgrade with an ordinary refusal and hangs up. */
export function refuseUpgrade(socket: Duplex, { status, message }: Omit<Refusal, "code">): void {
  const body = `${message}\n`;
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Refused"}`,
      "Connection: close",
      "Content-Type: text/plain; charset=utf-8",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "X-Content-Type-Options: nosniff",
      "",
      body,
    ].join("\r\n"),
    () => socket.destroy(),
  );
}

/** A cookie comes by itself: it counts only where the browser says which page asks. */
function deviceOfTicket({ headers }: IncomingMessage, tickets: Tickets): string | null {
  return headers.origin === undefined ? null : tickets.deviceOf(ticketIn(headers.cookie, headers.host ?? ""));
}

async function admit(upgrade: Upgrade, options: UpgradeOptions): Promise<Omit<Refusal, "code"> | null> {
  const { request } = upgrade;
  const { origin, host = "" } = request.headers;
  if (origin !== undefined && !isOwnOrigin(origin, host, options.gate.origin))
    return { status: 403, message: "Other sites may not connect here." };
  const parts = options.parts();
  if (!parts) return { status: 503, message: "The server is starting." };
  const device =
    (await parts.access.deviceOfToken(tokenOf(request))) ?? deviceOfTicket(request, parts.tickets);
  const group = device === null ? null : parts.access.groupOf(device);
  if (device === null || group === null)
    return { status: 401, message: "This device is not known to this server." };
  if (!parts.signal.hub.hasRoomFor(device)) return { status: 429, message: "Too many connections." };
  parts.signal.accept(request, upgrade, { device, group });
  return null;
}

/** Settles one upgrade request; never throws, never leaves a socket open that is not served. */
export async function handleUpgrade(upgrade: Upgrade, options: UpgradeOptions): Promise<void> {
  const { request, socket } = upgrade;
  socket.on("error", () => socket.destroy());
  const foreign = judgeAddress(request, options.gate);
  if (foreign) return refuseUpgrade(socket, foreign);
  const path = pathOf(request.url);
  if (options.gate.dev && path?.startsWith("/_next/") === true) return options.toNext(upgrade);
  if (path !== SIGNAL_PATH)
    return refuseUpgrade(socket, { status: 400, message: "There is no WebSocket here." });
  const refused = await admit(upgrade, options);
  if (refused) refuseUpgrade(socket, refused);
}
