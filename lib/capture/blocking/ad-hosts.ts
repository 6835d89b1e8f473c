/**
 * Says which hosts only serve advertisements or count visitors, and which hosts belong to one site, so that a page is
 * never cut off from its own. Names only: what is asked of a host is not looked at, as it travels sealed.
 */
import { AD_HOSTS } from "./hosts";

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

/**
 * The name a site is registered under: `b.example.com` and `example.com` are one site, `example.co.uk` and
 * `other.co.uk` are two. Where it is in doubt two hosts count as one site, and less is blocked.
 */
export function siteOf(host: string): string {
  const labels = host.toLowerCase().replace(/\.$/, "").split(".");
  const isAddress = host.includes(":") || /^[\d.]+$/.test(host);
  if (isAddress || labels.length <= 2) return labels.join(".");
  const [second = "", top = ""] = labels.slice(-2);
  const count = top.length === 2 && SHARED_LABELS.has(second) ? 3 : 2;
  return labels.slice(-count).join(".");
}

/** Whether a host, or a name above it, is in the table. */
export function isAdHost(host: string): boolean {
  const labels = host.toLowerCase().replace(/\.$/, "").split(".");
  return labels.some((_label, index) => AD_HOSTS.has(labels.slice(index).join(".")));
}
