/**
 * Passes one plain http request on to its vetted address. A refusal is answered with 502 and the header
 * `x-linksnap-door`, which no site can send: it is taken off every answer that comes from outside.
 */
import { request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { fail, ok, type Result } from "../../domain/result";
import { connectToVetted } from "./connect";
import { DOOR_HEADER } from "./door-header";
import { authorityOf, tooLarge, type Pass, type Refusal } from "./pass";
import { vetTarget, type EgressRules, type Vetted } from "./target";

const HOP_HEADERS = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  DOOR_HEADER,
]);

const endToEnd = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_HEADERS.has(name)));

function refuse(response: ServerResponse, refusal: Refusal): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(502, { [DOOR_HEADER]: refusal.code, "content-length": "0" });
  response.end();
}

/** The address a request is for. Two names for one request are refused: one is meant for who does not look twice. */
function readTarget({ url: text = "", headers }: IncomingMessage): Result<URL, Refusal> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "http:") return fail({ code: "bad-address", message: "only http is relayed" });
  if (headers.host !== undefined && headers.host !== url.host)
    return fail({ code: "bad-address", message: "the address and the host header differ" });
  return ok(url);
}

/** Handles one absolute-form request of a browser that holds `pass`. */
export async function relayRequest(
  exchange: { readonly incoming: IncomingMessage; readonly response: ServerResponse },
  pass: Pass,
  rules: EgressRules,
): Promise<void> {
  const { incoming, response } = exchange;
  const asked = readTarget(incoming);
  if (!asked.ok) return refuse(response, asked.error);
  const url = asked.value;
  const authority = authorityOf(url);
  const stop = (refusal: Refusal): void => {
    pass.refuse(authority, refusal);
    pass.refuse(url.href, refusal);
    refuse(response, refusal);
  };
  const refusal = await pass.startRequestTo(url.hostname);
  if (refusal) return stop(refusal);
  const target = await vetTarget(url.hostname, Number(url.port || 80), rules);
  if (!target.ok) return stop(target.error);
  try {
    forward({ incoming, response }, { url, pass, stop, socket: await connectToVetted(target.value) });
  } catch {
    // Refused, unreachable or too slow: one outcome for the page.
    stop(unreachable(target.value));
  }
}

export const unreachable = (target: Vetted): Refusal => ({
  code: "unreachable",
  message: `${target.host} does not answer`,
});

/** It took the connection and then said nothing, or nothing more. */
export const silent = (host: string): Refusal => ({ code: "timeout", message: `${host} stopped answering` });

interface Route {
  readonly url: URL;
  readonly pass: Pass;
  readonly stop: (refusal: Refusal) => void;
  readonly socket: Socket;
}

function forward(
  { incoming, response }: { readonly incoming: IncomingMessage; readonly response: ServerResponse },
  { url, pass, stop, socket }: Route,
): void {
  const outgoing = request({
    createConnection: () => socket,
    method: incoming.method,
    path: url.pathname + url.search,
    headers: { ...endToEnd(incoming.headers), host: url.host, connection: "close" },
  });
  const forget = pass.onClose(() => outgoing.destroy());
  outgoing.on("response", (answer) => pipeAnswer(answer, response, { pass, stop }));
  let isSilent = false;
  // On the socket itself: the request's own timeout is only set on sockets it makes.
  socket.setTimeout(pass.limits.idleMs, () => {
    isSilent = true;
    outgoing.destroy(new Error("idle for too long"));
  });
  let isLeft = false;
  outgoing.on("error", () => {
    // The browser went away first, at the end of its time: that says nothing of the site.
    if (isLeft) return;
    if (isSilent) stop(silent(url.host));
    else stop({ code: "unreachable", message: `${url.host} closed the connection` });
  });
  outgoing.on("close", forget);
  response.on("close", () => {
    isLeft = true;
    outgoing.destroy();
  });
  incoming.pipe(outgoing);
}

function pipeAnswer(
  answer: IncomingMessage,
  response: ServerResponse,
  { pass, stop }: Pick<Route, "pass" | "stop">,
): void {
  const { responseBytes } = pass.limits;
  if (Number(answer.headers["content-length"] ?? 0) > responseBytes) {
    stop(tooLarge);
    answer.destroy();
    return;
  }
  // A site that asks for proxy credentials would be mistaken for the door: to the browser it is a site that asks for its own.
  const status = answer.statusCode === 407 ? 401 : (answer.statusCode ?? 502);
  response.writeHead(status, endToEnd(answer.headers));
  let bytes = 0;
  answer.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (pass.countBytes(chunk.length) && bytes <= responseBytes) return;
    stop(tooLarge);
    answer.destroy();
  });
  answer.on("error", () => response.destroy());
  answer.pipe(response);
}
