import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Pairings } from "./pairings";

const proofHash = createHash("sha256").update("proof").digest("hex");
const offerOf = (locator: string, device = "device") => ({
  locator,
  proofHash,
  device,
  group: "group",
  opening: "opening",
});
const never = new AbortController().signal;

describe("pairings at the server", () => {
  it("[PA7] a code serves once, and only with its proof", () => {
    const pairings = new Pairings(() => 0);
    expect(pairings.offer(offerOf("a"))).toBe(true);
    expect(pairings.join("b", "proof")).toEqual({ ok: false, error: "wrong" });
    const joined = pairings.join("a", "proof");
    expect(joined.ok && joined.value.pairing.offer.opening).toBe("opening");
    expect(pairings.join("a", "proof")).toEqual({ ok: false, error: "wrong" });
    expect(joined.ok && joined.value.pairing.hasTicket(joined.value.ticket)).toBe(true);
    expect(joined.ok && joined.value.pairing.hasTicket("proof")).toBe(false);
  });

  it("[PA7] a wrong proof ends the pairing it was tried on", () => {
    const pairings = new Pairings(() => 0);
    pairings.offer(offerOf("a"));
    expect(pairings.join("a", "guess").ok).toBe(false);
    expect(pairings.join("a", "proof").ok).toBe(false);
    expect(pairings.get("a")).toBeNull();
  });

  it("[PA7] ends after five minutes, or when the same device offers anew", () => {
    let now = 0;
    const pairings = new Pairings(() => now);
    pairings.offer(offerOf("a"));
    pairings.offer(offerOf("b", "another"));
    pairings.offer(offerOf("c"));
    expect([pairings.get("a"), pairings.get("b")?.offer.locator]).toEqual([null, "b"]);
    now = 5 * 60_000 + 1;
    expect(pairings.join("c", "proof").ok).toBe(false);
  });

  it("[PA7] wrong codes are counted over all pairings, and then nobody may try for a while", () => {
    let now = 0;
    const pairings = new Pairings(() => now);
    const answers = Array.from({ length: 25 }, (_, n) => pairings.join(`guess-${n}`, "x"));
    expect(answers.filter((one) => !one.ok && one.error === "locked")).toHaveLength(5);
    now = 60_000;
    expect(pairings.join("guess", "x")).toEqual({ ok: false, error: "wrong" });
  });

  it("[PA7] a device cannot offer without end", () => {
    const pairings = new Pairings(() => 0);
    const offered = Array.from({ length: 40 }, (_, n) => pairings.offer(offerOf(`locator-${n}`)));
    expect(offered.filter(Boolean)).toHaveLength(30);
  });

  it("[PA7] notes go to the other side, in order, and wait for who is not there yet", async () => {
    const pairings = new Pairings(() => 0);
    pairings.offer(offerOf("a"));
    const pairing = pairings.get("a")!;
    const waiting = pairing.read("joins", 0, never);
    expect(pairing.leave("joins", "one")).toBe(true);
    expect(await waiting).toEqual({ notes: ["one"], isOver: false });
    pairing.leave("joins", "two");
    expect(await pairing.read("joins", 1, never)).toEqual({ notes: ["two"], isOver: false });
    const ended = pairing.read("offers", 0, never);
    pairings.end("a");
    expect(await ended).toEqual({ notes: [], isOver: true });
    expect(pairing.leave("offers", "late")).toBe(false);
    const stop = new AbortController();
    pairings.offer(offerOf("b"));
    const stopped = pairings.get("b")!.read("offers", 0, stop.signal);
    stop.abort();
    expect((await stopped).notes).toEqual([]);
  });

  it("[PA7] keeps a bounded number of notes", () => {
    const pairings = new Pairings(() => 0);
    pairings.offer(offerOf("a"));
    const pairing = pairings.get("a")!;
    const left = Array.from({ length: 40 }, (_, n) => pairing.leave("offers", `${n}`));
    expect(left.filter(Boolean)).toHaveLength(32);
  });
});
