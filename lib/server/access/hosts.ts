/**
 * Which Host a request may name. A page of another site can make a browser talk to this server under a name of its own
 * that resolves here (DNS rebinding), and then counts as this server's own page: so only names we know are answered.
 */
import { hostname, networkInterfaces } from "node:os";
import type { Config } from "../config";

const LOOPBACK_V4 = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/** `hostname` of a Host header in the form URLs have it, or `null` for anything that is no host with optional port. */
export function hostnameOf(header: string): string | null {
  if (!/^[\w.:[\]-]{1,255}$/.test(header)) return null;
  const address = `http://${header}/`;
  if (!URL.canParse(address)) return null;
  const name = new URL(address).hostname.replace(/\.$/, "");
  return name === "" ? null : name;
}

/** A host name in the form of `hostnameOf`. */
export const isLoopbackName = (name: string): boolean =>
  name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || LOOPBACK_V4.test(name);

/** A peer's address as Node gives it. */
export const isLoopbackAddress = (address: string): boolean =>
  address === "::1" || LOOPBACK_V4.test(address.replace(/^::ffff:/, ""));

const isEverywhere = (host: string): boolean => host === "0.0.0.0" || host === "::";

/** Whether nobody but this machine can reach the server, so that it may trust who asks. */
export function isLocalOnly(config: Pick<Config, "host" | "origin">): boolean {
  const host = config.host.includes(":") ? `[${config.host}]` : config.host;
  const isPublished = config.origin !== "" && !isLoopbackName(new URL(config.origin).hostname);
  return isLoopbackName(host) && !isPublished;
}

/** What the machine is called in its networks, in the form of `hostnameOf`. */
export function machineNames(): string[] {
  const name = hostname().toLowerCase();
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const written = addresses.map((a) => (a.family === "IPv6" ? `[${a.address}]` : a.address));
  return [name, `${name}.local`, ...written];
}

/**
 * Judges Host headers. `names` gives the machine's own names and is asked again for each unknown one, since addresses
 * change while a server runs.
 */
export function createHostGuard(
  config: Pick<Config, "host" | "origin">,
  names: () => readonly string[] = machineNames,
): (header: string | undefined) => "ok" | "missing" | "foreign" {
  const own = new Set<string>();
  if (config.origin !== "") own.add(new URL(config.origin).hostname);
  if (!isEverywhere(config.host))
    own.add(hostnameOf(config.host.includes(":") ? `[${config.host}]` : config.host) ?? "");
  return (header) => {
    if (header === undefined || header === "") return "missing";
    const name = hostnameOf(header);
    if (name === null) return "foreign";
    if (isLoopbackName(name) || own.has(name)) return "ok";
    return isEverywhere(config.host) && names().includes(name) ? "ok" : "foreign";
  };
}
