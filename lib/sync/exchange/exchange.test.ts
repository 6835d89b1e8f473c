import { describe, expect, it } from "vitest";
import { Exchange } from "./exchange";
import { noDigests } from "./digests";
import { writeFrame } from "./frames";
import type { ShardSource } from "./shard-source";

/** A library that takes as long as it is told to. */
const slowSource = (until: Promise<void>): ShardSource => ({
  name: "",
  waiting: new Set(),
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
