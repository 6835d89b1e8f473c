/** A ticket for the signalling socket, as a cookie: see access/tickets.ts. */
import { SIGNAL_PATH } from "../../signal/signal-server";
import { ticketCookie, TICKET_MS } from "../../access/tickets";
import type { ServerRuntime } from "../../runtime";
import type { Asker } from "../handle";
import { jsonResponse } from "../respond";

export async function postSignalTicket(
  request: Request,
  { device }: Asker,
  { tickets, config }: ServerRuntime,
): Promise<Response> {
  const cookie = [
    `${ticketCookie(request.headers.get("host") ?? "")}=${tickets.give(device)}`,
    `Path=${SIGNAL_PATH}`,
    `Max-Age=${Math.floor(TICKET_MS / 1000)}`,
    "HttpOnly",
    "SameSite=Strict",
    ...(config.tls || config.origin.startsWith("https:") ? ["Secure"] : []),
  ];
  return jsonResponse({ ok: true }, 200, { "Set-Cookie": cookie.join("; ") });
}
