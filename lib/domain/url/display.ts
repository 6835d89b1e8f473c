/** Addresses as people read them: Unicode hosts, readable paths, no scheme. For the eye only, never to be opened. */
import { displayHostname } from "./host";
import { parseHttpUrl } from "./parse-url";
import type { HttpUrl } from "./parse-url";

/** Host in Unicode without `www.`, with its port where it is not the usual one; "" for what has no host. */
export function displayHost(url: string): string {
  const parsed = parseHttpUrl(url);
  if (parsed === null) return "";
  return shownHost(parsed);
}

const shownHost = ({ hostname, port }: Pick<HttpUrl, "hostname" | "port">): string =>
  displayHostname(hostname) + (port === "" ? "" : `:${port}`);

/** The address without scheme and trailing slash, percent-decoded where the result is readable and unambiguous. */
export function displayUrl(url: string): string {
  const parsed = parseHttpUrl(url);
  if (parsed === null) return url;
  const rest = `${parsed.pathname}${parsed.search}${parsed.hash}`;
  return shownHost(parsed) + readable(rest).replace(/\/$/, "");
}

/** Letters and digits of any script, and marks on them. Signs, spaces and invisible characters stay encoded. */
const READABLE = /^[\p{L}\p{N}\p{M}\-._~]$/u;

const readable = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return Array.from(decodeURIComponent(escapes), (character) =>
        READABLE.test(character) ? character : encodeURIComponent(character),
      ).join("");
    } catch {
      // Not UTF-8: shown as it stands.
      return escapes;
    }
  });
