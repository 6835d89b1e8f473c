import { describe, expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import type { LinkRecord } from "../../replica/read-link";
import { shardOf } from "../../replica/shard-of";
import { MemorySearchStore } from "../../ports/memory/memory-search-store";
import type { SearchStore } from "../../ports/search-store";
import { randomFrom } from "../../ports/seeded";
import { hashOf, linkOf, randomText } from "../../search/testing/corpus";
import { TextIndex } from "../../search/text-index";
import { Indexing } from "./indexing";

/** A library of texts that can change, and how far the log of each shard reaches. */
class Texts {
  readonly links = new Map<string, number[]>();
  readonly #heads = new Map<number, number>();
  readonly held = new Map<string, string>();

  constructor(private readonly random: () => number) {}

  /** Gives a link these texts (by number). */
  set(link: string, texts: readonly number[]): void {
    this.links.set(link, [...texts]);
    for (const n of texts) this.held.set(hashOf(n), `${randomText(this.random, 700)} text${n}`);
    this.#touch(link);
  }

  drop(link: string): void {
    this.links.delete(link);
    this.#touch(link);
  }

  #touch(link: string): void {
    this.#heads.set(shardOf(link), (this.#heads.get(shardOf(link)) ?? 0) + 1);
  }

  indexing(index: TextIndex): Indexing {
    return new Indexing({
      index,
      heads: async () => new Map(this.#heads),
      links: () => [...this.links.keys()].map((id) => ({ id: id as LinkId })),
      records: async (ids) => new Map(ids.map((id) => [id, recordOf(id, this.links.get(id) ?? [])] as const)),
      text: async (hash) => this.held.get(hash) ?? null,
      changed: () => undefined,
    });
  }

  get pairs(): string[] {
    return [...this.links].flatMap(([link, texts]) => texts.map((n) => `${link} ${hashOf(n)}`)).toSorted();
  }
}

const recordOf = (id: string, texts: readonly number[]): LinkRecord =>
  ({
    link: { id },
    snapshots: texts.map((n) => ({ textHash: hashOf(n), capturedAt: n })),
    highlights: [],
  }) as unknown as LinkRecord;

const pairsIn = (index: TextIndex, texts: Texts): string[] =>
  [...texts.links.keys()]
    .flatMap((link) => index.textsOf(link).map(({ hash }) => `${link} ${hash}`))
    .toSorted();

/** Every operation that writes counts; the one with the number `dies` and all after it fail, as after a kill. */
function mortal(store: SearchStore, dies: number): SearchStore {
  let count = 0;
  const live =
    <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (++count >= dies) throw new Error("killed");
      return work(...args);
    };
  return {
    load: () => store.load(),
    blocks: (at, from, to) => store.blocks(at, from, to),
    putBlock: live((at, block, bytes) => store.putBlock(at, block, bytes)),
    commit: live((change) => store.commit(change)),
    dropLeftovers: () => store.dropLeftovers(),
    clear: () => store.clear(),
    close: () => undefined,
  };
}

async function opened(store: SearchStore): Promise<TextIndex> {
  const index = new TextIndex(store, () => 0.25);
  await index.load();
  return index;
}

describe("keeping the index up to date", () => {
  it("[Z7] killed at any write, it has everything after the next start, each text once", async () => {
    const texts = new Texts(randomFrom(7));
    for (let i = 0; i < 90; i++) texts.set(linkOf(i), i % 9 === 0 ? [i, 1000 + i] : [i]);
    for (const dies of [1, 2, 5, 20, 60]) {
      const store = new MemorySearchStore();
      const first = texts.indexing(await opened(mortal(store, dies)));
      await first.update();
      const index = await opened(store);
      const next = texts.indexing(index);
      await next.update();
      expect(next.trouble).toBeNull();
      expect(pairsIn(index, texts)).toEqual(texts.pairs);
      expect(index.size).toBe(texts.pairs.length);
    }
  });

  it("[Z7] follows snapshots that come and go, and texts that arrive later on this device", async () => {
    const texts = new Texts(randomFrom(8));
    for (let i = 0; i < 30; i++) texts.set(linkOf(i), [i]);
    const late = hashOf(5);
    const text = texts.held.get(late) ?? "";
    texts.held.delete(late);
    const index = await opened(new MemorySearchStore());
    const indexing = texts.indexing(index);
    await indexing.update();
    expect(index.textsOf(linkOf(5))).toEqual([]);
    texts.set(linkOf(1), [1, 200]);
    texts.drop(linkOf(2));
    texts.set(linkOf(3), []);
    texts.held.set(late, text);
    await indexing.fetched();
    expect(pairsIn(index, texts)).toEqual(texts.pairs);
    expect(index.size).toBe(texts.pairs.length);
    expect((await index.find({ text: "text200", open: false })).texts.map(({ link }) => link)).toEqual([
      linkOf(1),
    ]);
    expect((await index.find({ text: "text2", open: false })).texts).toEqual([]);
  });
});
