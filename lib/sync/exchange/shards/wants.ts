/**
 * Shards this device wants of another: which wait, which were asked for, and as what they came, taken or not: the same
 * is not asked for twice. How many are asked for at once follows from how heavy they turn out to be.
 */
import { isSame } from "../frames";
import type { Bytes, ShardBytes } from "../frames";

/** Bytes that may be under way or wait to be taken in. */
const AT_ONCE = 6 * 1024 * 1024;
const FEWEST = 16;
const MOST = 256;
/** Bytes a shard counts as at least. */
const LIGHTEST = 256;

export class Wants {
  /** By shard, the digest it has at the other side. */
  readonly #queue = new Map<number, Bytes>();
  readonly #asked = new Map<number, Bytes>();
  readonly #came = new Map<number, Bytes>();
  /** Came and are not written yet. */
  readonly #inside = new Set<number>();
  #total = 0;
  #average = AT_ONCE / 32;

  get outstanding(): number {
    return this.#asked.size;
  }

  get isDone(): boolean {
    return this.#queue.size === 0 && this.#asked.size === 0;
  }

  /** Shards that are written, of those that were wanted; `null` when none is wanted. */
  get progress(): { readonly done: number; readonly total: number } | null {
    const left = this.#queue.size + this.#asked.size + this.#inside.size;
    return left === 0 ? null : { done: this.#total - left, total: this.#total };
  }

  has(shard: number): boolean {
    return this.#queue.has(shard) || this.#asked.has(shard);
  }

  /** Whether it was asked for and came, since the two connected. */
  hasCome(shard: number): boolean {
    return this.#came.has(shard);
  }

  add(wants: readonly ShardBytes[]): void {
    if (this.isDone) this.#total = this.#inside.size;
    for (const { shard, bytes } of wants) {
      const came = this.#came.get(shard);
      if (this.has(shard) || this.#inside.has(shard)) continue;
      // What the other side has is here, or would be refused again: where they differ, it is this side that is ahead.
      if (came && isSame(came, bytes)) continue;
      this.#queue.set(shard, bytes);
      this.#total++;
    }
  }

  /** These come without being asked for. */
  given(shards: readonly ShardBytes[]): void {
    for (const { shard, bytes } of shards) this.#asked.set(shard, bytes);
    this.#total += shards.length;
  }

  /** Shards to ask for now; `waiting` updates came and are not taken in yet. */
  next(waiting: number): number[] {
    const room = Math.min(MOST, Math.max(FEWEST, Math.floor(AT_ONCE / this.#average)));
    const free = room - this.#asked.size - waiting;
    // Few at a time would cost a round trip each.
    if (free < Math.min(room / 4, this.#queue.size)) return [];
    const shards = [...this.#queue.keys()].slice(0, Math.max(0, free));
    for (const shard of shards) {
      this.#asked.set(shard, this.#queue.get(shard) ?? new Uint8Array(0));
      this.#queue.delete(shard);
    }
    return shards;
  }

  /** The other side's library weighs so many bytes in so many shards. */
  weighs(bytes: number, shards: number): void {
    if (shards > 0) this.#average = Math.max(LIGHTEST, bytes / shards);
  }

  /** An answer came. `false`: nobody asked for it. */
  came(shard: number): boolean {
    const digest = this.#asked.get(shard);
    if (!digest) return false;
    this.#asked.delete(shard);
    this.#came.set(shard, digest);
    this.#inside.add(shard);
    return true;
  }

  /** Answers that were written, or were not taken. */
  written(answers: readonly ShardBytes[]): void {
    for (const { shard } of answers) this.#inside.delete(shard);
  }

  /** These have to be asked for with what is here now. */
  again(shards: readonly number[]): void {
    for (const shard of shards) this.#queue.set(shard, new Uint8Array(0));
    this.#total += shards.length;
  }
}
