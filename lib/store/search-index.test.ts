import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { expect, it } from "vitest";
import { MemorySearchStore } from "../ports/memory/memory-search-store";
import { searchStoreContract } from "../ports/search-store.contract";
import { DexieSearchStore } from "./search-index";

let count = 0;
searchStoreContract("in memory", () => {
  const store = new MemorySearchStore();
  return { open: () => store };
});
searchStoreContract("in IndexedDB", () => {
  const name = `index-${++count}`;
  return { open: () => new DexieSearchStore(name) };
});

it("[Z6] an index of another version reads as empty, and the next commit begins anew", async () => {
  const name = `index-${++count}`;
  const store = new DexieSearchStore(name);
  const made = (id: number) => ({
    segment: { id, texts: 1, bytes: 1, firstWords: ["a"], removed: [] },
    texts: { segment: id, links: "AAAAAAAAAAAAAA", hashes: new Uint8Array(32), times: Float64Array.of(1) },
  });
  await store.putBlock({ segment: 8, kind: "words" }, 0, Uint8Array.of(8));
  await store.commit({ add: [made(8)], shards: [{ shard: 1, head: 1, absent: 0 }] });
  const raw = await new Dexie(name).open();
  await raw.table("facts").put({ name: "version", value: 0 });
  raw.close();
  expect(await store.load()).toEqual({ segments: [], texts: [], shards: [] });
  await store.putBlock({ segment: 9, kind: "words" }, 0, Uint8Array.of(9));
  await store.commit({ add: [made(9)] });
  expect((await store.load()).segments.map(({ id }) => id)).toEqual([9]);
  expect((await store.blocks({ segment: 9, kind: "words" }, 0, 0)).length).toBe(1);
  expect((await store.blocks({ segment: 8, kind: "words" }, 0, 0)).length).toBe(0);
  store.close();
});
