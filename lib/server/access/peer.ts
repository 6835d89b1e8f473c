/**
 * Whom a request comes from, as the front saw it on the socket. Route handlers get only headers, so the front writes
 * the address into one of its own and removes whatever a client, or a proxy nobody configured, wrote there.
 */
import type { IncomingHttpHeaders } from "node:http";

const PEER = "x-linksnap-peer";
const FORWARDING =
  /^(x-forwarded-|x-real-ip$|forwarded$|via$|cf-connecting-ip$|true-client-ip$|x-client-ip$)/;
// Headers by which requests have talked Next into skipping or redirecting its own work.
const INTERNAL = /^(x-linksnap-|x-middleware-|x-invoke-|x-matched-path$|next-action$)/;

/** Puts the socket's address into the headers; a request that a proxy passed on has none of its own. */
export function stampPeer(headers: IncomingHttpHeaders, address: string | undefined): void {
  let isForwarded = false;
  for (const name of Object.keys(headers)) {
    const forwards = FORWARDING.test(name);
    isForwarded ||= forwards;
    if (forwards || INTERNAL.test(name)) delete headers[name];
  }
  headers[PEER] = isForwarded ? "forwarded" : (address ?? "unknown");
}

/** The address the front wrote, "forwarded" for requests that came through a proxy. */
export const peerOf = (headers: Headers): string => headers.get(PEER) ?? "unknown";
