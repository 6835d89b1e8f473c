/**
 * Ids of links by a hash of 32 bits, for whole libraries at once: two flat arrays instead of an object for each link, so
 * that making it takes a few ms for a hundred thousand links and no collection of garbage has to go through them.
 */
import type { LinkId } from "../../domain/ids";

const SMALLEST = 1024;
const EMPTY = -1;

export class IdsByHash {
  readonly #ids: LinkId[] = [];
  #hashes: Uint32Array;
  /** Places in `#ids`, found by the hash; full ones follow each other. At most half of them are taken. */
  #table: Int32Array;

  /** `expected`: about how many links there will be. */
  constructor(expected = 0) {
    let slots = SMALLEST;
    while (slots < expected * 2) slots *= 2;
    this.#hashes = new Uint32Array(slots / 2);
    this.#table = new Int32Array(slots).fill(EMPTY);
  }

  /** The same pair twice counts once. */
  add(hash: number, id: LinkId): void {
    if (this.#has(hash, id)) return;
    if (this.#ids.length === this.#hashes.length) this.#grow();
    const at = this.#ids.push(id) - 1;
    this.#hashes[at] = hash;
    this.#place(at);
  }

  /** All ids that were ever added with this hash: whoever asks looks what they stand for now. */
  find(hash: number): LinkId[] {
    const found: LinkId[] = [];
    const mask = this.#table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = this.#table[slot] ?? EMPTY;
      if (at === EMPTY) return found;
      const id = this.#ids[at];
      if (this.#hashes[at] === hash && id !== undefined) found.push(id);
    }
  }

  #has(hash: number, id: LinkId): boolean {
    const mask = this.#table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = this.#table[slot] ?? EMPTY;
      if (at === EMPTY) return false;
      if (this.#hashes[at] === hash && this.#ids[at] === id) return true;
    }
  }

  #place(at: number): void {
    const mask = this.#table.length - 1;
    let slot = (this.#hashes[at] ?? 0) & mask;
    while (this.#table[slot] !== EMPTY) slot = (slot + 1) & mask;
    this.#table[slot] = at;
  }

  #grow(): void {
    const hashes = new Uint32Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#table = new Int32Array(hashes.length * 2).fill(EMPTY);
    for (let at = 0; at < this.#ids.length; at++) this.#place(at);
  }
}
