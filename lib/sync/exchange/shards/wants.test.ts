import { describe, expect, it } from "vitest";
import { Wants } from "./wants";

const digest = (n: number): Uint8Array<ArrayBuffer> => Uint8Array.of(n, 0, 0, 0, 0, 0, 0, 0);

describe("the progress of an exchange", () => {
  it("[SX46] counts a shard when it is written, not when it came, and ends with the last one", () => {
    const wants = new Wants();
    expect(wants.progress).toBeNull();
    wants.add([1, 2].map((shard) => ({ shard, bytes: digest(shard) })));
    for (const shard of wants.next(0)) wants.came(shard);
    expect(wants.isDone).toBe(true);
    expect(wants.progress).toEqual({ done: 0, total: 2 });
    wants.written([{ shard: 1, bytes: digest(1) }]);
    expect(wants.progress).toEqual({ done: 1, total: 2 });
    wants.written([{ shard: 2, bytes: digest(2) }]);
    expect(wants.progress).toBeNull();
  });

  it("[SX46] goes on where something is found lacking while the last shards are written", () => {
    const wants = new Wants();
    wants.add([1, 2].map((shard) => ({ shard, bytes: digest(shard) })));
    for (const shard of wants.next(0)) wants.came(shard);
    wants.add([{ shard: 3, bytes: digest(3) }]);
    expect(wants.progress).toEqual({ done: 0, total: 3 });
    wants.written([1, 2].map((shard) => ({ shard, bytes: digest(shard) })));
    expect(wants.progress).toEqual({ done: 2, total: 3 });
  });
});
