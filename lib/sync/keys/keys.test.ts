import { describe, expect, it } from "vitest";
import type { EnvelopeFact, MemberFact, RemovalFact, RosterFacts } from "../../ports/roster";
import { utf8 } from "./bytes";
import { deriveEpochKeys, newEpoch } from "./epoch-keys";
import { KeyRing } from "./key-ring";
import { memberMessage, removalMessage, signed } from "./roster";

const name = (letter: string): string => letter.repeat(14);

/** The signed facts all devices of a test see. */
class Board implements RosterFacts {
  members: MemberFact[] = [];
  removals: RemovalFact[] = [];
  envelopes: EnvelopeFact[] = [];

  add(facts: Partial<RosterFacts>): void {
    this.members.push(...(facts.members ?? []));
    this.removals.push(...(facts.removals ?? []));
    this.envelopes.push(...(facts.envelopes ?? []));
  }
}

async function newRing(): Promise<{ ring: KeyRing; stored: () => unknown }> {
  let stored: unknown;
  const save = async (record: unknown): Promise<void> => {
    stored = structuredClone(record);
  };
  const ring = new KeyRing({ load: async () => stored, save, now: () => 1000 });
  return { ring, stored: () => stored };
}

/** The first device of a library, and `more` that it took in. */
async function library(more: readonly string[]): Promise<{ board: Board; rings: KeyRing[] }> {
  const board = new Board();
  const { ring: first } = await newRing();
  await first.make(name("A"));
  const own = await first.ownMember();
  board.add({ members: own ? [own] : [] });
  await first.take(board);
  const rings = [first];
  for (const letter of more) rings.push(await joined(first, board, letter));
  for (const ring of rings) await ring.take(board);
  return { board, rings };
}

async function joined(by: KeyRing, board: Board, letter: string): Promise<KeyRing> {
  const { ring } = await newRing();
  await ring.make(name(letter));
  const [own, other] = [ring.record!, by.record!];
  const candidate = { device: name(letter), signKey: own.keys.signKey, agreeKey: own.keys.agreeKey };
  board.add({ members: [await by.admit(candidate)] });
  await ring.adopt({ ...own, root: other.root, epochs: other.epochs });
  return ring;
}

const saysHello = async (speaker: KeyRing, listener: KeyRing): Promise<boolean> => {
  const hello = utf8("hello");
  const { identity } = speaker;
  return listener.identity.verify(identity.deviceId, hello, await identity.sign(hello));
};

describe("keys of an epoch", () => {
  it("[PA1] SIG-027: are the same from the same secret, and tell nothing of each other", async () => {
    const epoch = newEpoch(1);
    const [one, same, other] = await Promise.all([epoch, { ...epoch }, newEpoch(1)].map(deriveEpochKeys));
    expect([same!.room, same!.mailbox.id]).toEqual([one!.room, one!.mailbox.id]);
    const all = [one!, other!].flatMap((keys) => [
      keys.room,
      keys.signalPassword,
      keys.mailbox.id,
      keys.mailbox.writeCapability,
    ]);
    expect(new Set(all).size).toBe(8);
    expect(await same!.blobName("a")).toBe(await one!.blobName("a"));
    expect(await other!.blobName("a")).not.toBe(await one!.blobName("a"));
    expect(await one!.blobName("a")).toMatch(/^[0-9a-f]{64}$/);
  });

  it("[PA1] open what they sealed, in its place and unchanged, and nothing else", async () => {
    const [keys, others] = [await deriveEpochKeys(newEpoch(1)), await deriveEpochKeys(newEpoch(1))];
    const sealed = await keys.seal(utf8("canary"), "here");
    expect(await keys.open(sealed, "here")).toEqual(utf8("canary"));
    expect(new TextDecoder().decode(sealed)).not.toContain("canary");
    expect(await keys.open(sealed, "there")).toBeNull();
    expect(await others.open(sealed, "here")).toBeNull();
    for (let at = 0; at < sealed.length; at += 5) {
      const changed = sealed.slice();
      changed[at]! ^= 1;
      expect(await keys.open(changed, "here"), `byte ${at}`).toBeNull();
    }
    for (const short of [0, 1, 12, 28]) expect(await keys.open(sealed.slice(0, short), "here")).toBeNull();
  });
});

describe("keys of a device", () => {
  it("[PA2] are made once, cannot be read, and stand after a restart", async () => {
    const { ring, stored } = await newRing();
    await ring.make(name("A"));
    const { room } = ring.current!;
    await ring.make(name("B"));
    expect(ring.identity.deviceId).toBe(name("A"));
    await expect(crypto.subtle.exportKey("jwk", ring.record!.keys.sign)).rejects.toThrow();
    await expect(crypto.subtle.exportKey("jwk", ring.record!.keys.agree)).rejects.toThrow();
    const again = new KeyRing({ load: async () => stored(), save: async () => undefined, now: () => 0 });
    await again.open();
    expect(again.current?.room).toBe(room);
    for (const bad of [undefined, {}, { ...again.record, epochs: [] }, { ...again.record, keys: {} }]) {
      const none = new KeyRing({ load: async () => bad, save: async () => undefined, now: () => 0 });
      await none.open();
      expect(none.current).toBeNull();
    }
  });
});

describe("the roster", () => {
  it("[PA3] knows whom a device of the library took in, over any number of steps, and nobody else", async () => {
    const { board, rings } = await library(["B"]);
    const [a, b] = [rings[0]!, rings[1]!];
    const c = await joined(b, board, "C");
    const { ring: stranger } = await newRing();
    await stranger.make(name("S"));
    const forged = { ...(await stranger.ownMember())! };
    board.add({ members: [forged, { ...forged, by: name("A") }] });
    for (const ring of [a, b, c]) await ring.take(board);
    for (const [from, to] of [
      [a, b],
      [b, c],
      [c, a],
    ] as const)
      expect(await saysHello(from, to)).toBe(true);
    expect(await saysHello(stranger, a)).toBe(false);
  });

  it("[PA3] takes no statement that was changed, and no second key for a device", async () => {
    const { board, rings } = await library(["B"]);
    const a = rings[0]!;
    const member = board.members[1]!;
    const { ring: thief } = await newRing();
    await thief.make(name("B"));
    const stolen = { ...member, signKey: thief.record!.keys.signKey };
    board.members = [board.members[0]!, stolen];
    await a.take(board);
    expect(a.roster.members.has(name("B"))).toBe(false);
    board.members = [...board.members, member];
    await a.take(board);
    expect(await saysHello(rings[1]!, a)).toBe(true);
    expect(await saysHello(thief, a)).toBe(false);
  });

  it("[PA4] who is taken out is trusted by nobody any more and does not learn the new epoch", async () => {
    const { board, rings } = await library(["B", "C"]);
    const [a, b, c] = [rings[0]!, rings[1]!, rings[2]!];
    const before = a.current!.room;
    board.add(await a.remove(name("C")));
    for (const ring of rings) await ring.take(board);
    expect(a.current!.room).not.toBe(before);
    expect(b.current!.room).toBe(a.current!.room);
    expect([a.current!.epoch, a.older.map(({ epoch }) => epoch)]).toEqual([2, [1]]);
    expect(c.isRemoved).toBe(true);
    expect(c.current).toBeNull();
    expect(board.envelopes.map(({ device }) => device).toSorted()).toEqual([name("A"), name("B")]);
    expect(await saysHello(b, a)).toBe(true);
    await expect(c.admit({ device: name("D"), signKey: "x", agreeKey: "y" })).rejects.toThrow("no keys");
    const record = c.record!;
    const fact = { device: name("A"), by: name("C"), at: 9, epoch: 3 };
    const revenge = await signed(fact, removalMessage(record.root, fact), record.keys.sign);
    board.add({ removals: [revenge] });
    await b.take(board);
    expect(await saysHello(a, b)).toBe(true);
  });

  it("[PA4] who was taken out leads nobody to a secret it knows", async () => {
    const { board, rings } = await library(["B", "C"]);
    const [a, b, c] = [rings[0]!, rings[1]!, rings[2]!];
    const trap = await c.remove(name("A"));
    board.add(await a.remove(name("C")));
    await a.take(board);
    const { room } = a.current!;
    board.add({ envelopes: trap.envelopes.map((one) => ({ ...one, epoch: one.epoch })) });
    for (const ring of [a, b]) await ring.take(board);
    expect([a.current!.room, b.current!.room]).toEqual([room, room]);
  });

  it("[PA4] two removals that crossed end in one epoch that neither removed device knows", async () => {
    const { board, rings } = await library(["B", "C", "D"]);
    const [a, b] = [rings[0]!, rings[1]!];
    const [first, second] = [await a.remove(name("C")), await b.remove(name("D"))];
    board.add(first);
    board.add(second);
    for (const ring of rings) await ring.take(board);
    expect(a.current!.room).toBe(b.current!.room);
    const mended = await a.mend(board);
    board.add(mended!);
    for (const ring of rings) await ring.take(board);
    expect(a.current!.epoch).toBe(3);
    expect(b.current!.room).toBe(a.current!.room);
    expect(board.envelopes.filter(({ epoch }) => epoch === 3)).toHaveLength(2);
    expect(await b.mend(board)).toBeNull();
    expect([rings[2]!.isRemoved, rings[3]!.isRemoved]).toEqual([true, true]);
  });

  it("[PA4] of two that take each other out, one stays: the same for all", async () => {
    const { board, rings } = await library(["B"]);
    const [a, b] = [rings[0]!, rings[1]!];
    const [first, second] = [await a.remove(name("B")), await b.remove(name("A"))];
    board.add(second);
    board.add(first);
    for (const ring of rings) await ring.take(board);
    expect([a.isRemoved, b.isRemoved]).toEqual([false, true]);
  });

  it("[PA3] a chain whose statements come in any order is the same roster", async () => {
    const { board, rings } = await library(["B"]);
    await joined(rings[1]!, board, "C");
    board.members.reverse();
    const a = rings[0]!;
    await a.take(board);
    expect([...a.roster.members.keys()].toSorted()).toEqual([name("A"), name("B"), name("C")]);
    const loop = { device: name("X"), signKey: "k", agreeKey: "g", by: name("Y"), at: 1, signature: "AA" };
    board.add({ members: [loop, { ...loop, device: name("Y"), by: name("X") }] });
    await a.take(board);
    expect(a.roster.members.size).toBe(3);
    expect(memberMessage(a.record!.root, loop)).not.toEqual(
      memberMessage(a.record!.root, { ...loop, at: 2 }),
    );
  });
});
