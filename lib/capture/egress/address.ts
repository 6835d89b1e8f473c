/**
 * Is this IP address one that the public internet routes? An allow-list, because every deny-list so far has missed a
 * form. It judges numbers only; names are resolved before (target.ts).
 */
import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";

/** Ordinary unicast by number, yet answering only inside a cloud: Azure's wire server. */
const CLOUD_INTERNAL = new Set(["168.63.129.16"]);

/**
 * Holes in 2000::/3, the only block IANA has given out as global unicast: protocol assignments with Teredo and ORCHID
 * (2001::/23), documentation (2001:db8::/32, 3fff::/20), 6to4 (2002::/16), AS112 (2620:4f:8000::/48).
 * Source: IANA IPv6 special-purpose address registry.
 */
const IPV6_HOLES: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
];

/** `null` when the address is public; otherwise why it is refused, in a few words. */
export function refusalOfAddress(address: string, own: ReadonlySet<string>): string | null {
  if (!ipaddr.isValid(address)) return "not an address";
  const parsed = ipaddr.parse(address);
  const normal = parsed.toString();
  if (own.has(normal)) return "an address of this machine";
  if (CLOUD_INTERNAL.has(normal)) return "an address inside a cloud";
  if (parsed instanceof ipaddr.IPv6) return refusalOfIpv6(parsed);
  const range = parsed.range();
  return range === "unicast" ? null : `${range} address`;
}

function refusalOfIpv6(address: ipaddr.IPv6): string | null {
  if (address.zoneId) return "address of one interface";
  // Everything that carries an IPv4 address inside (mapped, compatible, NAT64, RFC 6145) lies outside of 2000::/3.
  if (!address.match(ipaddr.IPv6.parse("2000::"), 3)) return `${address.range()} address`;
  for (const [start, bits] of IPV6_HOLES)
    if (address.match(ipaddr.IPv6.parse(start), bits)) return `special address (${start}/${bits})`;
  return null;
}

/** The addresses of this machine's own interfaces, normalised. Read anew each time: they change. */
export function ownAddresses(): ReadonlySet<string> {
  const own = new Set<string>();
  for (const list of Object.values(networkInterfaces()))
    for (const entry of list ?? [])
      if (ipaddr.isValid(entry.address)) own.add(ipaddr.parse(entry.address).toString().replace(/%.*$/, ""));
  return own;
}
