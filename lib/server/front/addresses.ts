/** Under which addresses people reach this server, and which of them to print. */
import { networkInterfaces } from "node:os";
import { isLocalOnly } from "../access/hosts";
import type { Config } from "../config";

const bracketed = (host: string): string => (host.includes(":") ? `[${host}]` : host);

/** Addresses of this machine that other devices can use, IPv4 first. */
function machineAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  // Link-local addresses need a zone, which browsers do not take.
  const usable = all.filter((a) => !a.internal && !a.address.startsWith("fe80"));
  return usable.toSorted((a, b) => a.family.localeCompare(b.family)).map((a) => a.address);
}

export interface Addresses {
  /** To open on this machine or, where there is one, the public address. */
  readonly main: string;
  /** For other devices; empty when only this machine can reach the server. */
  readonly others: readonly string[];
}

/** Full addresses without a trailing slash. */
export function addressesOf(
  config: Pick<Config, "host" | "port" | "origin" | "tls">,
  machine: () => readonly string[] = machineAddresses,
): Addresses {
  const scheme = config.tls ? "https" : "http";
  const isDefault = config.port === (config.tls ? 443 : 80);
  const at = (host: string) => `${scheme}://${bracketed(host)}${isDefault ? "" : `:${config.port}`}`;
  const isEverywhere = config.host === "0.0.0.0" || config.host === "::";
  const local = at(isEverywhere ? "localhost" : config.host);
  if (config.origin !== "")
    return { main: config.origin, others: isLocalOnly(config) ? [] : [config.origin] };
  if (isLocalOnly(config)) return { main: local, others: [] };
  return { main: local, others: isEverywhere ? machine().map(at) : [local] };
}
