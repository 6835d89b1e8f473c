/**
 * The first judgement of every request, before Next sees it: is it addressed to us, is it well-formed, may it come from
 * where it comes from. Who is asking is settled later, inside each handler.
 */
import type { IncomingMessage } from "node:http";
import type { createHostGuard } from "../access/hosts";
import { mayAct } from "../access/origins";
import type { Refusal } from "../http/respond";
import { SIGNAL_PATH } from "../signal/signal-server";

export interface GateOptions {
  readonly judgeHost: ReturnType<typeof createHostGuard>;
  /** Public origin behind a proxy, or "". */
  readonly origin: string;
  /** Development: Next's own tools post to paths of theirs. */
  readonly dev: boolean;
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]);
/** Header lines in one request, names and values counted; Node bounds their bytes. */
const MAX_RAW_HEADERS = 400;
const DEV_TOOLS = /^\/(_next|__nextjs)/;

/** Path of a request target in origin form, or `null` for every other form. */
export const pathOf = (target: string | undefined): string | null =>
  target?.startsWith("/") === true ? (target.split(/[?#]/, 1)[0] ?? null) : null;

export const isApiPath = (path: string): boolean => path === "/api" || path.startsWith("/api/");

export function judgeAddress(request: IncomingMessage, options: GateOptions): Refusal | null {
  const host = options.judgeHost(request.headers.host);
  if (host === "missing") return { status: 400, code: "no-host", message: "The Host header is missing." };
  if (host === "foreign")
    return {
      status: 421,
      code: "foreign-host",
      message:
        "This server does not answer under this name. If the name is yours, start the server with " +
        "LINKSNAP_ORIGIN set to the address you use. " +
        "此服务器不以这个名称应答。如果这个名称是您的，请将 LINKSNAP_ORIGIN 设为您使用的地址后重新启动。",
    };
  if (pathOf(request.url) === null)
    return { status: 400, code: "bad-target", message: "The request target must be a path." };
  if (request.rawHeaders.length > MAX_RAW_HEADERS)
    return { status: 431, code: "too-many-headers", message: "Too many header fields." };
  return null;
}

function judgeMethod(method: string, path: string, dev: boolean): Refusal | null {
  const isReading = method === "GET" || method === "HEAD";
  const mayWrite = isApiPath(path) || (dev && DEV_TOOLS.test(path));
  if (METHODS.has(method) && (isReading || mayWrite)) return null;
  return { status: 405, code: "bad-method", message: "Pages can only be read." };
}

/** `null` when the request may go on. */
export function judgeRequest(request: IncomingMessage, options: GateOptions): Refusal | null {
  const refused = judgeAddress(request, options);
  if (refused) return refused;
  const path = pathOf(request.url) ?? "/";
  const method = request.method ?? "GET";
  if (path === SIGNAL_PATH)
    return { status: 426, code: "websocket-only", message: "This address speaks WebSocket only." };
  const fetchSite = request.headers["sec-fetch-site"];
  const isAllowed = mayAct(
    {
      method,
      host: request.headers.host ?? "",
      origin: request.headers.origin,
      fetchSite: Array.isArray(fetchSite) ? fetchSite.join() : fetchSite,
    },
    options.origin,
  );
  if (!isAllowed) return { status: 403, code: "cross-site", message: "Other sites may not act here." };
  return judgeMethod(method, path, options.dev);
}
