/** What every place for the search index must do. */
import { describe, expect, it } from "vitest";
import type { SearchStore, StoredSegment, StoredTexts } from "./search-store";

const segment = (id: number, removed: readonly number[] = []): StoredSegment => ({
  id,
  texts: 2,
  bytes: 10,
  firstWords: ["a", "m"],
  removed,
});
const texts = (id: number): StoredTexts => ({
  segment: id,
  links: "AAAAAAAAAAAAAABBBBBBBBBBBBBB",
  hashes: new Uint8Array(64).fill(id),
  times: Float64Array.of(1, 2),
});
const added = (...ids: readonly number[]) => ids.map((id) => ({ segment: segment(id), texts: texts(id) }));
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

/** `open` opens the same store each time it is called, as another tab would. */
export function searchStoreContract(name: string, create: () => { open: () => SearchStore }): void {
  describe(`search store: ${name}`, () => {
    it("[Z5] is empty at first, and gives back what was committed", async () => {
      const store = create().open();
      expect(await store.load()).toEqual({ segments: [], texts: [], shards: [] });
      const shard = { shard: 7, head: 12, absent: 0 };
      await store.commit({ add: added(3), shards: [shard] });
      expect(await store.load()).toEqual({ segments: [segment(3)], texts: [texts(3)], shards: [shard] });
      await store.commit({ removed: [{ id: 3, removed: [1] }], shards: [{ ...shard, head: 13 }] });
      expect(await store.load()).toMatchObject({ segments: [segment(3, [1])], shards: [{ head: 13 }] });
      store.close();
    });

    it("[Z5] gives blocks in order, and fewer than asked for when the segment is gone", async () => {
      const store = create().open();
      for (const n of [2, 0, 10, 1]) await store.putBlock({ segment: 4, kind: "words" }, n, bytes(n));
      await store.putBlock({ segment: 4, kind: "places" }, 0, bytes(99));
      await store.putBlock({ segment: 40, kind: "words" }, 0, bytes(77));
      await store.commit({ add: added(4, 40) });
      const read = async (from: number, to: number) =>
        (await store.blocks({ segment: 4, kind: "words" }, from, to)).map((block) => [...block]);
      expect(await read(0, 2)).toEqual([[0], [1], [2]]);
      expect(await read(10, 10)).toEqual([[10]]);
      await store.commit({ add: added(5), drop: [4] });
      expect(await read(0, 2)).toEqual([]);
      expect((await store.blocks({ segment: 40, kind: "words" }, 0, 0)).length).toBe(1);
      expect((await store.load()).segments.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([5, 40]);
      store.close();
    });

    it("[Z5] removes what a crash left behind, and nothing else", async () => {
      const place = create();
      const store = place.open();
      await store.putBlock({ segment: 1, kind: "words" }, 0, bytes(1));
      await store.putBlock({ segment: 2, kind: "words" }, 0, bytes(2));
      await store.putBlock({ segment: 2, kind: "places" }, 0, bytes(2));
      await store.commit({ add: added(1) });
      store.close();
      const again = place.open();
      await again.dropLeftovers();
      expect((await again.blocks({ segment: 1, kind: "words" }, 0, 0)).length).toBe(1);
      expect((await again.blocks({ segment: 2, kind: "words" }, 0, 0)).length).toBe(0);
      await again.clear();
      expect(await again.load()).toEqual({ segments: [], texts: [], shards: [] });
      expect((await again.blocks({ segment: 1, kind: "words" }, 0, 0)).length).toBe(0);
      again.close();
    });
  });
}
