/** Names of hosts: which belong to one site, and which stand above one. */

/** Second labels under which countries give names away, e.g. `co` in `example.co.uk`. */
const SHARED_LABELS: ReadonlySet<string> = new Set([
  "com",
  "co",
  "net",
  "org",
  "gov",
  "edu",
  "ac",
  "or",
  "ne",
]);

/** A host as it is compared: lower case, without the full stop that ends a whole name. */
export const plainHost = (host: string): string => host.toLowerCase().replace(/\.$/, "");

/** A plain host and the names above it, nearest first: `a.b.c`, `b.c`, `c`. */
export const upwards = (host: string): readonly string[] =>
  host.split(".").map((_label, at, labels) => labels.slice(at).join("."));

/**
 * The name a site is registered under: `b.example.com` and `example.com` are one site, `example.co.uk` and
 * `other.co.uk` are two. Where it is in doubt two hosts count as one site, and less is blocked.
 */
export function siteOf(host: string): string {
  const labels = plainHost(host).split(".");
  const isAddress = host.includes(":") || /^[\d.]+$/.test(host);
  if (isAddress || labels.length <= 2) return labels.join(".");
  const [second = "", top = ""] = labels.slice(-2);
  const count = top.length === 2 && SHARED_LABELS.has(second) ? 3 : 2;
  return labels.slice(-count).join(".");
}
