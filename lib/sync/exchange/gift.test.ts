import { describe, expect, it } from "vitest";
import { noDigests } from "./shards/digests";
import { Exchange } from "./exchange";
import { DIGEST, readFrame, SHARDS, writeFrame } from "./frames";
import type { Bytes, Frame, ShardBytes } from "./frames";
import type { ShardSource } from "./shard-source";

/** A library of counters that only grow: of two versions of a shard the higher one has it all. */
class Counters implements ShardSource {
  readonly name = "";
  readonly waiting = new Set<number>();
  readonly weight = 1024;
  /** Shards of which nothing is taken from others. */
  readonly refuses = new Set<number>();
  /** Runs once, before the next answer is read. */
  beforeAnswer = (): void => undefined;
  constructor(readonly counts: Map<number, number>) {}

  digests(): Promise<Bytes> {
    const digests = noDigests();
    for (const [shard, count] of this.counts) digests.set([7, count], shard * DIGEST);
    return Promise.resolve(digests);
  }

  vectors(shards: readonly number[]): Promise<ShardBytes[]> {
    return Promise.resolve(shards.map((shard) => ({ shard, bytes: this.#state(shard) })));
  }

  diffs(needs: readonly ShardBytes[]): Promise<ShardBytes[]> {
    this.beforeAnswer();
    this.beforeAnswer = () => undefined;
    return Promise.resolve(needs.map(({ shard }) => ({ shard, bytes: this.#state(shard) })));
  }

  receive(_: unknown, updates: readonly ShardBytes[]): Promise<"applied" | "refused"> {
    if (updates.some(({ shard }) => this.refuses.has(shard))) return Promise.resolve("refused");
    for (const { shard, bytes } of updates)
      this.counts.set(shard, Math.max(this.counts.get(shard) ?? 0, bytes[2] ?? 0));
    return Promise.resolve("applied");
  }

  #state(shard: number): Bytes {
    return Uint8Array.of(0, 0, this.counts.get(shard) ?? 0);
  }
}

const filledUpTo = (end: number, count = 1): Counters =>
  new Counters(new Map(Array.from({ length: end }, (_, shard) => [shard, count])));

/** Two devices that meet; `cutAfter` so many messages of the first one nothing goes through any more. */
function meet(a: Counters, b: Counters, cutAfter = Infinity) {
  const said: { readonly by: string; readonly frame: Frame | null; readonly bytes: number }[] = [];
  let failures = 0;
  const end = (by: string, source: ShardSource, other: () => Exchange): Exchange =>
    new Exchange({
      lane: {
        send: async (message) => {
          if (said.filter((one) => one.by === "a").length >= cutAfter) return;
          said.push({ by, frame: readFrame(message), bytes: message.length });
          setTimeout(() => other().hear(message.slice()));
        },
        listen: () => undefined,
        isOpen: true,
      },
      source,
      deviceId: by,
      newId: () => "id",
      changed: () => undefined,
      failed: () => failures++,
    });
  const one: Exchange = end("a", a, () => two);
  const two: Exchange = end("b", b, () => one);
  one.begin();
  two.begin();
  const kinds = (by: string) => said.filter((message) => message.by === by).map(({ frame }) => frame?.kind);
  return {
    one,
    two,
    said,
    kinds,
    failures: () => failures,
    areEqual: () => expect.poll(() => one.isEqual && two.isEqual).toBe(true),
  };
}

/** Resolves to how many messages were said, once no more are. */
async function quiet({ said }: ReturnType<typeof meet>): Promise<number> {
  for (let before = -1; before !== said.length; ) {
    before = said.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return said.length;
}

describe("a device that has next to nothing", () => {
  it("[SX47] is given all shards unasked and without digests, and both know that they are the same", async () => {
    const [full, empty] = [filledUpTo(SHARDS), filledUpTo(0)];
    const met = meet(full, empty);
    await met.areEqual();
    expect(met.kinds("a")).toEqual(["root", "gives", "diff", "root"]);
    expect(met.kinds("b")).toEqual(["few", "root"]);
    expect(empty.counts).toEqual(full.counts);
    const digests = met.said.filter(({ frame }) => frame?.kind !== "diff");
    expect(digests.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(300);
    expect(met.one.progress ?? met.two.progress).toBeNull();
    expect(met.failures()).toBe(0);
  });

  it("[SX47] keeps and passes on the few it has, where both differ in them, too", async () => {
    const full = filledUpTo(100);
    const few = new Counters(new Map([[3, 5], [200, 1]])); // prettier-ignore
    const met = meet(full, few);
    await met.areEqual();
    expect(few.counts).toEqual(full.counts);
    expect([full.counts.get(3), full.counts.size]).toEqual([5, 101]);
    expect([...met.kinds("a"), ...met.kinds("b")]).not.toContain("digests");
    expect(met.failures()).toBe(0);
  });

  it("[SX47] is told digests and asks as ever where a cut left it with more", async () => {
    const [full, other] = [filledUpTo(SHARDS), filledUpTo(40)];
    const met = meet(full, other);
    await met.areEqual();
    expect(met.kinds("b")).toContain("need");
    expect([...met.kinds("a"), ...met.kinds("b")]).not.toContain("gives");
    expect(other.counts).toEqual(full.counts);
  });

  it("[SX47] is given all again when the connection was cut before anything was written", async () => {
    const [full, empty] = [filledUpTo(SHARDS), filledUpTo(0)];
    const first = meet(full, empty, 2);
    await expect.poll(() => first.kinds("a")).toEqual(["root", "gives"]);
    first.one.close();
    first.two.close();
    expect(empty.counts.size).toBe(0);
    await meet(full, empty).areEqual();
    expect(empty.counts).toEqual(full.counts);
  });

  it("[SX47] has nothing to say to another one that has nothing", async () => {
    const met = meet(filledUpTo(0), filledUpTo(0));
    await met.areEqual();
    expect([...met.kinds("a"), ...met.kinds("b")]).toEqual(["few", "few"]);
  });

  it("[SX47] two that have much say roots and digests as ever", async () => {
    const [a, b] = [filledUpTo(SHARDS), filledUpTo(SHARDS, 2)];
    const met = meet(a, b);
    await met.areEqual();
    expect(met.kinds("a").slice(0, 2)).toEqual(["root", "digests"]);
    expect(a.counts).toEqual(b.counts);
  });

  it("[SX47] is told what is written while it is given the rest", async () => {
    const [full, empty] = [filledUpTo(SHARDS), filledUpTo(0)];
    const met = meet(full, empty);
    await expect.poll(() => met.kinds("a")).toContain("gives");
    full.counts.set(9, 4);
    met.one.live([{ shard: 9, bytes: Uint8Array.of(0, 0, 4) }]);
    await met.one.look();
    await met.areEqual();
    expect(empty.counts.get(9)).toBe(4);
  });

  it("[SX47] takes the rest of a gift of which one shard is refused, and asks for that one no more until it is another", async () => {
    const [full, empty] = [filledUpTo(SHARDS), filledUpTo(0)];
    empty.refuses.add(12);
    const met = meet(full, empty);
    await expect.poll(() => met.two.refused).toBe(1);
    await expect.poll(() => empty.counts.size).toBe(SHARDS - 1);
    await expect.poll(() => met.two.progress).toBeNull();
    // What it wrote itself is passed on all the same.
    empty.counts.set(9, 5);
    await met.two.look();
    await expect.poll(() => full.counts.get(9)).toBe(5);
    const said = await quiet(met);
    expect([met.one.isEqual, met.two.isEqual, empty.counts.has(12)]).toEqual([false, false, false]);
    await met.two.look();
    expect(await quiet(met)).toBe(said);

    empty.refuses.clear();
    full.counts.set(12, 2);
    await met.one.look();
    await met.areEqual();
    expect(empty.counts).toEqual(full.counts);
    expect(met.failures()).toBe(0);
  });

  it("[SX47] keeps what it writes while it is given the rest, and passes it on", async () => {
    const [full, empty] = [filledUpTo(200), filledUpTo(0)];
    const met = meet(full, empty);
    await expect.poll(() => met.kinds("a")).toContain("gives");
    for (const shard of [9, 230]) {
      empty.counts.set(shard, 5);
      met.two.live([{ shard, bytes: Uint8Array.of(0, 0, 5) }]);
    }
    await met.two.look();
    await met.areEqual();
    expect([full.counts.get(9), full.counts.get(230)]).toEqual([5, 5]);
    expect(empty.counts).toEqual(full.counts);
    expect(met.failures()).toBe(0);
  });

  it("[SX47] is told digests where the roots at the end differ", async () => {
    const [full, empty] = [filledUpTo(SHARDS), filledUpTo(0)];
    // Written after it was told how the shards stand, and before they were read: the gift is newer than its root.
    full.beforeAnswer = () => void full.counts.set(30, 3);
    const met = meet(full, empty);
    await expect.poll(() => met.kinds("a")).toContain("digests");
    await met.one.look();
    await met.areEqual();
    expect(empty.counts.get(30)).toBe(3);
    expect(empty.counts).toEqual(full.counts);
    expect(met.failures()).toBe(0);
  });

  it("[SX40] nobody is given what he did not say to lack", async () => {
    const met = meet(filledUpTo(SHARDS), filledUpTo(SHARDS));
    await met.areEqual();
    met.one.hear(writeFrame({ kind: "gives", given: [1], digests: noDigests(), weight: 1 }));
    await expect.poll(() => met.failures()).toBe(1);
  });
});
