/**
 * Turns what a person typed or pasted into an absolute http(s) address, or says why it is none. A missing scheme and
 * full-width signs of an input method are forgiven; words, other schemes and passwords in addresses are not.
 */
import { MAX_URL_LENGTH } from "../link";
import { fail, ok, type Result } from "../result";
import { parseHttpUrl } from "./parse-url";

export type AddRejection = "empty" | "not-an-address" | "unsupported-scheme" | "too-long" | "credentials";

const EDGES = /^[\s\p{Cc}\u200b-\u200f\u2060\ufeff]+|[\s\p{Cc}\u200b-\u200f\u2060\ufeff]+$/gu;
const WRAPPED = /^<([^<>]*)>$|^"([^"]*)"$|^“([^“”]*)”$|^'([^']*)'$/;
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
/** Schemes without `//` that are surely meant as such; other words before a colon are just words. */
const KNOWN_SCHEMES =
  /^(?:about|blob|chrome|data|edge|feed|file|filesystem|geo|intent|javascript|magnet|mailto|place|sms|tel|urn|vbscript|view-source)$/i;
/** Names of files and frameworks that look like hosts. None of these endings is a top-level domain. */
const FILE_ENDINGS =
  /\.(?:js|mjs|cjs|jsx|ts|tsx|txt|pdf|html?|css|json|xml|csv|png|jpe?g|gif|webp|svg|docx?|xlsx?|pptx?|exe|dll|jar|go|php|rb|yml|yaml|toml|log|epub|mp3|gz)$/i;

/** An absolute http(s) address from typed or pasted text, normalised by the WHATWG URL parser only. */
export function parseAddress(text: string): Result<string, AddRejection> {
  const trimmed = unwrap(text.replace(EDGES, ""));
  if (trimmed === "") return fail("empty");
  const given = halfWidth(trimmed);
  if (/[\s\p{Cc}]/u.test(given))
    return fail(hasForeignScheme(given) ? "unsupported-scheme" : "not-an-address");
  const absolute = withScheme(given);
  return absolute.ok ? checked(absolute.value) : absolute;
}

/** Reasons that only a text meant as an address is refused for; words are just no address. */
export const meantAsAddress: readonly AddRejection[] = ["unsupported-scheme", "credentials", "too-long"];
/** Scripts as bookmarks hold them may have spaces; the language's name in a sentence has one after its colon. */
const SCRIPT = /^(?:javascript|vbscript):[!-~]/i;

/**
 * Why a text that is, as a whole, meant as one address cannot be saved; `null` when it can be, or is only words. An
 * address inside of such a text is a part of it and not what was meant.
 */
export function refusalOfWhole(text: string): AddRejection | null {
  const trimmed = text.trim();
  const parsed = parseAddress(trimmed);
  if (parsed.ok || !meantAsAddress.includes(parsed.error)) return null;
  // `转自:@某人:https://…` reads like a name and a password before a host, but is words around an address.
  if (parsed.error === "credentials" && /.:\/\//.test(trimmed) && !/^https?:/i.test(trimmed)) return null;
  return !/\s/.test(trimmed) || SCRIPT.test(trimmed) ? parsed.error : null;
}

function unwrap(text: string): string {
  const match = WRAPPED.exec(text);
  return match
    ? (match
        .slice(1)
        .find((inner) => inner !== undefined)
        ?.trim() ?? "")
    : text;
}

/**
 * Input methods turn signs and letters full width. Where scheme or host have such signs the whole text was typed that
 * way; where only the path has them they belong to it.
 */
function halfWidth(text: string): string {
  const head = /^(?:[^/／\\]*[:：][/／]{2})?[^/／?？#＃]*/.exec(text)?.[0] ?? "";
  if (!/[\uff01-\uff5e。｡]/.test(head)) return text;
  const narrow = text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  return narrow.replace(/^[^/]*\/?\/?[^/]*/, (start) => start.replace(/[。｡]/g, "."));
}

function hasForeignScheme(text: string): boolean {
  const scheme = SCHEME.exec(text)?.[1];
  if (scheme === undefined || /^https?$/i.test(scheme)) return false;
  return KNOWN_SCHEMES.test(scheme) || text.startsWith("//", scheme.length + 1);
}

function withScheme(text: string): Result<string, AddRejection> {
  if (/^https?:/i.test(text)) return ok(text);
  if (hasForeignScheme(text)) return fail("unsupported-scheme");
  const bare = text.replace(/^\/\//, "");
  const authority = (/^[^/?#\\]*/.exec(bare) ?? [""])[0];
  if (authority.includes("@")) return fail(/:[^@]*@/.test(authority) ? "credentials" : "not-an-address");
  const scheme = schemeFor(authority, authority !== bare);
  return scheme === null ? fail("not-an-address") : ok(`${scheme}://${bare}`);
}

/** The scheme a host (with or without port) is most likely reached by; `null` when it is no host. */
function schemeFor(authority: string, hasPath: boolean): "http" | "https" | null {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(authority);
  const kind = hostKind(match?.[1] ?? "", hasPath);
  if (kind === "none") return null;
  const port = match?.[2] ?? "443";
  return kind === "public" && port === "443" ? "https" : "http";
}

/** Whether a text without scheme begins with a host: a public name, or one of this machine or network. */
function hostKind(host: string, hasPath: boolean): "public" | "local" | "none" {
  if (/^\[[0-9a-f:.]+\]$/i.test(host) || /^(?:\d{1,3}\.){3}\d{1,3}$/.test(host)) return "local";
  if (/^(?:[^.]+\.)*localhost\.?$/i.test(host)) return "local";
  if (!hasPath && FILE_ENDINGS.test(host)) return "none";
  const ascii = parseHttpUrl(`http://${host}/`)?.hostname ?? "";
  if (!/^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)\.?$/.test(ascii))
    return "none";
  return /\.(?:local|internal|lan|intranet|home\.arpa)\.?$/.test(ascii) ? "local" : "public";
}

function checked(text: string): Result<string, AddRejection> {
  const url = parseHttpUrl(text);
  if (url === null || !/^(?:\[[0-9a-f:.]+\]|[a-z0-9._-]*[a-z0-9][a-z0-9._-]*)$/.test(url.hostname)) {
    return fail("not-an-address");
  }
  if (url.hostname.length > 253) return fail("not-an-address");
  if (url.username !== "" || url.password !== "") return fail("credentials");
  return url.href.length > MAX_URL_LENGTH ? fail("too-long") : ok(url.href);
}
