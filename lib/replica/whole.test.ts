/** A shard as one update, for whoever has nothing of it. */
import { expect, it } from "vitest";
import * as Y from "yjs";
import { diceFrom } from "../ports/seeded";
import { Shard } from "./shard";

const SEED = Number(process.env["LINKSNAP_SEED"] ?? 20_261_124);
const NOTHING = Uint8Array.of(0);

const entriesOf = (update: Uint8Array): Map<string, unknown> => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return new Map(doc.getMap("l").entries());
};

it(`[SX49] is given as it is kept, with all that was written and merged until then (seed ${SEED})`, () => {
  const { below } = diceFrom(SEED);
  const shards = [new Shard(), new Shard()] as const;
  const known = new Map<string, unknown>();
  for (let step = 0; step < 300; step++) {
    const at = below(2);
    const [one, other] = at === 0 ? shards : [shards[1], shards[0]];
    const key = `key ${below(20)}`;
    one.edit(7 + at, (cells) => (below(4) === 0 ? cells.delete(key) : cells.set(key, step)));
    if (below(3) === 0) one.encode();
    other.apply(one.diff(below(2) === 0 ? NOTHING : other.vector()));
    known.clear();
    for (const [name, value] of one.cells()) known.set(name, value);
    for (const shard of shards) {
      expect(entriesOf(shard.diff(NOTHING))).toEqual(known);
      expect(entriesOf(shard.encode())).toEqual(known);
    }
  }
});

it("[SX49] is given byte for byte as it came where it is not opened", () => {
  const first = new Shard();
  first.edit(7, (cells) => cells.set("key", "value"));
  const update = first.encode();
  const read = new Shard();
  read.apply(update);
  expect(read.diff(NOTHING)).toBe(update);
  expect(() => read.diff(new Uint8Array(0))).toThrow();
});
