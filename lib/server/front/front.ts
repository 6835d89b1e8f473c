/**
 * The server's one port: requests pass the gate, get their headers and go to Next; upgrades go to signalling. It
 * listens before the rest is ready, so that a port in use is known first, and lets early requests wait.
 */
import { readFileSync } from "node:fs";
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { setTimeout } from "node:timers/promises";
import { createHostGuard } from "../access/hosts";
import { stampPeer } from "../access/peer";
import type { Config } from "../config";
import type { Refusal } from "../http/respond";
import type { Access } from "../runtime";
import type { SignalServer } from "../signal/signal-server";
import type { Tickets } from "../access/tickets";
import { isApiPath, judgeRequest, pathOf, type GateOptions } from "./gate";
import { setHeaders, type PagePolicy } from "./page-headers";
import { handleUpgrade, type Upgrade } from "./upgrades";

export interface FrontParts {
  readonly access: Access;
  readonly tickets: Tickets;
  readonly signal: SignalServer;
  /** Next's request handler. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Next's upgrade listener, for development. */
  readonly toNext: (upgrade: Upgrade) => void;
}

export interface Front {
  readonly server: Server;
  /** Gives the front what requests wait for. */
  ready(parts: FrontParts): void;
  /** Resolves when the port is taken; fails with Node's error when it cannot be. */
  listen(): Promise<void>;
  /** Takes no more connections; those there are stay. */
  stopListening(): void;
  /** Lets answers under way end for a moment, then hangs up on everyone. */
  closeConnections(): Promise<void>;
}

/** An answer of the front itself: JSON under /api, else text. */
function refuse(response: ServerResponse, path: string, { status, code, message }: Refusal): void {
  const isApi = isApiPath(path);
  const body = isApi ? `${JSON.stringify({ error: { code, message } })}\n` : `${message}\n`;
  response.writeHead(status, {
    "Content-Type": isApi ? "application/json; charset=utf-8" : "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    Connection: "close",
  });
  response.end(body);
}

/** Timeouts and sizes of the HTTP parser. Uploads may be slow, headers may not. */
const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 5_000,
  requestTimeout: 10 * 60_000,
  keepAliveTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
};

function createServer(config: Config, listener: (q: IncomingMessage, s: ServerResponse) => void): Server {
  if (!config.tls) return createHttpServer(LIMITS, listener);
  const { cert, key } = config.tls;
  try {
    return createHttpsServer({ ...LIMITS, cert: readFileSync(cert), key: readFileSync(key) }, listener);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`TLS_CERT and TLS_KEY cannot be used: ${reason}`, { cause });
  }
}

export function createFront(config: Config, policy: PagePolicy): Front {
  const gate: GateOptions = { judgeHost: createHostGuard(config), origin: config.origin, dev: policy.dev };
  let parts: FrontParts | null = null;
  let closed: Promise<void> = Promise.resolve();
  const waiting: ((parts: FrontParts) => void)[] = [];

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = pathOf(request.url) ?? "/";
    const refused = judgeRequest(request, gate);
    setHeaders(response, { path, host: refused ? "" : (request.headers.host ?? "") }, policy);
    if (refused) return refuse(response, path, refused);
    stampPeer(request.headers, request.socket.remoteAddress);
    const { handle } = parts ?? (await new Promise<FrontParts>((resolve) => waiting.push(resolve)));
    await handle(request, response);
  };

  const server = createServer(config, (request, response) => {
    // Next answers its own errors; what reaches here is a broken connection, which has no one left to tell.
    serve(request, response).catch(() => response.destroy());
  });
  server.on("upgrade", (request, socket, head) => {
    const options = { gate, parts: () => parts, toNext: (upgrade: Upgrade) => parts?.toNext(upgrade) };
    handleUpgrade({ request, socket, head }, options).catch(() => socket.destroy());
  });

  return {
    server,
    ready(given) {
      parts = given;
      for (const resolve of waiting) resolve(given);
    },
    stopListening() {
      closed = new Promise((resolve) => server.close(() => resolve()));
    },
    async closeConnections() {
      server.closeIdleConnections();
      await Promise.race([closed, setTimeout(1_000)]);
      server.closeAllConnections();
    },
    listen: () =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen({ port: config.port, host: config.host }, () => {
          server.off("error", reject);
          resolve();
        });
      }),
  };
}
