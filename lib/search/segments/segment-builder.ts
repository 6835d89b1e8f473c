/**
 * Makes a segment of the texts of some snapshots. It is held in memory until it is written, so it is to be closed after
 * some hundred kilobytes of text; larger segments come from merging.
 */
import { placeTokens } from "../placed-tokens";
import { PostingsWriter } from "./postings";
import type { WordEntry } from "./postings";

/** One text to index: whose it is and where it came from. */
export interface TextSource {
  readonly link: string;
  /** SHA-256 of the blob it was read from, as 64 hex digits. */
  readonly hash: string;
  /** When the newest snapshot with this text was taken, ms since 1970. */
  readonly time: number;
}

export class SegmentBuilder {
  readonly sources: TextSource[] = [];
  readonly #words = new Map<string, PostingsWriter>();
  /** UTF-16 units of the texts so far. */
  size = 0;

  /** `line`: the text, folded and on one line. */
  add(source: TextSource, line: string): void {
    const places = new Map<string, number[]>();
    for (const { text, place } of placeTokens(line).tokens) {
      const known = places.get(text);
      if (known) known.push(place);
      else places.set(text, [place]);
    }
    const number = this.sources.push(source) - 1;
    for (const [word, at] of places) {
      const postings = this.#words.get(word) ?? new PostingsWriter();
      this.#words.set(word, postings);
      postings.add(number, at);
    }
    this.size += line.length;
  }

  /** All words in code order. */
  *entries(): Generator<WordEntry> {
    for (const word of [...this.#words.keys()].toSorted(byCode)) {
      const postings = this.#words.get(word);
      if (postings) yield postings.entry(word);
    }
  }
}

/** The order of words in a segment: that of their UTF-16 units, which is what `<` compares. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
