/**
 * The index of the texts of snapshots: finds needles in them, takes texts in and out, and keeps the number of segments
 * small. One writer at a time; any number of readers, which notice by themselves when a segment they knew was merged
 * away. Whatever is interrupted when leaves an index that is whole and knows how far it reaches.
 */
import type { IndexedShard, SearchStore } from "../ports/search-store";
import type { Needle } from "../domain/text/find";
import { BlockSource } from "./segments/block-source";
import { findNeedleIn } from "./find-needle";
import { planNeedle } from "./needle-plan";
import type { SegmentBuilder, TextSource } from "./segments/segment-builder";
import { SegmentReader } from "./segments/segment-reader";
import { writeBuilt, writeMerged } from "./segments/write-segment";

/** Where a needle stands in one text. */
export interface FoundText {
  readonly link: string;
  readonly times: number;
  readonly segment: SegmentReader;
  /** Its number in the segment. */
  readonly text: number;
}

export interface Found {
  readonly texts: readonly FoundText[];
  /** Whether each of them has to be compared with the needle: the index knows no signs. */
  readonly isRough: boolean;
}

/** Bytes of blocks kept in memory. */
const CACHE_BYTES = 8 * 1024 * 1024;
/** Segments of about the same size before they are merged into one, and how much larger that is. */
const FAN = 6;
/** Of the smallest segments, in bytes: below this all count as equal. */
const SMALLEST = 64 * 1024;
const ATTEMPTS = 4;

export class TextIndex {
  readonly #source: BlockSource;
  #segments: readonly SegmentReader[] = [];
  #shards: ReadonlyMap<number, IndexedShard> = new Map();

  /** `random`: 0 to 1. Numbers of segments begin anywhere, so that no tab takes a new one for one it has cached. */
  constructor(
    private readonly store: SearchStore,
    private readonly random: () => number,
  ) {
    this.#source = new BlockSource(store, CACHE_BYTES);
  }

  /** Reads what is stored now. To be called first, and when another writer may have changed it. */
  async load(): Promise<void> {
    const { segments, texts, shards } = await this.store.load();
    const textsOf = new Map(texts.map((one) => [one.segment, one]));
    this.#segments = segments.flatMap((stored) => {
      const its = textsOf.get(stored.id);
      return its ? [new SegmentReader(stored, its, this.#source)] : [];
    });
    this.#shards = new Map(shards.map((one) => [one.shard, one]));
  }

  /** Texts that can be found. */
  get size(): number {
    return this.#segments.reduce((sum, { present }) => sum + present, 0);
  }

  /** Bytes on disk. */
  get bytes(): number {
    return this.#segments.reduce((sum, { stored }) => sum + stored.bytes, 0);
  }

  get segments(): readonly SegmentReader[] {
    return this.#segments;
  }

  get shards(): ReadonlyMap<number, IndexedShard> {
    return this.#shards;
  }

  /** Texts in which a needle stands. Folded needles only. */
  async find(needle: Needle): Promise<Found> {
    const plan = planNeedle(needle);
    if (!plan) return { texts: [], isRough: false };
    const texts = await this.ask((segment) => findNeedleIn(segment, plan));
    return {
      isRough: plan.isRough,
      texts: texts.flatMap(([segment, hits]) =>
        hits.map(({ text, times }) => ({ link: segment.linkOf(text), times, segment, text })),
      ),
    };
  }

  /** Texts of one link, the newest first. */
  textsOf(link: string): TextSource[] {
    const found = this.#segments.flatMap((segment) =>
      segment.textsOf(link).map((text) => sourceOf(segment, text)),
    );
    return found.toSorted((a, b) => b.time - a.time);
  }

  /** Asks every segment. When one of them was merged away meanwhile, all are asked anew. */
  async ask<T>(
    question: (segment: SegmentReader) => Promise<T | null>,
  ): Promise<readonly (readonly [SegmentReader, T])[]> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const segments = this.#segments;
      const answers = await Promise.all(segments.map(question));
      const pairs = segments.flatMap((segment, i): (readonly [SegmentReader, T])[] => {
        const answer = answers[i];
        return answer === null || answer === undefined ? [] : [[segment, answer]];
      });
      if (pairs.length === segments.length) return pairs;
      await this.load();
    }
    return [];
  }

  /** Takes texts in and out and notes how far the index reaches now: all of it, or nothing. */
  async write(change: {
    readonly built?: SegmentBuilder;
    readonly gone?: readonly Pick<TextSource, "link" | "hash">[];
    readonly shards?: readonly IndexedShard[];
  }): Promise<void> {
    const { built, gone = [], shards = [] } = change;
    const add =
      built && built.sources.length > 0 ? [await writeBuilt(this.store, this.#nextId(), built)] : [];
    await this.store.commit({ add, removed: this.#removed(gone), shards });
    await this.load();
  }

  /** Merges segments of a size when there are many. Answers whether there was something to merge. */
  async tidy(): Promise<boolean> {
    const segments = this.#mergeable();
    if (segments.length === 0) return false;
    const written = await writeMerged(this.store, this.#nextId(), segments);
    if (!written) {
      await this.load();
      return false;
    }
    await this.store.commit({ add: [written], drop: segments.map(({ id }) => id) });
    await this.load();
    return true;
  }

  /** Throws the whole index away. */
  async clear(): Promise<void> {
    await this.store.clear();
    this.#source.clear();
    await this.load();
  }

  #nextId(): number {
    if (this.#segments.length === 0) return 1 + Math.floor(this.random() * 2 ** 30);
    return Math.max(...this.#segments.map(({ id }) => id)) + 1;
  }

  #removed(gone: readonly Pick<TextSource, "link" | "hash">[]): { id: number; removed: number[] }[] {
    return this.#segments.flatMap((segment) => {
      const numbers = gone.flatMap(({ link, hash }) =>
        segment.textsOf(link).filter((text) => segment.hashOf(text) === hash),
      );
      return numbers.length === 0
        ? []
        : [{ id: segment.id, removed: [...segment.stored.removed, ...numbers].toSorted((a, b) => a - b) }];
    });
  }

  /** The smallest segments that are at least `FAN` of one size, or one that is half removed. */
  #mergeable(): readonly SegmentReader[] {
    const wasted = this.#segments.find(({ size, present }) => present < size / 2);
    if (wasted) return [wasted];
    const bySize = new Map<number, SegmentReader[]>();
    for (const segment of this.#segments) {
      const level = levelOf(segment.stored.bytes);
      bySize.set(level, [...(bySize.get(level) ?? []), segment]);
    }
    const full = [...bySize].filter(([, segments]) => segments.length >= FAN);
    return full.toSorted(([a], [b]) => a - b)[0]?.[1] ?? [];
  }
}

const levelOf = (bytes: number): number =>
  Math.max(0, Math.ceil(Math.log(Math.max(1, bytes) / SMALLEST) / Math.log(FAN)));

const sourceOf = (segment: SegmentReader, text: number): TextSource => ({
  link: segment.linkOf(text),
  hash: segment.hashOf(text),
  time: segment.timeOf(text),
});
