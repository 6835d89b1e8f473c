/** The WHATWG parser as a value. Everything in this folder reads addresses through it. */

/** Parts of an http(s) address as the parser names them. */
export type HttpUrl = Pick<
  URL,
  "href" | "hostname" | "port" | "pathname" | "search" | "hash" | "username" | "password"
>;

/**
 * Addresses the parser leaves as they are: a public host in small letters, a path without dots between its slashes, and
 * no sign it would encode. Most are; read by this pattern they take a tenth of the time, and a library has thousands.
 */
const PLAIN =
  /^https?:\/\/((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})(\/[\w\-.~!$&'()*+,;=:@%/]*)(\?[\w\-.~!$&()*+,;=:@%/?]*)?(#[\w\-.~!$&'()*+,;=:@%/?]*)?$/;
/** A segment of dots leads up, also where they are encoded; the parser checks names in Punycode. */
const UNSURE = /\/\.|%2e|xn--/i;

/** An http(s) URL, or `null`. */
export function parseHttpUrl(text: string): HttpUrl | null {
  return plainUrl(text) ?? parsedUrl(text);
}

function plainUrl(text: string): HttpUrl | null {
  const found = PLAIN.exec(text);
  if (!found || UNSURE.test(text)) return null;
  const [href, hostname = "", pathname = "", search = "", hash = ""] = found;
  // The parser counts a lone sign as none, but leaves it in the address.
  const said = (part: string): string => (part.length > 1 ? part : "");
  return {
    href,
    hostname,
    port: "",
    pathname,
    search: said(search),
    hash: said(hash),
    username: "",
    password: "",
  };
}

function parsedUrl(text: string): HttpUrl | null {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url : null;
  } catch {
    // The parser reports what is not a URL by throwing; here that is an ordinary answer.
    return null;
  }
}
