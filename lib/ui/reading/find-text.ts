/**
 * Finds words in a text that is on screen: letters in upper and lower case, full and half width, with and without
 * accents are equal, white space is even, Chinese is found inside of any run of characters.
 */
import { fold, foldWithOffsets } from "../../domain/text/fold";
import { TextIndex } from "../highlights/text-index";

/** More hits than these are counted by nobody and cost time to paint. */
export const MOST_HITS = 2000;

/** Characters that are folded at once. Stretches end at a space, so that no character is torn apart. */
const STRETCH = 4000;

interface Folded {
  readonly text: string;
  /** Where each folded character came from, and one past the end. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The folded form of a long text with the way back. Stretches that fold letter by letter need no table of their own. */
export function foldText(text: string): Folded {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let from = 0; from < text.length; ) {
    const space = text.indexOf(" ", from + STRETCH);
    const to = space < 0 ? text.length : space;
    const { folded, starts: own, ends: last } = foldWithOffsets(text.slice(from, to));
    pieces.push(folded);
    for (let at = 0; at < folded.length; at++) {
      starts.push(from + (own[at] ?? 0));
      ends.push(from + (last[at] ?? 0));
    }
    from = to;
  }
  return { text: pieces.join(""), starts, ends };
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Places of `words` in the text, in order, none inside of another; at most `most`. */
export function placesOf(text: Folded, words: string, most = MOST_HITS): Span[] {
  const wanted = fold(words).replaceAll(/\s+/g, " ").trim();
  if (wanted === "") return [];
  const places: Span[] = [];
  let at = text.text.indexOf(wanted);
  while (at >= 0 && places.length < most) {
    const last = at + wanted.length - 1;
    places.push({ start: text.starts[at] ?? 0, end: text.ends[last] ?? 0 });
    at = text.text.indexOf(wanted, at + wanted.length);
  }
  return places;
}

/** The words of an element, made ready once for many searches. */
export class Findable {
  readonly #index: TextIndex;
  readonly #folded: Folded;

  constructor(text: HTMLElement) {
    this.#index = new TextIndex(text);
    this.#folded = foldText(this.#index.text);
  }

  /** One more than `MOST_HITS` when there are more. */
  find(words: string): Range[] {
    return placesOf(this.#folded, words, MOST_HITS + 1).flatMap(
      ({ start, end }) => this.#index.between(start, end) ?? [],
    );
  }
}
