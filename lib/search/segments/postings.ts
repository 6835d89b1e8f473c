/**
 * The texts that have a word, as bytes: numbers of texts rising, each with how often the word stands in it; and, apart
 * from them, the places in those texts. Most searches need the texts alone.
 */
import { ByteReader, ByteWriter } from "./varint";

/** One word of a segment. */
export interface WordEntry {
  readonly word: string;
  /** How many texts have it. */
  readonly count: number;
  readonly texts: Uint8Array;
  readonly places: Uint8Array;
}

/** Gathers the texts of one word. Texts come in rising order. */
export class PostingsWriter {
  readonly #texts = new ByteWriter(16);
  readonly #places = new ByteWriter(16);
  #last = -1;
  count = 0;

  add(text: number, places: readonly number[]): void {
    this.#note(text, places.length);
    let before = 0;
    for (const place of places) {
      this.#places.number(place - before);
      before = place;
    }
  }

  /** Adds a text whose places are bytes already. */
  addCoded(text: number, times: number, places: Uint8Array): void {
    this.#note(text, times);
    this.#places.copy(places);
  }

  /** What was gathered; nothing else may be added until it has been copied. */
  entry(word: string): WordEntry {
    return { word, count: this.count, texts: this.#texts.view(), places: this.#places.view() };
  }

  clear(): void {
    this.#texts.clear();
    this.#places.clear();
    this.#last = -1;
    this.count = 0;
  }

  #note(text: number, times: number): void {
    // Once is the most frequent number of times: it costs one bit.
    this.#texts.number(((text - this.#last) << 1) | (times === 1 ? 1 : 0));
    if (times !== 1) this.#texts.number(times);
    this.#last = text;
    this.count++;
  }
}

/** Calls `each` with every text and how often the word stands in it. */
export function eachText(
  entry: Pick<WordEntry, "count" | "texts">,
  each: (text: number, times: number) => void,
): void {
  const reader = new ByteReader(entry.texts);
  let text = -1;
  for (let i = 0; i < entry.count && !reader.isAtEnd; i++) {
    const head = reader.number();
    text += head >>> 1;
    each(text, head & 1 ? 1 : reader.number());
  }
}

/** Calls `each` with every text, how often the word stands in it, and where, as coded bytes. */
export function eachCoded(
  entry: WordEntry,
  each: (text: number, times: number, places: Uint8Array) => void,
): void {
  const reader = new ByteReader(entry.places);
  eachText(entry, (text, times) => {
    const from = reader.at;
    reader.skip(times);
    each(text, times, reader.slice(from, reader.at));
  });
}

/** Places from their coded bytes, rising. */
export function decodePlaces(bytes: Uint8Array): number[] {
  const reader = new ByteReader(bytes);
  const places: number[] = [];
  let place = 0;
  while (!reader.isAtEnd) places.push((place += reader.number()));
  return places;
}
