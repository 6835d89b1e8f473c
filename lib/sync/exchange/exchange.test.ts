import { describe, expect, it } from "vitest";
import { Exchange } from "./exchange";
import { noDigests, rootOf } from "./shards/digests";
import { readFrame, writeFrame, writeRecords } from "./frames";
import type { Bytes } from "./frames";
import type { ShardSource } from "./shard-source";
import { squeeze } from "../wire/squeeze";

/** A library that takes as long as it is told to. */
const slowSource = (until: Promise<void>): ShardSource => ({
  name: "",
  waiting: new Set(),
  weight: 0,
  digests: async () => {
    await until;
    return noDigests();
  },
  vectors: async () => [],
  diffs: async () => [],
  receive: async () => "applied",
});

function exchangeOver(source: ShardSource) {
  const said: unknown[] = [];
  let failures = 0;
  const exchange = new Exchange({
    lane: { send: async (message) => void said.push(message), listen: () => undefined, isOpen: true },
    source,
    deviceId: "other",
    newId: () => "id",
    changed: () => undefined,
    failed: () => failures++,
  });
  exchange.begin();
  return { exchange, said, failures: () => failures };
}

describe("a device that says too much", () => {
  it("[SX40] is let go when its messages pile up, and nothing more of it is taken", async () => {
    let goOn = (): void => undefined;
    const { exchange, said, failures } = exchangeOver(slowSource(new Promise((resolve) => (goOn = resolve))));
    for (let n = 0; n < 20_000; n++) exchange.hear(writeFrame({ kind: "ping" }));
    expect(failures()).toBe(1);
    goOn();
    await new Promise((resolve) => setTimeout(resolve));
    expect(said.length).toBeLessThan(3);
  });

  it("[SX40] is heard as long as it waits for what it said to be taken", async () => {
    const { exchange, said, failures } = exchangeOver(slowSource(Promise.resolve()));
    for (let n = 0; n < 5_000; n++) {
      exchange.hear(writeFrame({ kind: "ping" }));
      if (n % 100 === 0) await new Promise((resolve) => setTimeout(resolve));
    }
    await new Promise((resolve) => setTimeout(resolve));
    expect(failures()).toBe(0);
    expect(said.length).toBeGreaterThan(4_000);
  });
});

describe("a device that is ahead", () => {
  it("[SX43] asks once for what the other one has, however often it looks", async () => {
    const own = noDigests().fill(1, 0, 8);
    let looks = 0;
    const source: ShardSource = {
      ...slowSource(Promise.resolve()),
      digests: async () => {
        looks++;
        return own;
      },
    };
    const { exchange, said } = exchangeOver(source);
    const kinds = () => said.map((message) => readFrame(message as Bytes)?.kind);
    const theirs = noDigests().fill(2, 0, 8);
    exchange.hear(writeFrame({ kind: "digests", digests: theirs, weight: 1 }));
    await expect.poll(kinds).toContain("need");
    const nothing = await squeeze(writeRecords([{ shard: 0, bytes: Uint8Array.of(0, 0) }]));
    exchange.hear(writeFrame({ kind: "diff", packed: nothing }));
    exchange.hear(writeFrame({ kind: "ping" }));
    await expect.poll(kinds).toContain("pong");
    await exchange.look();
    await exchange.look();
    expect(looks).toBeGreaterThan(2);
    expect(kinds().filter((kind) => kind === "need")).toHaveLength(1);
    theirs.fill(3, 0, 8);
    exchange.hear(writeFrame({ kind: "changed", digests: [{ shard: 0, bytes: theirs.slice(0, 8) }] }));
    await expect.poll(() => kinds().filter((kind) => kind === "need")).toHaveLength(2);
  });
});

describe("a device that got much", () => {
  it("[SX45] says by its root that it has all the other one told, and its digests where that one has more by then", async () => {
    let own = noDigests().fill(1);
    const source = { ...slowSource(Promise.resolve()), digests: async () => own };
    const { exchange, said } = exchangeOver(source);
    const frames = () => said.map((message) => readFrame(message as Bytes));
    const kinds = () => frames().map((frame) => frame?.kind);
    const theirs = noDigests().fill(2);
    exchange.hear(writeFrame({ kind: "root", root: await rootOf(theirs), name: "" }));
    exchange.hear(writeFrame({ kind: "digests", digests: theirs, weight: 1 }));
    await expect.poll(kinds).toEqual(["root", "digests", "need"]);
    const all = Array.from({ length: 256 }, (_, shard) => ({ shard, bytes: Uint8Array.of(0, 0) }));
    own = theirs.slice();
    exchange.hear(writeFrame({ kind: "diff", packed: await squeeze(writeRecords(all)) }));
    await expect.poll(kinds).toEqual(["root", "digests", "need", "root"]);
    expect(frames().at(-1)).toMatchObject({ root: await rootOf(theirs) });
    expect(exchange.isEqual).toBe(true);
    // Written there before it heard this root, which is therefore answered with digests.
    const later = theirs.slice().fill(3, 0, 8);
    exchange.hear(writeFrame({ kind: "digests", digests: later, weight: 1 }));
    await expect.poll(kinds).toEqual(["root", "digests", "need", "root", "digests", "need"]);
    expect(frames()[4]).toMatchObject({ digests: own });
    expect(exchange.isEqual).toBe(false);
  });
});
