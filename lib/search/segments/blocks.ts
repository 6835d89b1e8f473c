/**
 * Blocks of a segment. A `words` block holds some words in order, each with its texts; the `places` block of the same
 * number holds where they stand. A block is read and cached as a whole; a very frequent word may fill one alone.
 */
import type { WordEntry } from "./postings";
import { ByteReader, ByteWriter } from "./varint";

/** Bytes of words and texts after which a block is closed. */
const BLOCK_BYTES = 16 * 1024;

export interface Block {
  readonly firstWord: string;
  readonly words: Uint8Array<ArrayBuffer>;
  readonly places: Uint8Array<ArrayBuffer>;
}

/** Makes blocks of words that come in order. */
export class BlockWriter {
  #words: string[] = [];
  readonly #lists = new ByteWriter(BLOCK_BYTES);
  readonly #places = new ByteWriter(BLOCK_BYTES);
  #letters = 0;

  /** Answers the block that is full now, or `null`. */
  add({ word, count, texts, places }: WordEntry): Block | null {
    this.#words.push(word);
    this.#letters += word.length + 1;
    this.#lists.number(count);
    this.#lists.number(texts.length);
    this.#lists.number(places.length);
    this.#lists.copy(texts);
    this.#places.copy(places);
    return this.#lists.length + this.#letters >= BLOCK_BYTES ? this.close() : null;
  }

  /** The block of what is left, or `null` when nothing is. */
  close(): Block | null {
    const [firstWord] = this.#words;
    if (firstWord === undefined) return null;
    const head = new TextEncoder().encode(this.#words.join("\n"));
    const block = new ByteWriter(head.length + this.#lists.length + 5);
    block.number(head.length);
    block.copy(head);
    block.copy(this.#lists.view());
    const made = { firstWord, words: block.take(), places: this.#places.take() };
    this.#words = [];
    this.#letters = 0;
    this.#lists.clear();
    this.#places.clear();
    return made;
  }
}

/** A word of a block. Its places lie in the `places` block, from `from` to `to`. */
export interface BlockWord {
  readonly word: string;
  readonly count: number;
  readonly texts: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** The words of a block that `wanted` holds for, in order. */
export function wordsOf(block: Uint8Array, wanted: (word: string) => boolean): BlockWord[] {
  const reader = new ByteReader(block);
  const headLength = reader.number();
  const start = reader.at;
  const words = new TextDecoder().decode(reader.slice(start, start + headLength)).split("\n");
  reader.at = start + headLength;
  const found: BlockWord[] = [];
  let from = 0;
  for (const word of words) {
    const count = reader.number();
    const length = reader.number();
    const to = from + reader.number();
    if (wanted(word))
      found.push({ word, count, texts: reader.slice(reader.at, reader.at + length), from, to });
    reader.at += length;
    from = to;
  }
  return found;
}
