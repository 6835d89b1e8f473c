/** Which texts have a word that begins with given letters. Texts are added in rising places. */
import { breaksAt } from "../../domain/text/find";

/** One place, or several: most words stand in one text only. */
type Places = number | number[];

/** Places of texts by the words in them that begin with one letter. */
type Words = Map<string, Places>;

export interface Found {
  /** Rising, each once. */
  readonly places: Uint32Array;
  /** Whether what was asked for stands in all of them. */
  readonly isSure: boolean;
}

const NOWHERE: Found = { places: new Uint32Array(), isSure: true };
/** From this many places on they are put in order by marking, not by sorting. */
const MANY = 2000;
/** Beginnings that were asked for and are kept: a person types on from them. */
const KEPT = 12;

export class WordStarts {
  readonly #words = new Map<number, Words>();
  #size = 0;
  /** What was found for a beginning, until texts come in. */
  #found = new Map<string, Uint32Array>();

  /** All texts in which `findNeedle` finds this with its last word open; `null` when that may be any. */
  find(wanted: string): Found | null {
    const first = wanted.charCodeAt(0);
    if (!isKept(first)) return null;
    const words = this.#words.get(first);
    if (!words) return NOWHERE;
    const start = wordAt(wanted, 0);
    return { places: this.#startingWith(start, words), isSure: start.length === wanted.length };
  }

  #startingWith(start: string, words: Words): Uint32Array {
    const known = this.#found.get(start);
    if (known) return known;
    const lists: Places[] = [];
    for (const [word, places] of words) if (word.startsWith(start)) lists.push(places);
    const places = union(lists, this.#size);
    if (this.#found.size >= KEPT) this.#found.clear();
    this.#found.set(start, places);
    return places;
  }

  add(place: number, text: string): void {
    this.#size = place + 1;
    if (this.#found.size > 0) this.#found.clear();
    let wasWord = false;
    let wasPlain = true;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const isWord = isAsciiWord(unit);
      const isPlain = unit < 128 || isHan(unit);
      // Of plain characters it is known at once whether a word begins with them.
      const begins = isPlain && wasPlain ? !(wasWord && isWord) : breaksAt(text, i);
      if (begins && isKept(unit)) this.#note(place, wordAt(text, i));
      wasWord = isWord;
      wasPlain = isPlain;
    }
  }

  #note(place: number, word: string): void {
    const first = word.charCodeAt(0);
    let words = this.#words.get(first);
    if (!words) {
      words = new Map();
      this.#words.set(first, words);
    }
    const places = words.get(word);
    if (places === undefined) words.set(word, place);
    else if (typeof places !== "number") addLast(places, place);
    else if (places !== place) words.set(word, [places, place]);
  }
}

/** A word that stands twice in a text has its place once. */
function addLast(places: number[], place: number): void {
  if (places.at(-1) !== place) places.push(place);
}

/** Rising places of several lists, each once. `size`: all are below. */
export function union(lists: readonly Places[], size: number): Uint32Array {
  const [only] = lists;
  if (lists.length <= 1)
    return Uint32Array.from(only === undefined ? [] : typeof only === "number" ? [only] : only);
  const total = lists.reduce<number>((sum, list) => sum + (typeof list === "number" ? 1 : list.length), 0);
  if (total < MANY) return Uint32Array.from(new Set(lists.flat())).toSorted();
  return marked(marksOf(lists, size), Math.min(total, size));
}

function marksOf(lists: readonly Places[], size: number): Uint8Array {
  const marks = new Uint8Array(size);
  for (const list of lists) {
    if (typeof list === "number") marks[list] = 1;
    else for (let i = 0; i < list.length; i++) marks[list[i] ?? 0] = 1;
  }
  return marks;
}

/** `most`: there are no more of them. */
function marked(marks: Uint8Array, most: number): Uint32Array {
  const places = new Uint32Array(most);
  let count = 0;
  for (let place = 0; place < marks.length; place++) if (marks[place] === 1) places[count++] = place;
  return places.subarray(0, count);
}

/** How many rising places lie below a bound. */
export function lowerBound(places: Uint32Array, bound: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Places that are in all of these lists; `null` when there is no list. */
export function intersection(lists: readonly Uint32Array[]): Uint32Array | null {
  const [least, ...others] = lists.toSorted((a, b) => a.length - b.length);
  return least ? others.reduce(inBoth, least) : null;
}

function inBoth(some: Uint32Array, others: Uint32Array): Uint32Array {
  const both = new Uint32Array(some.length);
  let count = 0;
  let at = 0;
  for (const place of some) {
    while (at < others.length && (others[at] ?? 0) < place) at++;
    if (others[at] === place) both[count++] = place;
  }
  return both.subarray(0, count);
}

const isAsciiWord = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57);
const isHan = (unit: number): boolean => unit >= 0x4e00 && unit <= 0x9fff;
/** Signs of ASCII stand in every link, halves of characters in none that is looked for. */
const isKept = (unit: number): boolean =>
  isAsciiWord(unit) || (unit >= 128 && (unit < 0xd800 || unit > 0xdfff));

/** Characters of a word that does not begin with a letter or digit of ASCII. */
const SHORT = 3;
/** Signs that belong to the word before them: C++, C#. */
const isMark = (unit: number): boolean => unit === 43 || unit === 35;

/**
 * The word at a place by which its text is found: letters and digits of ASCII with the first of such signs after them, or
 * three characters of anything else.
 */
function wordAt(text: string, from: number): string {
  if (!isAsciiWord(text.charCodeAt(from))) return text.slice(from, from + SHORT);
  let end = from + 1;
  while (end < text.length && isAsciiWord(text.charCodeAt(end))) end++;
  return text.slice(from, isMark(text.charCodeAt(end)) ? end + 1 : end);
}
