/**
 * Numbers, words and plain values out of the bytes of an update, in the form Yjs writes them. What is cut off, not sound
 * or not plain JSON is `Unusual`: the bytes may still mean something, and Yjs itself has to say what.
 */

import { shortWord } from "./short-word";

/** Thrown while an update is read that holds more than this reader knows. */
export class Unusual extends Error {}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const latin1 = new TextDecoder("latin1");
/** Members within members; cells are far flatter. */
const DEEPEST = 20;
const CONSTANTS = new Map<number, unknown>([
  [126, null],
  [121, false],
  [120, true],
]);
const LOW_BITS = 0x7f;
const MORE = 0x80;
const NEGATIVE = 0x40;

export class ByteReader {
  #at = 0;
  readonly #view: DataView;
  /** A character for each byte: words of ASCII are cut out of it, because decoding each costs more than all else. */
  readonly #text: string;

  constructor(private readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#text = latin1.decode(bytes);
  }

  get isAtEnd(): boolean {
    return this.#at === this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.#at++];
    if (byte === undefined) throw new Unusual();
    return byte;
  }

  /** A natural number, low seven bits first. */
  natural(): number {
    const first = this.byte();
    return first < MORE ? first : this.#rest(first & LOW_BITS, MORE);
  }

  #rest(low: number, weight: number): number {
    let number = low;
    for (let unit = weight; ; unit *= MORE) {
      const byte = this.byte();
      number += (byte & LOW_BITS) * unit;
      if (number > Number.MAX_SAFE_INTEGER || unit > Number.MAX_SAFE_INTEGER) throw new Unusual();
      if (byte < MORE) return number;
    }
  }

  /** The first byte has the sign, and a bit less of the number. */
  #integer(): number {
    const first = this.byte();
    const low = first & (NEGATIVE - 1);
    const size = (first & MORE) === 0 ? low : this.#rest(low, NEGATIVE);
    return (first & NEGATIVE) === 0 ? size : -size;
  }

  string(): string {
    const length = this.natural();
    const from = this.#take(length);
    const to = from + length;
    for (let at = from; at < to; at++) if ((this.bytes[at] ?? 0) >= MORE) return this.#decode(from, to);
    return this.#text.slice(from, to);
  }

  #decode(from: number, to: number): string {
    const word = this.bytes.subarray(from, to);
    try {
      return shortWord(word) ?? utf8.decode(word);
    } catch {
      throw new Unusual(); // no UTF-8
    }
  }

  /** Where so many bytes begin. */
  #take(length: number): number {
    const from = this.#at;
    this.#at += length;
    if (this.#at > this.bytes.length) throw new Unusual();
    return from;
  }

  /** A value as JSON has it. */
  value(depth = 0): unknown {
    const kind = this.byte();
    switch (kind) {
      case 119:
        return this.string();
      case 118:
        return this.#record(depth);
      case 117:
        return this.#list(depth);
      case 125:
        return this.#integer();
      default:
        return CONSTANTS.has(kind) ? CONSTANTS.get(kind) : this.#fraction(kind);
    }
  }

  #fraction(kind: number): number {
    if (kind === 123) return this.#view.getFloat64(this.#take(8));
    if (kind === 124) return this.#view.getFloat32(this.#take(4));
    throw new Unusual();
  }

  #list(depth: number): unknown[] {
    const values: unknown[] = [];
    for (let left = this.#members(depth); left > 0; left--) values.push(this.value(depth + 1));
    return values;
  }

  #record(depth: number): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (let left = this.#members(depth); left > 0; left--) {
      const name = this.string();
      if (name === "__proto__") throw new Unusual(); // no member: it would take the prototype's place
      values[name] = this.value(depth + 1);
    }
    return values;
  }

  #members(depth: number): number {
    if (depth >= DEEPEST) throw new Unusual();
    return this.natural();
  }
}
