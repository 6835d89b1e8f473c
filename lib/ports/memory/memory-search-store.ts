/** A search index in memory, for tests and benches. */
import type {
  BlockKind,
  IndexChange,
  IndexedShard,
  SearchStore,
  StoredIndex,
  StoredSegment,
  StoredTexts,
} from "../search-store";

interface At {
  readonly segment: number;
  readonly kind: BlockKind;
}

export class MemorySearchStore implements SearchStore {
  readonly #blocks = new Map<string, Uint8Array>();
  readonly #segments = new Map<number, StoredSegment>();
  readonly #texts = new Map<number, StoredTexts>();
  readonly #shards = new Map<number, IndexedShard>();

  async load(): Promise<StoredIndex> {
    return {
      segments: [...this.#segments.values()],
      texts: [...this.#texts.values()],
      shards: [...this.#shards.values()],
    };
  }

  async blocks({ segment, kind }: At, from: number, to: number): Promise<readonly Uint8Array[]> {
    const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    return numbers.flatMap((n) => this.#blocks.get(`${segment}/${kind}/${n}`) ?? []);
  }

  async putBlock({ segment, kind }: At, block: number, bytes: Uint8Array): Promise<void> {
    this.#blocks.set(`${segment}/${kind}/${block}`, bytes);
  }

  async commit({ add = [], drop = [], removed = [], shards = [] }: IndexChange): Promise<void> {
    for (const { segment, texts } of add) {
      this.#segments.set(segment.id, segment);
      this.#texts.set(segment.id, texts);
    }
    for (const { id, removed: numbers } of removed) {
      const segment = this.#segments.get(id);
      if (segment) this.#segments.set(id, { ...segment, removed: numbers });
    }
    for (const id of drop) this.#drop(id);
    for (const shard of shards) this.#shards.set(shard.shard, shard);
  }

  async dropLeftovers(): Promise<void> {
    for (const key of this.#blocks.keys())
      if (!this.#segments.has(Number(key.split("/")[0]))) this.#blocks.delete(key);
  }

  async clear(): Promise<void> {
    for (const map of [this.#blocks, this.#segments, this.#texts, this.#shards]) map.clear();
  }

  close(): void {
    // Nothing is open.
  }

  #drop(id: number): void {
    this.#segments.delete(id);
    this.#texts.delete(id);
    for (const key of this.#blocks.keys()) if (key.startsWith(`${id}/`)) this.#blocks.delete(key);
  }
}
