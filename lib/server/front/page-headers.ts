/**
 * The headers under which the app itself is shown. Scripts run only from this origin, inline ones only when the build
 * wrote down their hash; nothing is fetched from elsewhere, and nobody may frame the app.
 */
import { existsSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { ARCHIVED_PAGE_CSP } from "../../domain/archived-page";
import { isApiPath } from "./gate";

const HASH = /^sha(256|384|512)-[A-Za-z0-9+/]{40,90}={0,2}$/;

const isHash = (value: unknown): value is string => typeof value === "string" && HASH.test(value);

/** Hashes of the inline scripts of the built pages, from `dist/csp.json`; `null` when there is no such file. */
export function readScriptHashes(path: string): readonly string[] | null {
  if (!existsSync(path)) return null;
  const data: unknown = JSON.parse(readFileSync(path, "utf8"));
  const scripts: unknown =
    typeof data === "object" && data !== null && "scripts" in data ? data.scripts : undefined;
  if (!Array.isArray(scripts) || !scripts.every(isHash))
    throw new Error(`${path} is damaged. Build again: npm run build`);
  return scripts;
}

export interface PagePolicy {
  /** `null` allows inline scripts: in development they change with every edit. */
  readonly scriptHashes: readonly string[] | null;
  readonly dev: boolean;
}

/** The Content-Security-Policy of app pages asked for under `host`, a Host header that passed the gate, or "". */
export function pageCsp(host: string, policy: PagePolicy): string {
  const inline = policy.scriptHashes?.map((hash) => `'${hash}'`) ?? ["'unsafe-inline'"];
  const scripts = ["'self'", ...inline, ...(policy.dev ? ["'unsafe-eval'"] : [])].join(" ");
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' data: blob:",
    "font-src 'self' data:",
    host === "" ? "connect-src 'self'" : `connect-src 'self' ws://${host} wss://${host}`,
    "frame-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What no answer of this server is without. */
const BASE_HEADERS: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/**
 * Sets the headers of an answer before Next adds its own; of a name that is set already Next leaves its own away, so
 * what is set here holds. Answers of the API are no pages, and what came from captured pages has a policy of its own.
 */
export function setHeaders(
  response: ServerResponse,
  request: { path: string; host: string },
  policy: PagePolicy,
): void {
  for (const [name, value] of Object.entries(BASE_HEADERS)) response.setHeader(name, value);
  response.setHeader("Content-Security-Policy", cspFor(request.path, request.host, policy));
  // Next lets shared caches keep pages for a year; they carry a policy made for one host and name one build.
  if (isPagePath(request.path)) response.setHeader("Cache-Control", "no-cache");
}

const isPagePath = (path: string): boolean =>
  !isApiPath(path) && !/^\/(archived|_next)\//.test(path) && !/\.[a-z0-9]+$/i.test(path);

function cspFor(path: string, host: string, policy: PagePolicy): string {
  if (path.startsWith("/archived/") || path.startsWith("/api/blobs/")) return ARCHIVED_PAGE_CSP;
  // The maker of cards runs WebAssembly and reaches nothing but its own files here.
  if (path === "/cards/maker.js")
    return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
  return isApiPath(path) ? "default-src 'none'; frame-ancestors 'none'" : pageCsp(host, policy);
}
