/**
 * The one normaliser of addresses. `urlKey` is the form in which two addresses are the same link: it is for comparison
 * only and need not lead anywhere. Its own key is itself. `cleanUrl` is what gets saved: the address as given, without
 * parameters that only follow people.
 *
 * Link ids are derived from the key, so a change here lets devices of different versions make two links of one
 * address until both are new; see docs/decisions/010-url-key.md.
 */
import { foldHost } from "./host";
import { parameterName, parametersOf, trackingTest } from "./parameters";
import { parseHttpUrl } from "./parse-url";

/** Bytes that mean the same whether percent-encoded or not, in a path and in a query. */
const PLAIN_IN_PATH = /^[A-Za-z0-9\-._~!'()*,:;@$]$/;
const PLAIN_IN_QUERY = /^[A-Za-z0-9\-._~!()*,:;@$/?]$/;

/** Decodes what needs no encoding and writes the rest with capital hex digits; a `%` that begins no escape is one sign. */
const normaliseEscapes = (text: string, plain: RegExp): string =>
  !text.includes("%")
    ? text
    : text.replace(/%(?![0-9a-f]{2})/gi, "%25").replace(/%([0-9a-f]{2})/gi, (escape, hex: string) => {
        const character = String.fromCharCode(Number.parseInt(hex, 16));
        return plain.test(character) ? character : escape.toUpperCase();
      });

/** The form of an address for finding duplicates. What is not an http(s) address is its own key. */
export function urlKey(url: string): string {
  const parsed = parseHttpUrl(url);
  if (parsed === null) return url.trim();
  const query = keyQuery(parsed.search.slice(1), parsed.hostname);
  return `https://${foldHost(parsed.hostname)}${keyPort(parsed.port)}${keyPath(parsed.pathname)}${query}${keyRoute(parsed.hash)}`;
}

/** http and https are one; so are their ports. */
const keyPort = (port: string): string => (port === "" || port === "80" || port === "443" ? "" : `:${port}`);

function keyPath(path: string): string {
  const plain = normaliseEscapes(path, PLAIN_IN_PATH);
  const own = plain.includes(";") ? plain.replace(/(?<=[^/.]);jsessionid=[^/;]*/gi, "") : plain;
  const trimmed = own.endsWith("/") ? own.replace(/\/+$/, "") : own;
  return trimmed === "" ? "/" : trimmed;
}

function keyQuery(query: string, host: string): string {
  if (query === "") return "";
  const isTracking = trackingTest(host);
  const kept = parametersOf(query)
    .map((parameter) =>
      normaliseEscapes(parameter.replaceAll("%20", "+"), PLAIN_IN_QUERY).replace(/^([^=]*)=$/, "$1"),
    )
    .filter((parameter) => parameter !== "" && !isTracking(parameter));
  const sorted = kept
    .map((parameter) => ({ parameter, name: parameterName(parameter) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return sorted.length === 0 ? "" : `?${sorted.map(({ parameter }) => parameter).join("&")}`;
}

/** A fragment that names a page of an app (`#!/a`, `#/a`, `#inbox/a`); places within one page are dropped. */
function keyRoute(hash: string): string {
  if (hash === "") return "";
  const route = normaliseEscapes(hash, PLAIN_IN_PATH)
    .replace(/:~:.*$/s, "")
    .replace(/\/+$/, "");
  return /^#!.|^#\/.|^#[\w-]+\/./.test(route) ? route : "";
}

/**
 * The address to save: as given, without tracking parameters. An address without any comes back unchanged, byte for
 * byte.
 */
export function cleanUrl(url: string): string {
  const host = parseHttpUrl(url)?.hostname;
  if (host === undefined) return url;
  const [, head = "", query = "", fragment = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? [];
  const parameters = query.slice(1).split("&");
  const isTracking = trackingTest(host);
  const kept = parameters.filter((parameter) => !isTracking(parameter));
  if (kept.length === parameters.length) return url;
  return `${head}${kept.length === 0 ? "" : `?${kept.join("&")}`}${fragment}`;
}
