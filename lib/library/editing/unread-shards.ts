/**
 * What must be known of a shard to write a new link into it without reading it: how far its log reached when the index
 * took it in, and how far this session itself has written there. Anything in doubt only means that the shard is read.
 */
import type { StoredShard } from "../../ports/update-log";

/** A shard that is not in memory, as it stood when it was last known. */
export interface UnreadShard {
  readonly number: number;
  /** Sequence number of its newest update; 0 = none. */
  readonly head: number;
  /** What this session has written to it, as Yjs counts. */
  readonly clock: number;
}

/** `before`: the head the write found. */
export interface WroteShard extends UnreadShard {
  readonly before: number;
}

export class UnreadShards {
  #heads: Map<number, number> | null = null;
  readonly #clocks = new Map<number, number>();
  readonly #doubted = new Set<number>();

  /** The index holds every link of these shards up to these heads, and nothing of any other shard. */
  learn(heads: ReadonlyMap<number, number>): void {
    this.#heads = new Map(heads);
  }

  /** `null`: it has to be read. */
  find(number: number): UnreadShard | null {
    if (!this.#heads || this.#doubted.has(number)) return null;
    return { number, head: this.#heads.get(number) ?? 0, clock: this.#clocks.get(number) ?? 0 };
  }

  /** Committed. Where another tab wrote in between, the index may lack its links until it is learnt anew. */
  wrote({ number, before, head, clock }: WroteShard): void {
    this.#clocks.set(number, clock);
    this.#doubted.delete(number);
    if ((this.#heads?.get(number) ?? 0) === before) this.#heads?.set(number, head);
  }

  /** A commit failed: nobody knows whether it is there. Until the shard was read and written its clock is not to be trusted. */
  doubt(number: number): void {
    this.#doubted.add(number);
  }

  clear(): void {
    this.#heads = null;
  }
}

/** Whether nothing was written since, and the link has no cells: neither as a link, which the index knows, nor without one. */
export const isUntouched = (
  { head, state, updates, silent }: StoredShard,
  known: UnreadShard,
  id: string,
): boolean => head === known.head && !state && updates.length === 0 && silent?.includes(id) === false;
