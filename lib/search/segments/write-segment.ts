/** Writes segments, of new texts or merged of older ones, block by block: memory stays small whatever their size. */
import type { SearchStore, StoredSegment, StoredTexts } from "../../ports/search-store";
import { BlockWriter } from "./blocks";
import type { Block } from "./blocks";
import { eachCoded, PostingsWriter } from "./postings";
import type { WordEntry } from "./postings";
import { storeTexts } from "./segment-reader";
import type { SegmentReader } from "./segment-reader";
import { byCode } from "./segment-builder";
import type { SegmentBuilder, TextSource } from "./segment-builder";

export interface WrittenSegment {
  readonly segment: StoredSegment;
  readonly texts: StoredTexts;
}

type Blocks = Pick<SearchStore, "putBlock">;

/** Writes the blocks of a built segment. It counts only once it is committed. */
export function writeBuilt(store: Blocks, id: number, builder: SegmentBuilder): Promise<WrittenSegment> {
  return write(store, { id, sources: builder.sources }, builder.entries());
}

/**
 * Writes the blocks of one segment that holds what these hold, without their removed texts. `null` when one of them is
 * no longer there. It counts only once it is committed.
 */
export async function writeMerged(
  store: Blocks,
  id: number,
  segments: readonly SegmentReader[],
): Promise<WrittenSegment | null> {
  const sources: TextSource[] = [];
  const numbers = segments.map((segment) =>
    Int32Array.from({ length: segment.size }, (_, text) => {
      if (segment.isRemoved(text)) return -1;
      const source = { link: segment.linkOf(text), hash: segment.hashOf(text), time: segment.timeOf(text) };
      return sources.push(source) - 1;
    }),
  );
  const merging = new Merging(segments, numbers);
  const written = await write(store, { id, sources }, merging.entries());
  return merging.isWhole ? written : null;
}

interface Identity {
  readonly id: number;
  readonly sources: readonly TextSource[];
}

async function write(
  store: Blocks,
  { id, sources }: Identity,
  entries: Iterable<WordEntry> | AsyncIterable<WordEntry>,
): Promise<WrittenSegment> {
  const blocks = new BlockWriter();
  const firstWords: string[] = [];
  let bytes = 0;
  const put = async (block: Block | null): Promise<void> => {
    if (!block) return;
    const n = firstWords.push(block.firstWord) - 1;
    bytes += block.words.length + block.places.length;
    await store.putBlock({ segment: id, kind: "words" }, n, block.words);
    await store.putBlock({ segment: id, kind: "places" }, n, block.places);
  };
  for await (const entry of entries) {
    const full = blocks.add(entry);
    if (full) await put(full);
  }
  await put(blocks.close());
  const segment = { id, texts: sources.length, bytes, firstWords, removed: [] };
  return { segment, texts: storeTexts(id, sources) };
}

interface Cursor {
  readonly words: AsyncGenerator<WordEntry, boolean>;
  readonly numbers: Int32Array;
  entry: WordEntry | null;
}

/** Walks several segments at once in the order of their words. */
class Merging {
  isWhole = true;
  readonly #cursors: Cursor[];

  constructor(segments: readonly SegmentReader[], numbers: readonly Int32Array[]) {
    this.#cursors = segments.map((segment, i) => ({
      words: segment.entries(),
      numbers: numbers[i] ?? new Int32Array(),
      entry: null,
    }));
  }

  async *entries(): AsyncGenerator<WordEntry> {
    for (const cursor of this.#cursors) await this.#next(cursor);
    const postings = new PostingsWriter();
    for (let word = this.#first(); word !== null && this.isWhole; word = this.#first()) {
      postings.clear();
      for (const cursor of this.#cursors) {
        if (cursor.entry?.word !== word) continue;
        const { numbers } = cursor;
        eachCoded(cursor.entry, (text, times, places) => {
          const number = numbers[text] ?? -1;
          if (number >= 0) postings.addCoded(number, times, places);
        });
        await this.#next(cursor);
      }
      if (postings.count > 0) yield postings.entry(word);
    }
  }

  #first(): string | null {
    const words = this.#cursors.flatMap(({ entry }) => entry?.word ?? []);
    return words.length === 0 ? null : words.reduce((a, b) => (byCode(a, b) <= 0 ? a : b));
  }

  async #next(cursor: Cursor): Promise<void> {
    const next = await cursor.words.next();
    cursor.entry = next.done ? null : next.value;
    if (next.done && !next.value) this.isWhole = false;
  }
}
