/**
 * Opens a CONNECT tunnel (https and every WebSocket) to the vetted address. What is inside stays sealed; bytes are
 * counted, silence is cut, and so is what the browser finds too large.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { connectToVetted } from "./connect";
import { DOOR_HEADER } from "./door-header";
import type { Pass, Refusal } from "./pass";
import { silent, unreachable } from "./relay";
import { canonicalHost, vetTarget, type EgressRules } from "./target";

/** Splits `host:port` of a CONNECT line; `null` when it is not one. */
export function readAuthority(text: string): { host: string; port: number } | null {
  const match = /^(\[[0-9a-f:.]+\]|[^[\]:/?#@\s]+):(\d{1,5})$/i.exec(text);
  const host = match?.[1] === undefined ? null : canonicalHost(match[1].replace(/^\[|\]$/g, ""));
  return host === null ? null : { host, port: Number(match?.[2]) };
}

export async function openTunnel(
  {
    incoming,
    client,
    head,
  }: { readonly incoming: IncomingMessage; readonly client: Duplex; readonly head: Buffer },
  pass: Pass,
  rules: EgressRules,
): Promise<void> {
  client.on("error", () => client.destroy());
  const authority = readAuthority(incoming.url ?? "");
  const stop = (refusal: Refusal): void => {
    if (authority) pass.refuse(`${authority.host}:${authority.port}`, refusal);
    client.end(`HTTP/1.1 502 Refused\r\n${DOOR_HEADER}: ${refusal.code}\r\nContent-Length: 0\r\n\r\n`);
  };
  if (!authority) return stop({ code: "bad-address", message: "not a host and a port" });
  const refusal = await pass.startRequestTo(authority.host);
  if (refusal) return stop(refusal);
  const target = await vetTarget(authority.host, authority.port, rules);
  if (!target.ok) return stop(target.error);
  try {
    const upstream = await connectToVetted(target.value);
    const to = `${authority.host}:${authority.port}`;
    join({ client, upstream, head, to }, pass, (why) =>
      pass.refuse(
        to,
        why === "silent"
          ? silent(authority.host)
          : { code: "too-large", message: "the page loads more than a capture may" },
      ),
    );
  } catch {
    // Refused, unreachable or too slow: one outcome for the page.
    stop(unreachable(target.value));
  }
}

interface Ends {
  readonly client: Duplex;
  readonly upstream: Awaited<ReturnType<typeof connectToVetted>>;
  readonly head: Buffer;
  /** `host:port` */
  readonly to: string;
}

type Cut = "too-large" | "silent";

function join({ client, upstream, head, to }: Ends, pass: Pass, onCut: (why: Cut) => void): void {
  const forget = pass.onClose(() => upstream.destroy(), to);
  let isAsking = false;
  upstream.setTimeout(pass.limits.idleMs, () => {
    // A connection that is only kept open for later may be cut without a word.
    if (isAsking) onCut("silent");
    upstream.destroy();
  });
  client.on("data", () => {
    isAsking = true;
  });
  upstream.on("data", (chunk: Buffer) => {
    isAsking = false;
    if (pass.countBytes(chunk.length)) return;
    onCut("too-large");
    upstream.destroy();
  });
  upstream.on("error", () => client.destroy());
  upstream.on("close", () => {
    forget();
    client.destroy();
  });
  client.on("close", () => upstream.destroy());
  client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
  if (head.length > 0) upstream.write(head);
  upstream.pipe(client);
  client.pipe(upstream);
}
