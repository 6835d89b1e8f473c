/**
 * Which texts have a word that begins with given letters, and in which of their fields. Texts are added in rising places.
 * A word is one of letters and digits of ASCII, or three characters of anything else.
 */
import type { Needle } from "../../../domain/text/find";
import { breaksAt } from "../../../domain/text/find";
import { hasCjk } from "../../../domain/text/tokenise";
import { ANYWHERE, FIELD_BITS, FIRST, type Fields } from "./fields";
import { intersection, markedPlaces, NOWHERE, type Places } from "./places";

/** A place with its fields below it. One, or several rising: most words stand in one text only. */
type Coded = number | number[];

/** Places of texts by the words in them that begin with one letter. */
type Words = Map<string, Coded>;

export interface Found {
  readonly places: Places;
  /** Whether what was asked for stands in all of them. */
  readonly isSure: boolean;
}

/** For each place the fields in which a word stands, and those in which it stands as a whole word. */
export interface WordFields {
  readonly any: Uint8Array;
  readonly whole: Uint8Array;
}

/** A word that a needle has, to be looked up: words that begin with it, or the word itself. */
interface Piece {
  readonly word: string;
  readonly isOpen: boolean;
}

/** From this many places on they are put in order by marking, not by sorting. */
const MANY = 2000;
/** Finds that are kept: a person types on from them. */
const KEPT = 16;
const ALL_FIELDS = 2 ** FIELD_BITS - 1;

export class WordStarts {
  readonly #words = new Map<number, Words>();
  #size = 0;
  /** What was found, until texts come in. */
  #found = new Map<string, Places>();

  /**
   * All texts in which `findNeedle` finds this; `null` when that may be any. `fields`: only there, and sure only for
   * a needle that is one word.
   */
  find({ text, open }: Needle, fields = ANYWHERE): Found | null {
    const pieces = piecesOf(text, open);
    const [first] = pieces;
    if (!first) return null;
    const places = intersection(pieces.map((piece) => this.#placesOf(piece, fields))) ?? NOWHERE;
    return { places, isSure: pieces.length === 1 && isWhole(first.word, text, open) };
  }

  /** Where in each text a needle stands; `null` for one whose fields are not known here. */
  fieldsOf(needle: Needle): WordFields | null {
    if (!hasFields(needle)) return null;
    const { text, open } = needle;
    const any = new Uint8Array(this.#size);
    // Every character of CJK ends a word.
    const isCjk = !isAsciiWord(text.charCodeAt(0));
    const whole = isCjk ? any : new Uint8Array(this.#size);
    for (const coded of this.#codedOf(text, isCjk || open)) mark(any, coded);
    if (!isCjk) for (const coded of this.#codedOf(text, false)) mark(whole, coded);
    return { any, whole };
  }

  /** Words that begin with this letter of ASCII. */
  wordsWith(letter: string): Iterable<string> {
    return this.#wordsAt(letter).keys();
  }

  /** Where this very word stands. */
  placesOfWord(word: string): Places {
    return decoded([this.#wordsAt(word).get(word) ?? []], ALL_FIELDS, this.#size);
  }

  #wordsAt(text: string): Words {
    return this.#words.get(text.charCodeAt(0)) ?? new Map<string, Coded>();
  }

  #placesOf({ word, isOpen }: Piece, fields: number): Places {
    const key = `${fields}${isOpen ? "+" : "="}${word}`;
    const known = this.#found.get(key);
    if (known) return known;
    const places = decoded(this.#codedOf(word, isOpen), fields, this.#size);
    if (this.#found.size >= KEPT) this.#found.clear();
    this.#found.set(key, places);
    return places;
  }

  #codedOf(wanted: string, isOpen: boolean): Coded[] {
    const words = this.#wordsAt(wanted);
    const lists: Coded[] = [];
    if (isOpen) {
      for (const [word, coded] of words) if (word.startsWith(wanted)) lists.push(coded);
      return lists;
    }
    for (const sign of ["", "+", "#"]) {
      const coded = words.get(wanted + sign);
      if (coded !== undefined) lists.push(coded);
    }
    return lists;
  }

  add(place: number, text: string, { ends, bits }: Pick<Fields, "ends" | "bits">): void {
    this.#size = place + 1;
    if (this.#found.size > 0) this.#found.clear();
    let start = 0;
    ends.forEach((end, field) => {
      this.#addField(text, { start, end, coded: (place << FIELD_BITS) | (bits[field] ?? 0) });
      start = end;
    });
  }

  #addField(text: string, { start, end, coded }: { start: number; end: number; coded: number }): void {
    let wasWord = false;
    let wasPlain = false;
    for (let i = start; i < end; i++) {
      const unit = text.charCodeAt(i);
      const isWord = isAsciiWord(unit);
      const isPlain = unit < 128 || isHan(unit);
      // Of plain characters it is known at once whether a word begins with them.
      const begins = isPlain && wasPlain ? !(wasWord && isWord) : breaksAt(text, i);
      if (begins && isKept(unit)) this.#note(wordAt(text, i), i === 0 ? coded | FIRST : coded);
      wasWord = isWord;
      wasPlain = isPlain;
    }
  }

  #note(word: string, coded: number): void {
    const first = word.charCodeAt(0);
    let words = this.#words.get(first);
    if (!words) {
      words = new Map();
      this.#words.set(first, words);
    }
    const known = words.get(word);
    if (known === undefined) words.set(word, coded);
    else if (typeof known !== "number") addLast(known, coded);
    else if (known >>> FIELD_BITS === coded >>> FIELD_BITS) words.set(word, known | coded);
    else words.set(word, [known, coded]);
  }
}

/** A word that stands twice in a text has its place once, with the fields of both. */
function addLast(all: number[], coded: number): void {
  const last = all.at(-1) ?? 0;
  if (last >>> FIELD_BITS === coded >>> FIELD_BITS) all[all.length - 1] = last | coded;
  else all.push(coded);
}

/** Places of several lists that have one of these fields. */
function decoded(lists: readonly Coded[], fields: number, size: number): Places {
  const total = lists.reduce<number>((sum, list) => sum + (typeof list === "number" ? 1 : list.length), 0);
  if (lists.length > 1 && total >= MANY) {
    const marks = new Uint8Array(size);
    for (const list of lists) mark(marks, list, fields);
    return markedPlaces(marks, total);
  }
  const places = new Uint32Array(total);
  let count = 0;
  for (const list of lists)
    for (const coded of typeof list === "number" ? [list] : list)
      if ((coded & fields) !== 0) places[count++] = coded >>> FIELD_BITS;
  const found = places.subarray(0, count);
  return lists.length > 1 ? Uint32Array.from(new Set(found.toSorted())) : found;
}

function mark(marks: Uint8Array, coded: Coded, fields = ALL_FIELDS): void {
  if (typeof coded === "number") markOne(marks, coded, fields);
  else for (let i = 0; i < coded.length; i++) markOne(marks, coded[i] ?? 0, fields);
}

function markOne(marks: Uint8Array, coded: number, fields: number): void {
  const place = coded >>> FIELD_BITS;
  marks[place] = (marks[place] ?? 0) | (coded & fields);
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
 * three characters of anything else. A letter of another script that goes on with the word is its last one here.
 */
function wordAt(text: string, from: number): string {
  if (!isAsciiWord(text.charCodeAt(from))) return text.slice(from, from + SHORT);
  let end = from + 1;
  while (end < text.length && isAsciiWord(text.charCodeAt(end))) end++;
  const next = text.charCodeAt(end);
  return text.slice(from, isMark(next) || (next >= 128 && !breaksAt(text, end)) ? end + 1 : end);
}

/** Words that stand in every text in which a needle stands: those that begin within it, up to one that reaches its end. */
function piecesOf(text: string, open: boolean): Piece[] {
  const pieces: Piece[] = [];
  for (let i = nextStart(text, 0); i < text.length; i = nextStart(text, i)) {
    const word = wordAt(text, i);
    const isAscii = isAsciiWord(text.charCodeAt(i));
    const isLast = i + word.length === text.length;
    pieces.push({ word, isOpen: !isAscii || (isLast && open) });
    if (isLast) break;
    // Each character of Han begins a word: of a long row every third does.
    i += isHanRow(text, i) ? SHORT : 1;
  }
  return pieces;
}

/** Where the next word begins at or behind a place. */
function nextStart(text: string, from: number): number {
  let i = from;
  while (i < text.length && !(isKept(text.charCodeAt(i)) && (i === 0 || breaksAt(text, i)))) i++;
  return i;
}

function isHanRow(text: string, from: number): boolean {
  for (let i = from; i < from + 2 * SHORT; i++) if (!isHan(text.charCodeAt(i))) return false;
  return true;
}

/** Whether a needle is found wherever this one word of it is. */
function isWhole(word: string, text: string, open: boolean): boolean {
  if (word !== text || open) return word === text;
  const last = Array.from(text).at(-1) ?? "";
  return isAsciiWord(text.charCodeAt(0)) ? last.charCodeAt(0) < 128 : hasCjk(last);
}

const PLAIN_ASCII = /^[a-z0-9]+$/;
/** A word of ASCII alone, or of no more characters of CJK than are kept. */
const hasFields = ({ text }: Needle): boolean =>
  PLAIN_ASCII.test(text) ||
  (text !== "" &&
    text.length <= SHORT &&
    Array.from(text).every((character) => character.length === 1 && hasCjk(character)));
