/** Which texts have a word that begins with given letters. Texts are added in rising places. */
import { breaksAt } from "../../domain/text/find";

/** One place, or several: most words stand in one text only. */
type Places = number | number[];

/** Places of texts with a word that begins with two letters. */
interface Pair {
  readonly places: number[];
  /** The same by the whole word, as far as it is of letters and digits of ASCII, or else by its third letter. */
  readonly longer: Map<string, Places>;
}

/** Places of texts with a word that begins with a letter. */
interface Start {
  readonly places: number[];
  readonly pairs: Map<number, Pair>;
}

export interface Found {
  /** Rising, each once. */
  readonly places: readonly number[];
  /** Whether what was asked for stands in all of them. */
  readonly isSure: boolean;
}

const NOWHERE: Found = { places: [], isSure: true };
/** From this many places on they are put in order by marking, not by sorting. */
const MANY = 2000;

export class WordStarts {
  readonly #starts = new Map<number, Start>();
  #size = 0;

  /** All texts in which `findNeedle` finds this with its last word open; `null` when that may be any. */
  find(wanted: string): Found | null {
    const first = wanted.charCodeAt(0);
    if (!isKept(first)) return null;
    const start = this.#starts.get(first);
    if (!start) return NOWHERE;
    if (wanted.length === 1) return { places: start.places, isSure: true };
    const pair = start.pairs.get(wanted.charCodeAt(1));
    if (!pair) return NOWHERE;
    if (wanted.length === 2) return { places: pair.places, isSure: true };
    return isAsciiWord(first) ? this.#word(wanted, pair) : this.#third(wanted, pair);
  }

  #word(wanted: string, { longer }: Pair): Found {
    const end = wordEnd(wanted, 0);
    const word = wanted.slice(0, end);
    const lists = [...longer].flatMap(([one, places]) => (one.startsWith(word) ? [places] : []));
    return { places: union(lists, this.#size), isSure: end === wanted.length };
  }

  #third(wanted: string, { longer }: Pair): Found {
    return { places: union([longer.get(wanted.charAt(2)) ?? []], this.#size), isSure: wanted.length === 3 };
  }

  add(place: number, text: string): void {
    this.#size = place + 1;
    let wasWord = false;
    let wasPlain = true;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const isWord = isAsciiWord(unit);
      const isPlain = unit < 128 || isHan(unit);
      // Of plain characters it is known at once whether a word begins with them.
      const begins = isPlain && wasPlain ? !(wasWord && isWord) : breaksAt(text, i);
      if (begins && isKept(unit)) this.#note(place, text, i);
      wasWord = isWord;
      wasPlain = isPlain;
    }
  }

  #note(place: number, text: string, at: number): void {
    const first = text.charCodeAt(at);
    let start = this.#starts.get(first);
    if (!start) {
      start = { places: [], pairs: new Map() };
      this.#starts.set(first, start);
    }
    addLast(start.places, place);
    if (at + 1 >= text.length) return;
    const pair = pairOf(start, text.charCodeAt(at + 1));
    addLast(pair.places, place);
    const longer = isAsciiWord(first) ? text.slice(at, wordEnd(text, at)) : text.charAt(at + 2);
    addLonger(pair.longer, longer, place);
  }
}

function pairOf({ pairs }: Start, second: number): Pair {
  const known = pairs.get(second);
  if (known) return known;
  const pair: Pair = { places: [], longer: new Map() };
  pairs.set(second, pair);
  return pair;
}

function addLonger(words: Map<string, Places>, word: string, place: number): void {
  const places = words.get(word);
  if (places === undefined) words.set(word, place);
  else if (typeof places !== "number") addLast(places, place);
  else if (places !== place) words.set(word, [places, place]);
}

/** A word that stands twice in a text has its place once. */
function addLast(places: number[], place: number): void {
  if (places.at(-1) !== place) places.push(place);
}

/** Rising places of several lists, each once. `size`: all are below. */
export function union(lists: readonly Places[], size: number): readonly number[] {
  const [only] = lists;
  if (lists.length <= 1) return only === undefined ? [] : typeof only === "number" ? [only] : only;
  const total = lists.reduce<number>((sum, list) => sum + (typeof list === "number" ? 1 : list.length), 0);
  if (total < MANY) return [...new Set(lists.flat())].toSorted((a, b) => a - b);
  const marks = new Uint8Array(size);
  for (const list of lists) {
    if (typeof list === "number") marks[list] = 1;
    else for (const place of list) marks[place] = 1;
  }
  const places: number[] = [];
  for (let place = 0; place < size; place++) if (marks[place] === 1) places.push(place);
  return places;
}

const isAsciiWord = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57);
const isHan = (unit: number): boolean => unit >= 0x4e00 && unit <= 0x9fff;
/** Signs of ASCII stand in every link, halves of characters in none that is looked for. */
const isKept = (unit: number): boolean =>
  isAsciiWord(unit) || (unit >= 128 && (unit < 0xd800 || unit > 0xdfff));

/** Where the letters and digits of ASCII that begin at a place end. */
function wordEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && isAsciiWord(text.charCodeAt(end))) end++;
  return end;
}
