/**
 * The egress door: a forward proxy in the server's process, the only way out for a captured page. It listens on a socket
 * file where captures have a network of their own, else on 127.0.0.1. Whoever holds no pass gets 407 and nothing else;
 * who holds one reaches public addresses within the pass's limits.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { AdFilter } from "../blocking/ad-filter";
import { Pass, type TrafficLimits } from "./pass";
import { relayRequest } from "./relay";
import type { EgressRules } from "./target";
import { openTunnel } from "./tunnel";

export interface EgressDoor {
  /** `http://127.0.0.1:<port>`, or `unix:<path>` */
  readonly address: string;
  /** A pass for one capture. Close it when the capture is over. Without `ads` nothing is turned away as advertisement. */
  admit(limits: TrafficLimits, ads?: AdFilter): Pass;
  dismiss(pass: Pass): void;
  close(): Promise<void>;
}

const CHALLENGE = 'Basic realm="linksnap"';

/** Listens on the socket file, or on a free port of the loopback interface, and returns its address. */
async function listen(server: Server, path: string | undefined): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    if (path === undefined) server.listen(0, "127.0.0.1", resolve);
    else server.listen({ path, writableAll: true, readableAll: true }, resolve);
  });
  // The door alone keeps no server alive.
  server.unref();
  const address = server.address();
  if (address === null) throw new Error("the door is shut");
  return typeof address === "string" ? `unix:${address}` : `http://127.0.0.1:${address.port}`;
}

/** Tells a stranger that a pass is needed. */
function turnAway(client: Duplex): void {
  client.on("error", () => client.destroy());
  client.end(
    `HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ${CHALLENGE}\r\nContent-Length: 0\r\n\r\n`,
  );
}

/** Opens the door at `path` (a socket file that anybody who can reach it may open), or on a free port. */
export async function openDoor(rules: EgressRules, path?: string): Promise<EgressDoor> {
  const passes = new Set<Pass>();
  const passOf = (incoming: IncomingMessage): Pass | undefined =>
    [...passes].find((pass) => pass.admits(incoming.headers["proxy-authorization"]));

  const server = createServer((incoming: IncomingMessage, response: ServerResponse) => {
    const pass = passOf(incoming);
    if (pass) {
      void relayRequest({ incoming, response }, pass, rules);
      return;
    }
    response.writeHead(407, { "proxy-authenticate": CHALLENGE, "content-length": "0" });
    response.end();
  });
  server.on("connect", (incoming, client, head) => {
    const pass = passOf(incoming);
    if (pass) {
      void openTunnel({ incoming, client, head }, pass, rules);
      return;
    }
    turnAway(client);
  });
  server.on("upgrade", (_incoming, socket) => socket.destroy());
  server.on("clientError", (_error, socket) => socket.destroy());
  const address = await listen(server, path);
  return {
    address,
    admit(limits, ads) {
      const pass = new Pass(limits, ads);
      passes.add(pass);
      return pass;
    },
    dismiss(pass) {
      pass.close();
      passes.delete(pass);
    },
    close: () =>
      new Promise((resolve) => {
        for (const pass of passes) pass.close();
        passes.clear();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
