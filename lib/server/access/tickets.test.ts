import { describe, expect, it } from "vitest";
import { ticketCookie, ticketIn, TICKET_MS, Tickets } from "./tickets";

describe("tickets for the signalling socket", () => {
  it("[SX20] are good for their device until they run out, eight of a device at a time", () => {
    let now = 0;
    const tickets = new Tickets(() => now);
    const all = Array.from({ length: 9 }, () => tickets.give("laptop"));
    const other = tickets.give("phone");
    expect(all.map((ticket) => tickets.deviceOf(ticket))).toEqual([
      null,
      ...Array.from({ length: 8 }, () => "laptop"),
    ]);
    now = TICKET_MS;
    expect([all[8], other, ""].map((ticket) => tickets.deviceOf(ticket ?? ""))).toEqual([null, null, null]);
  });

  it("[SX20] are found among other cookies, those of other ports left alone", () => {
    const ticket = "t".repeat(43);
    const [own, far] = [ticketCookie("localhost:3000"), ticketCookie("localhost:3001")];
    expect(ticketIn(`a=b; ${far}=${"x".repeat(43)}; ${own}=${ticket}`, "localhost:3000")).toBe(ticket);
    expect(ticketIn(`${own}=${ticket}`, "localhost:3001")).toBe("");
    expect(ticketIn(undefined, "links.example.org")).toBe("");
    expect(ticketCookie("links.example.org")).toBe("linksnap-signal-0");
  });
});
