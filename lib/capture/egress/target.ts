/**
 * Decides where a connection may go: the name rules, one resolution, a judgement on every answer. What comes back are
 * the vetted addresses themselves; whoever connects uses those and never resolves again, so a second, different answer
 * of a hostile name server is never asked for.
 */
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { CaptureFailure } from "../../domain/capture";
import { fail, ok, type Result } from "../../domain/result";
import { ownAddresses, refusalOfAddress } from "./address";

export interface EgressRules {
  /** `host:port` pairs that pass although private, exactly as written. */
  readonly allowPrivate: ReadonlySet<string>;
  /** Host names of this server itself; never a target. */
  readonly ownHosts?: ReadonlySet<string> | undefined;
  /** All addresses of a name. Replaced in tests. */
  readonly resolve?: ((host: string) => Promise<readonly string[]>) | undefined;
  /** Longest wait for a name server, in milliseconds. */
  readonly resolveMs?: number;
}

export interface Refused {
  readonly code: Extract<CaptureFailure, "bad-address" | "no-such-host" | "private-address" | "too-large">;
  /** Plain English words. */
  readonly message: string;
}

export interface Vetted {
  readonly host: string;
  readonly port: number;
  /** In the order to try them. */
  readonly addresses: readonly string[];
}

const PORTS: ReadonlySet<number> = new Set([80, 443, 8080, 8443]);
const PRIVATE_NAME =
  /(^|\.)(localhost|local|internal|home\.arpa|localdomain|intranet|lan|corp|private|onion)$/;
/** Names the browser itself calls, without any page asking for it. */
const BROWSER_OWN: ReadonlySet<string> = new Set([
  "accounts.google.com",
  "clients2.google.com",
  "content-autofill.googleapis.com",
  "edgedl.me.gvt1.com",
  "optimizationguide-pa.googleapis.com",
  "redirector.gvt1.com",
  "safebrowsing.googleapis.com",
  "update.googleapis.com",
]);
/** A name with more addresses than this is an attempt to make us try them all. */
const MAX_ADDRESSES = 32;
const RESOLVE_MS = 5_000;

const privateAddress = (message: string): Result<never, Refused> =>
  fail({ code: "private-address", message });

/**
 * The host as a browser would read it (`0x7f.1` → `127.0.0.1`, `ＡＢＣ` → `abc`, without a trailing dot and without
 * brackets), or `null` when it is none.
 */
export function canonicalHost(host: string): string | null {
  if (host === "" || /[/?#@\\\s]/.test(host)) return null;
  const bracketed = isIP(host) === 6 ? `[${host}]` : host;
  try {
    const name = new URL(`http://${bracketed}/`).hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
    return name === "" ? null : name;
  } catch {
    // The parser refuses it: not a host.
    return null;
  }
}

/** Judges one target. Pairs of the allow list skip the rules but are resolved and connected to in the same way. */
export async function vetTarget(
  rawHost: string,
  port: number,
  rules: EgressRules,
): Promise<Result<Vetted, Refused>> {
  const host = canonicalHost(rawHost);
  if (host === null || !Number.isInteger(port) || port < 1 || port > 65_535)
    return fail({ code: "bad-address", message: "this is not an address a browser could open" });
  const isAllowed = rules.allowPrivate.has(`${host}:${port}`);
  if (!isAllowed) {
    const refused = refusalOfName(host, port, rules);
    if (refused) return privateAddress(refused);
  }
  const found = await resolveHost(host, rules);
  if (!found.ok) return found;
  const why = isAllowed ? null : refusalOfAny(found.value);
  if (why) return privateAddress(`${host} is not on the public internet (${why})`);
  return ok({ host, port, addresses: found.value });
}

/** One bad address among the answers damns the name. */
function refusalOfAny(addresses: readonly string[]): string | null {
  const own = ownAddresses();
  for (const address of addresses) {
    const why = refusalOfAddress(address, own);
    if (why) return why;
  }
  return null;
}

function refusalOfName(host: string, port: number, rules: EgressRules): string | null {
  if (!PORTS.has(port))
    return `port ${port} is not one that pages are saved from (80, 443, 8080 and 8443 are)`;
  if (isIP(host)) return null;
  if (BROWSER_OWN.has(host)) return `${host} is called by the browser itself, not by pages`;
  if (rules.ownHosts?.has(host)) return `${host} is this server itself`;
  if (PRIVATE_NAME.test(host) || !host.includes("."))
    return `${host} is a name of a local network, not of the public internet`;
  return null;
}

async function resolveHost(host: string, rules: EgressRules): Promise<Result<readonly string[], Refused>> {
  if (isIP(host)) return ok([host]);
  const noSuchHost: Refused = { code: "no-such-host", message: `there is no site named ${host}` };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), rules.resolveMs ?? RESOLVE_MS);
  });
  try {
    const found = await Promise.race([(rules.resolve ?? resolveName)(host), late]);
    if (found === null) return fail({ ...noSuchHost, message: `the name server did not answer for ${host}` });
    if (found.length === 0) return fail(noSuchHost);
    if (found.length > MAX_ADDRESSES) return privateAddress(`${host} has too many addresses`);
    return ok(found);
  } catch {
    // Every error of the resolver means the same here: the name leads nowhere now.
    return fail(noSuchHost);
  } finally {
    clearTimeout(timer);
  }
}

async function resolveName(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map((entry) => entry.address);
}
