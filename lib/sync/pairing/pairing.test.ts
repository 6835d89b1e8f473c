import { describe, expect, it } from "vitest";
import type { Candidate } from "../keys/key-ring";
import { newEpoch } from "../keys/epoch-keys";
import { agree, commitmentTo, newTurn, shown } from "./agreement";
import type { Agreed } from "./agreement";
import { codeSecrets, formatCode, newCode, parseCode } from "./code";
import type { LibraryParcel } from "./parcel";
import { packParcel, readCandidate, readParcel } from "./parcel";
import type { Answer, PairingRelay, Seat } from "./relay";
import { joinPairing, offerPairing } from "./steps";
import type { JoinSide, OfferSide } from "./steps";
import { PairingFailed } from "./talk";
import { chinese } from "./words/chinese";
import { english } from "./words/english";
import { pairingWords } from "./words/words";

/** A server in memory; `bend` changes what it passes on. */
class TestServer implements PairingRelay {
  notes: { readonly offers: string[]; readonly joins: string[] } = { offers: [], joins: [] };
  isOver = false;
  opening = "";
  locator = "";
  revoked: string[] = [];
  passed: string[] = [];
  bend: (note: string, to: "offers" | "joins") => string = (note) => note;

  async offer(what: { locator: string; opening: string }) {
    this.opening = what.opening;
    this.locator = what.locator;
    return { ok: true, value: { seat: this.seat("offers"), lasts: 60_000 } } as const;
  }

  async join(locator: string): Promise<Answer<{ seat: Seat; opening: string }>> {
    if (locator !== this.locator) return { ok: false, error: "gone" };
    return { ok: true, value: { seat: this.seat("joins"), opening: this.opening } };
  }

  seat(side: "offers" | "joins"): Seat {
    const other = side === "offers" ? "joins" : "offers";
    return {
      read: async (from, signal) => {
        while (this.notes[side].length <= from && !this.isOver && !signal.aborted)
          await new Promise((resolve) => setTimeout(resolve, 2));
        return { ok: true, value: { notes: this.notes[side].slice(from), isOver: this.isOver } };
      },
      leave: async (note) => {
        if (this.isOver) return { ok: false, error: "gone" };
        this.passed.push(note);
        this.notes[other].push(this.bend(note, other));
        return { ok: true, value: null };
      },
      grant: async () => {
        this.notes.joins.push(JSON.stringify({ kind: "token", token: "the token" }));
        return { ok: true, value: "name" };
      },
      revoke: async (name) => void this.revoked.push(name),
      end: async () => {
        this.isOver = true;
      },
    };
  }
}

const CODE = "0123456789ABCDEF";
const member = {
  device: "B".repeat(14),
  signKey: "s",
  agreeKey: "g",
  by: "A".repeat(14),
  at: 1,
  signature: "x",
};
const parcel: LibraryParcel = {
  root: { device: "A".repeat(14), signKey: "root" },
  epochs: [newEpoch(1), newEpoch(2)],
  facts: { members: [member], removals: [], envelopes: [] },
};
const candidate: Candidate = { device: "B".repeat(14), signKey: "s", agreeKey: "g" };

interface Run {
  readonly events: string[];
  readonly words: Record<string, readonly number[]>;
}
type Sides = Partial<{ offers: Partial<OfferSide>; joins: Partial<JoinSide>; joinCode: string }>;

/** Both sides at once; resolves to how each ended, and what happened. */
async function pair(server: TestServer, { offers = {}, joins = {}, joinCode = CODE }: Sides = {}) {
  const run: Run = { events: [], words: {} };
  const person = (side: string) => ({
    compare: (agreed: Pick<Agreed, "words">, other: { name: string }) => {
      run.words[side] = agreed.words;
      run.events.push(`${side} sees ${other.name}`);
    },
    isSame: Promise.resolve(true),
    signal: new AbortController().signal,
  });
  const offering = offerPairing(await codeSecrets(CODE), server, {
    ...person("laptop"),
    own: { name: "Laptop", system: "Linux" },
    offered: () => run.events.push("offered"),
    admit: async () => parcel,
    admitted: async ({ members }) => void run.events.push(`admitted ${members.length}`),
    ...offers,
  });
  const settled = offering.catch((error: unknown) => error);
  while (server.locator === "") await new Promise((resolve) => setTimeout(resolve, 1));
  const joining = joinPairing(await codeSecrets(joinCode), server, {
    ...person("phone"),
    own: { name: "Phone", system: "Android" },
    agreed: async () => void run.events.push("agreed"),
    candidate: async () => candidate,
    take: async (token, { epochs }) => void run.events.push(`takes ${epochs.length} with ${token}`),
    ...joins,
  });
  const ends = await Promise.all([settled, joining.catch((error: unknown) => error)]);
  return { ...run, ends };
}
const reasons = (ends: readonly unknown[]): unknown[] =>
  ends.map((end) => (end instanceof PairingFailed ? end.reason : end));

describe("the code", () => {
  it("[PA8] has 80 random bits in letters that cannot be mistaken, and is read as people write it", () => {
    const code = newCode();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    expect(newCode()).not.toBe(code);
    expect(formatCode(code)).toMatch(/^(\w{4}-){3}\w{4}$/);
    for (const typed of [
      formatCode(CODE),
      "0123 4567 89ab cdef",
      " o123 456789abcdef ",
      "OI23-4567-89AB-CDEF",
      `https://links.example/pair#${formatCode(CODE)}`,
      "0123–4567–89AB–CDEF",
    ])
      expect(parseCode(typed), typed).toBe(CODE);
    for (const wrong of ["", "0123", `${CODE}0`, "0123-4567-89AB-CDEU", "０１２３４５６７８９ABCDEF", "#"])
      expect(parseCode(wrong), wrong).toBeNull();
  });

  it("[PA8] shows the server nothing that leads to it", async () => {
    const one = await codeSecrets(CODE);
    const other = await codeSecrets("0123456789ABCDEG");
    expect(new Set([one.locator, one.proof, one.proofHash, other.locator, other.proof]).size).toBe(5);
    expect(await codeSecrets(CODE)).toEqual(one);
    expect(JSON.stringify(one)).not.toContain(CODE);
  });
});

describe("comparison words", () => {
  it("[PA9] are 256 of each language, all different", () => {
    for (const list of [english, chinese]) {
      expect(list).toHaveLength(256);
      expect(new Set(list).size).toBe(256);
    }
    expect(english.every((word) => /^[a-z]{3,8}$/.test(word))).toBe(true);
    expect(chinese.every((word) => /^\p{Script=Han}{2}$/u.test(word))).toBe(true);
    expect(pairingWords([0, 255])).toEqual({
      en: [english[0], english[255]],
      zh: [chinese[0], chinese[255]],
    });
  });

  it("[PA9] are the same on both screens, and other ones when a server that knows the code stands between", async () => {
    const code = await codeSecrets(CODE);
    const [laptop, phone, liar] = [await newTurn(), await newTurn(), await newTurn()];
    const commitment = await commitmentTo(shown(laptop));
    const said = { code, commitment, offers: shown(laptop), joins: shown(phone) };
    const [left, right] = [await agree(laptop, "offers", said), await agree(phone, "joins", said)];
    expect(right?.words).toEqual(left?.words);
    expect([right?.seal, left?.seal.length]).toEqual([left?.seal, 16]);
    const toLaptop = await agree(laptop, "offers", { ...said, joins: shown(liar) });
    const lie = { ...said, commitment: await commitmentTo(shown(liar)), offers: shown(liar) };
    const toPhone = await agree(phone, "joins", lie);
    expect(toPhone?.words).not.toEqual(toLaptop?.words);
    const otherCode = { ...said, code: await codeSecrets("0000000000000000") };
    expect((await agree(phone, "joins", otherCode))?.words).not.toEqual(left?.words);
    expect(await agree(phone, "joins", { ...said, offers: { key: "AAAA", nonce: "" } })).toBeNull();
  });
});

describe("a pairing", () => {
  it("[PA10] hands the library over when both say the words are the same, and the token with it", async () => {
    const server = new TestServer();
    const { events, words, ends } = await pair(server);
    expect(ends).toEqual([
      { name: "Phone", system: "Android" },
      { name: "Laptop", system: "Linux" },
    ]);
    expect(words["phone"]).toEqual(words["laptop"]);
    expect(events.slice(0, 1)).toEqual(["offered"]);
    expect(events.slice(-2)).toEqual(["takes 2 with the token", "admitted 1"]);
    const traffic = server.passed.join();
    for (const secret of ["Laptop", "Phone", "root", "epochs"]) expect(traffic).not.toContain(secret);
  });

  it("[PA10] ends on both sides when either says no, and nothing was handed over", async () => {
    for (const side of ["offers", "joins"] as const) {
      const { events, ends } = await pair(new TestServer(), { [side]: { isSame: Promise.resolve(false) } });
      expect(reasons(ends)).toEqual(["refused", "refused"]);
      expect(events.join()).not.toMatch(/takes|admitted/);
    }
  });

  it("[PA10] with another code there is none", async () => {
    const server = new TestServer();
    const cancel = new AbortController();
    const running = pair(server, { joinCode: "0123456789ABCDEG", offers: { signal: cancel.signal } });
    setTimeout(() => cancel.abort(), 300);
    const { ends, events } = await running;
    expect(reasons(ends)[1]).toBe("code");
    expect(events).toEqual(["offered"]);
  });

  it("[PA9] a server that puts its own key in the place of one is found out before the words", async () => {
    const liar = await newTurn();
    for (const victim of ["offers", "joins"] as const) {
      const server = new TestServer();
      server.bend = (note, to) =>
        to === victim && note.includes('"key"') ? JSON.stringify({ kind: "key", ...shown(liar) }) : note;
      const { ends, events } = await pair(server);
      expect(ends.every((end) => end instanceof PairingFailed)).toBe(true);
      expect(events.join()).not.toMatch(/takes|admitted/);
    }
  });

  it("[PA10] notes that were changed, repeated or left out end it", async () => {
    const bends: ((note: string, seen: string[]) => string)[] = [
      (note) => note.replace(/"box":"(.{30})./, '"box":"$1A'),
      (note, seen) => (note.includes("sealed") ? (seen.find((one) => one.includes("sealed")) ?? note) : note),
      (note) => (note.includes("sealed") ? "{" : note),
      (note) => (note.includes("sealed") ? "null" : note),
    ];
    for (const bend of bends) {
      const server = new TestServer();
      const seen: string[] = [];
      server.bend = (note) => {
        const bent = bend(note, seen);
        seen.push(note);
        return bent;
      };
      const { ends, events } = await pair(server);
      expect(ends.every((end) => end instanceof PairingFailed)).toBe(true);
      expect(events.join()).not.toMatch(/takes|admitted/);
    }
  });

  it("[PA10] a device that cannot take the library leaves none of it behind, and its token ends", async () => {
    const server = new TestServer();
    const full = { take: () => Promise.reject(new Error("disk full")) };
    const { ends, events } = await pair(server, { joins: full });
    expect(reasons(ends)[0]).toBe("left");
    expect(String(ends[1])).toContain("disk full");
    expect(server.revoked).toEqual(["name"]);
    expect(events.join()).not.toContain("admitted");
  });

  it("[PA10] a cancel on one side is told to the other at once, and alarms nobody", async () => {
    const cancel = new AbortController();
    const never = new Promise<boolean>(() => undefined);
    let shows = 0;
    // Before both have a secret nothing can be said under seal.
    const compare = (): void => {
      if (++shows === 2) cancel.abort();
    };
    const { ends } = await pair(new TestServer(), {
      offers: { isSame: never, signal: cancel.signal, compare },
      joins: { isSame: never, compare },
    });
    expect(reasons(ends)[1]).toBe("left");
  });

  it("[PA10] what is handed over is read strictly", () => {
    expect(readParcel(JSON.parse(JSON.stringify(packParcel(parcel))))).toEqual(parcel);
    const packed: unknown = packParcel(parcel);
    for (const change of [
      { root: null },
      { epochs: [] },
      { epochs: [{ number: 1, secret: "AA" }] },
      { members: {} },
    ])
      expect(readParcel(Object.assign({}, packed, change))).toBeNull();
    expect(readParcel(null)).toBeNull();
    expect(readCandidate({ ...candidate, device: "../.." })).toBeNull();
    expect(readCandidate(candidate)).toEqual(candidate);
  });
});
