/**
 * Tickets for the signalling socket. A browser cannot show a device's token there but in the address, which proxies and
 * logs keep; so the device gets a ticket for its token, as a cookie for the socket's path alone that no script can read.
 * Held in memory: after a restart devices ask again.
 */
import { createHash, randomBytes } from "node:crypto";

/** Ms a ticket lets in. Sockets come and go with the network: longer than a night's sleep helps nobody. */
export const TICKET_MS = 12 * 3_600_000;
/** Tickets of one device: each of its tabs that was on the air has one. */
const PER_DEVICE = 8;
const MOST = 2000;

interface Ticket {
  readonly device: string;
  readonly until: number;
}

const hashOf = (ticket: string): string => createHash("sha256").update(ticket).digest("base64url");

export class Tickets {
  /** By the hash of the ticket, oldest first. */
  readonly #tickets = new Map<string, Ticket>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A ticket for a known device, 256 random bits. */
  give(device: string): string {
    const own = [...this.#tickets].filter(([, one]) => one.device === device);
    const over = [...own.slice(0, Math.max(0, own.length - PER_DEVICE + 1)), ...this.#outdated()];
    for (const [hash] of over) this.#tickets.delete(hash);
    for (const hash of this.#tickets.keys()) {
      if (this.#tickets.size < MOST) break;
      this.#tickets.delete(hash);
    }
    const ticket = randomBytes(32).toString("base64url");
    this.#tickets.set(hashOf(ticket), { device, until: this.now() + TICKET_MS });
    return ticket;
  }

  /** The device a ticket was given to, or `null`. Whether it is still known is another question. */
  deviceOf(ticket: string): string | null {
    const found = ticket === "" ? undefined : this.#tickets.get(hashOf(ticket));
    return found && found.until > this.now() ? found.device : null;
  }

  #outdated(): [string, Ticket][] {
    const now = this.now();
    return [...this.#tickets].filter(([, { until }]) => until <= now);
  }
}

/** Servers on one machine share their cookies, whatever their ports: each has a name of its own. */
export function ticketCookie(host: string): string {
  const port = /:(\d{1,5})$/.exec(host)?.[1] ?? "0";
  return `linksnap-signal-${port}`;
}

/** The ticket in a Cookie header, or "". */
export function ticketIn(cookies: string | undefined, host: string): string {
  const name = ticketCookie(host);
  for (const part of (cookies ?? "").split(";")) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name && /^[\w-]{43}$/.test(value ?? "")) return value ?? "";
  }
  return "";
}
