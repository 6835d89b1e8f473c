/**
 * Which page may make a browser act here. Browsers say where a request comes from (Origin, Sec-Fetch-Site); programs
 * that are no browser say nothing and prove themselves with their token alone.
 */
export interface Provenance {
  readonly method: string;
  readonly host: string;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
}

const isHarmless = (method: string): boolean => method === "GET" || method === "HEAD" || method === "OPTIONS";

/** Whether an Origin header names this server: the host it was asked under, or its public address. */
export function isOwnOrigin(origin: string, host: string, publicOrigin: string): boolean {
  if (origin === publicOrigin && origin !== "") return true;
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase().replace(/:(80|443)$/, "");
}

/** Whether a request may change something. Harmless methods always pass: they have no effects here. */
export function mayAct(from: Provenance, publicOrigin: string): boolean {
  if (isHarmless(from.method)) return true;
  const isOwnSite = from.fetchSite === undefined || ["same-origin", "none"].includes(from.fetchSite);
  if (!isOwnSite) return false;
  return from.origin === undefined || isOwnOrigin(from.origin, from.host, publicOrigin);
}
