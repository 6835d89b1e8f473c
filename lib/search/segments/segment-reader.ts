/** One segment as a search sees it: its words are looked up in blocks, its texts are known by number. */
import type { StoredSegment, StoredTexts } from "../../ports/search-store";
import type { BlockSource } from "./block-source";
import { wordsOf } from "./blocks";
import type { BlockWord } from "./blocks";
import type { WordEntry } from "./postings";

/** A word of a segment, with the block its places are in. */
export interface FoundWord extends BlockWord {
  readonly block: number;
}

const LINK_LENGTH = 14;
const HASH_BYTES = 32;

export class SegmentReader {
  readonly #removed: ReadonlySet<number>;

  constructor(
    readonly stored: StoredSegment,
    private readonly texts: StoredTexts,
    private readonly source: BlockSource,
  ) {
    this.#removed = new Set(stored.removed);
  }

  get id(): number {
    return this.stored.id;
  }

  /** How many texts it holds, removed ones included: their numbers are below this. */
  get size(): number {
    return this.stored.texts;
  }

  /** How many of them can be found. */
  get present(): number {
    return this.size - this.#removed.size;
  }

  isRemoved(text: number): boolean {
    return this.#removed.has(text);
  }

  linkOf(text: number): string {
    return this.texts.links.slice(text * LINK_LENGTH, (text + 1) * LINK_LENGTH);
  }

  /** SHA-256 of the blob of a text, as 64 hex digits. */
  hashOf(text: number): string {
    return hexOf(this.texts.hashes.subarray(text * HASH_BYTES, (text + 1) * HASH_BYTES));
  }

  /** When the newest snapshot with this text was taken, ms since 1970. */
  timeOf(text: number): number {
    return this.texts.times[text] ?? 0;
  }

  /** Numbers of the texts of a link that can be found. */
  textsOf(link: string): number[] {
    const found: number[] = [];
    for (let at = this.texts.links.indexOf(link); at >= 0; at = this.texts.links.indexOf(link, at + 1)) {
      const text = at / LINK_LENGTH;
      if (Number.isInteger(text) && !this.isRemoved(text)) found.push(text);
    }
    return found;
  }

  /** The words that begin with `word` (or are it); `null` when the segment is no longer there. */
  async lookup(word: string, isPrefix: boolean): Promise<FoundWord[] | null> {
    const wanted = isPrefix
      ? (one: string): boolean => one.startsWith(word)
      : (one: string): boolean => one === word;
    return this.words({ from: word, to: isPrefix ? `${word}\uffff` : word }, wanted);
  }

  /** The words between two words (inclusive) that `wanted` holds for; `null` when the segment is no longer there. */
  async words(
    range: { readonly from: string; readonly to: string },
    wanted: (word: string) => boolean,
  ): Promise<FoundWord[] | null> {
    const first = Math.max(0, this.#blockOf(range.from));
    const last = this.#blockOf(range.to);
    if (last < first) return [];
    const blocks = await this.source.read({ segment: this.id, kind: "words" }, first, last);
    if (!blocks) return null;
    return blocks.flatMap((block, i) =>
      wordsOf(block, wanted).map((word) => ({ ...word, block: first + i })),
    );
  }

  /** A word with its places; `null` when the segment is no longer there. */
  async withPlaces(word: FoundWord): Promise<WordEntry | null> {
    const { block, from, to } = word;
    const [places] = (await this.source.read({ segment: this.id, kind: "places" }, block, block)) ?? [];
    return places
      ? { word: word.word, count: word.count, texts: word.texts, places: places.subarray(from, to) }
      : null;
  }

  /** All words in order with their places, block by block. Ends early, with `false`, when the segment is gone. */
  async *entries(): AsyncGenerator<WordEntry, boolean> {
    for (let n = 0; n < this.stored.firstWords.length; n++) {
      const words = await this.source.read({ segment: this.id, kind: "words" }, n, n);
      const places = await this.source.read({ segment: this.id, kind: "places" }, n, n);
      const [block] = words ?? [];
      const [bytes] = places ?? [];
      if (!block || !bytes) return false;
      for (const { word, count, texts, from, to } of wordsOf(block, () => true))
        yield { word, count, texts, places: bytes.subarray(from, to) };
    }
    return true;
  }

  /** The last block that does not begin behind a word; -1 when all do. */
  #blockOf(word: string): number {
    const { firstWords } = this.stored;
    let low = 0;
    let high = firstWords.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((firstWords[middle] ?? "") <= word) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function hexOf(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += HEX[byte] ?? "";
  return hex;
}

/** Texts of a segment in stored form. */
export function storeTexts(
  segment: number,
  sources: readonly { readonly link: string; readonly hash: string; readonly time: number }[],
): StoredTexts {
  const hashes = new Uint8Array(sources.length * HASH_BYTES);
  sources.forEach(({ hash }, text) => {
    for (let i = 0; i < HASH_BYTES; i++)
      hashes[text * HASH_BYTES + i] = Number.parseInt(hash.slice(2 * i, 2 * i + 2), 16);
  });
  return {
    segment,
    links: sources.map(({ link }) => link).join(""),
    hashes,
    times: Float64Array.from(sources, ({ time }) => time),
  };
}
