/**
 * Shards kept in memory between edits, a few at a time, or all of a library that is not large. What the log holds is the
 * truth: every use brings a shard up to date first, and a shard whose commit failed is dropped, because it holds an edit
 * that never was.
 */
import type { LinkId } from "../../domain/ids";
import type { LogHead, NewPage, NewState, ShardWant, StoredShard } from "../../ports/update-log";
import { assembleShard } from "../../replica/assemble";
import type { Cells } from "../../replica/cells";
import type { CellChange } from "../../replica/edits";
import { Shard } from "../../replica/shard";
import type { OnReceived } from "../../replica/shard";
import { packPage } from "../projection/page";
import { project } from "../projection/projected";
import type { Projected } from "../projection/projected";
import { UnreadShards } from "./unread-shards";
import type { UnreadShard } from "./unread-shards";

/** Shards that are kept in any case, and bytes of updates up to which more of them are. */
const KEPT = 48;
const KEPT_BYTES = 16 * 1024 * 1024;

export interface PooledShard {
  readonly number: number;
  readonly shard: Shard;
  /** Newest sequence number that is in. */
  applied: number;
  /** Bytes of the updates it was made of. */
  weight: number;
}

export interface PooledEdit {
  readonly update: Uint8Array | null;
  readonly changes: readonly CellChange[];
}

export interface Held<T> {
  readonly head: number;
  readonly seen: T;
}

export class ShardPool {
  readonly #pool = new Map<number, PooledShard>();
  readonly #unread = new UnreadShards();

  /** `writer` signs this session's edits: 32 random bits, new with every start, so that a restored copy never repeats one. */
  constructor(private readonly writer: number) {}

  wants(shards: Iterable<number>): ShardWant[] {
    return [...shards].map((shard) => ({ shard, after: this.#pool.get(shard)?.applied ?? null }));
  }

  /**
   * The shard with everything the log holds. `repaired` is set when rows were damaged and the shard must be stored
   * whole; `null` asks for a full read, because a row that came since is damaged.
   */
  absorb(stored: StoredShard): { readonly entry: PooledShard; readonly repaired: NewState | null } | null {
    const known = this.#pool.get(stored.shard);
    if (known) return this.#catchUp(known, stored) ? { entry: this.#keep(known), repaired: null } : null;
    const { shard, damaged } = assembleShard(stored, this.writer);
    const entry: PooledShard = {
      number: stored.shard,
      shard,
      applied: stored.head,
      weight: weightOf(stored),
    };
    return { entry: this.#keep(entry), repaired: damaged.length > 0 ? stateOf(entry, damaged) : null };
  }

  #catchUp(entry: PooledShard, stored: StoredShard): boolean {
    const updates = [...(stored.state ? [stored.state] : []), ...stored.updates].map((row) => row.update);
    const isWhole = updates.every((update) => update !== null && entry.shard.apply(update));
    if (!isWhole || entry.shard.isWaiting) {
      this.drop([entry.number]);
      return false;
    }
    entry.applied = Math.max(entry.applied, stored.head);
    entry.weight += weightOf(stored);
    return true;
  }

  clear(): void {
    this.#pool.clear();
    this.#unread.clear();
  }

  /** The index holds every link up to these heads. */
  learn(heads: ReadonlyMap<number, number>): void {
    this.#unread.learn(heads);
  }

  /** A shard that is not in memory and need not be, for a new link; `null`: it has to be read, or is here. */
  unread(number: number): UnreadShard | null {
    return this.#pool.has(number) ? null : this.#unread.find(number);
  }

  /** Room for new cells of such a shard. It is not kept. */
  blank({ number, head, clock }: UnreadShard): PooledShard {
    return { number, shard: Shard.unread(this.writer, clock), applied: head, weight: 0 };
  }

  /** An edit of this shard is in the log, as its newest update. */
  wrote(entry: PooledShard, head: number): void {
    const clock = entry.shard.clockOf(this.writer);
    this.#unread.wrote({ number: entry.number, before: entry.applied, head, clock });
    entry.applied = Math.max(entry.applied, head);
  }

  /** Without `write` nothing is done. */
  edit(entry: PooledShard, write?: (cells: Cells) => void): PooledEdit {
    return write ? entry.shard.edit(this.writer, write) : { update: null, changes: [] };
  }

  /** Merges what another device wrote; `null` when it cannot be read or builds on what is not here. */
  receive(entry: PooledShard, updates: readonly Uint8Array[], then: OnReceived): PooledEdit | null {
    for (const { length } of updates) entry.weight += length;
    return entry.shard.receive(updates, this.writer, then);
  }

  #keep(entry: PooledShard): PooledShard {
    this.#pool.delete(entry.number);
    this.#pool.set(entry.number, entry);
    return entry;
  }

  /** Lets go of the shards used longest ago. Not to be called between reading a shard and committing it. */
  trim(): void {
    let bytes = 0;
    for (const { weight } of this.#pool.values()) bytes += weight;
    for (const [number, { weight }] of this.#pool) {
      if (this.#pool.size <= KEPT || bytes <= KEPT_BYTES) return;
      bytes -= weight;
      this.#pool.delete(number);
    }
  }

  drop(shards: Iterable<number>): void {
    for (const shard of shards) {
      this.#pool.delete(shard);
      this.#unread.doubt(shard);
    }
  }

  /** Of these shards, those that are in memory: what is seen there, and up to which head. */
  held<T>(shards: readonly number[], look: (shard: Shard) => T): ReadonlyMap<number, Held<T>> {
    const held = new Map<number, Held<T>>();
    for (const number of shards) {
      const entry = this.#pool.get(number);
      if (entry && entry.applied > 0) held.set(number, { head: entry.applied, seen: look(entry.shard) });
    }
    return held;
  }

  get(shard: number): PooledShard | undefined {
    return this.#pool.get(shard);
  }
}

const weightOf = ({ state, updates }: StoredShard): number =>
  [...(state ? [state] : []), ...updates].reduce((sum, { update }) => sum + (update?.length ?? 0), 0);

/** What the projection keeps of a link; `null` when it is not (or no longer) in the library. */
export function projectedIn({ shard }: PooledShard, id: LinkId): Projected | null {
  const record = shard.record(id);
  return record ? project(record) : null;
}

/** All links of the shard. */
export const linksOf = (entry: PooledShard): Projected[] =>
  [...entry.shard.ids()].flatMap((id) => projectedIn(entry, id) ?? []);

/** Ids of the shard that have cells and make no link. */
const silentIn = (entry: PooledShard): LinkId[] =>
  [...entry.shard.ids()].filter((id) => entry.shard.record(id) === null);

/** The page of a shard as it stands. */
export const pageOf = (entry: PooledShard): NewPage => ({
  shard: entry.number,
  bytes: packPage(linksOf(entry)),
  silent: silentIn(entry),
});

/** The shard as one stored state, in place of its whole log. */
export const stateOf = (entry: PooledShard, damaged: NewState["damaged"]): NewState => ({
  shard: entry.number,
  upTo: entry.applied,
  update: entry.shard.encode(),
  cells: entry.shard.cells(),
  damaged,
});

/** A shard is stored whole again after this many updates, or when they outweigh its state. */
const COMPACT_ROWS = 20;
const COMPACT_BYTES = 16 * 1024;
/** Short shards stored whole in one transaction. */
const TOGETHER = 8;

/**
 * Shards to be stored whole, in groups of one transaction each: those with a long log alone, those whose plain copies and
 * pages are still to be made together.
 */
export function untidyShards(heads: readonly LogHead[]): number[][] {
  const groups = heads.filter(isLong).map(({ shard }) => [shard]);
  const bare = heads.filter((head) => isBare(head) && !isLong(head)).map(({ shard }) => shard);
  for (let at = 0; at < bare.length; at += TOGETHER) groups.push(bare.slice(at, at + TOGETHER));
  return groups;
}

const isLong = ({ logRows, logBytes, stateBytes }: LogHead): boolean =>
  logRows >= COMPACT_ROWS || logBytes > Math.max(stateBytes, COMPACT_BYTES);

const isBare = ({ logRows, silent }: LogHead): boolean => logRows > 0 && silent === undefined;
