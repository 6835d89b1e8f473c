/**
 * A shard that a single update holds, read straight from its bytes. Making a Yjs document takes several times as long,
 * and most shards that come from another device or out of the log are only looked at. There is an answer only where Yjs
 * could give no other: nothing is missing, and under each key one value was written after another. Where two devices
 * wrote the same key apart, or anything is unusual, a document has to be made to know.
 */
import * as Y from "yjs";
import { Unusual } from "./byte-reader";
import { readUpdate } from "./read-update";
import type { ItemPlace, Span, WrittenItem, WrittenUpdate } from "./read-update";

type Spans = ReadonlyMap<number, readonly Span[]>;

export class Unopened {
  private constructor(
    readonly update: Uint8Array,
    readonly cells: ReadonlyMap<string, unknown>,
    private readonly written: WrittenUpdate,
  ) {}

  /** `null`: only a document can tell. `root`: name of the one map there may be. */
  static read(update: Uint8Array, root: string): Unopened | null {
    const written = readUsual(update, root);
    const cells = written && isSame(written.deleted, deletedIn(written.items)) ? lastValues(written) : null;
    if (!written || !cells) return null;
    // It is kept: what it may be a part of is not.
    const own = update.length === update.buffer.byteLength ? update : update.slice();
    return new Unopened(own, cells, written);
  }

  /** Whether nobody ever wrote to it. */
  get isEmpty(): boolean {
    return this.written.items.length === 0;
  }

  /** How far a writer has written to it. */
  clockOf(writer: number): number {
    return this.written.reach.get(writer) ?? 0;
  }

  /** As a document of the same content says it. */
  vector(): Uint8Array {
    return Y.encodeStateVector(new Map(this.written.reach));
  }

  /** As a document of the same content says it. */
  print(): Uint8Array {
    const deleted = Y.createDeleteSet();
    for (const [client, spans] of this.written.deleted) deleted.clients.set(client, [...spans]);
    return Y.encodeSnapshot(Y.createSnapshot(deleted, new Map(this.written.reach)));
  }
}

function readUsual(update: Uint8Array, root: string): WrittenUpdate | null {
  try {
    return readUpdate(update, root);
  } catch (error) {
    if (error instanceof Unusual) return null; // Yjs itself may know what it is
    throw error;
  }
}

/** What each key says; `null` where that is not certain. */
function lastValues({ items }: WrittenUpdate): ReadonlyMap<string, unknown> | null {
  const followers = followersIn(items);
  if (!followers || (followers.size > 0 && !isInOrder(items))) return null;
  const chains = items.filter(({ after }) => !after).map((first) => chainOf(first, followers));
  const inChains = chains.reduce((sum, { length }) => sum + length, 0);
  return inChains === items.length ? endsOf(chains) : null;
}

/** What the chain of each key ends with; `null`: two began apart, or it is not as Yjs writes it. */
function endsOf(chains: readonly (readonly WrittenItem[])[]): ReadonlyMap<string, unknown> | null {
  const cells = new Map<string, unknown>();
  for (const chain of chains) {
    const [{ key } = { key: "" }] = chain;
    if (cells.has(key) || !isForgotten(chain.slice(0, -1))) return null;
    cells.set(key, chain.at(-1)?.value);
  }
  for (const [key, value] of cells) if (value === undefined) cells.delete(key);
  return cells;
}

/** What was written over is forgotten: anything else Yjs would not write. */
const isForgotten = (items: readonly WrittenItem[]): boolean => items.every(({ isDeleted }) => isDeleted);

function chainOf(first: WrittenItem, followers: ReadonlyMap<string, WrittenItem>): WrittenItem[] {
  if (followers.size === 0) return [first];
  const chain: WrittenItem[] = [];
  for (let next: WrittenItem | undefined = first; next; next = followers.get(endOf(next))) chain.push(next);
  return chain;
}

const nameOf = ({ client, clock }: ItemPlace): string => `${client} ${clock}`;

const endOf = ({ client, clock, length }: WrittenItem): string =>
  nameOf({ client, clock: clock + length - 1 });

/** Items by what they were written after; `null` when two were written after the same. */
function followersIn(items: readonly WrittenItem[]): ReadonlyMap<string, WrittenItem> | null {
  const followers = new Map<string, WrittenItem>();
  for (const item of items) {
    if (!item.after) continue;
    const name = nameOf(item.after);
    if (followers.has(name)) return null;
    followers.set(name, item);
  }
  return followers;
}

/** Times all items are looked at for one whose turn it is: devices that really wrote by turns need far fewer. */
const MOST_ROUNDS = 200;

/** Whether they can be taken in one after the other, each writer's in the order of their count. */
function isInOrder(items: readonly WrittenItem[]): boolean {
  const reach = new Map<number, number>();
  const isIn = ({ client, clock }: ItemPlace): boolean => clock < (reach.get(client) ?? 0);
  let left = items;
  for (let round = 0; left.length > 0; round++) {
    const still = left.filter((item) => {
      const isNext = item.clock === (reach.get(item.client) ?? 0) && (!item.after || isIn(item.after));
      if (isNext) reach.set(item.client, item.clock + item.length);
      return !isNext;
    });
    if (still.length === left.length || round === MOST_ROUNDS) return false;
    left = still;
  }
  return true;
}

/** Stretches of deleted items, as Yjs counts them together. */
function deletedIn(items: readonly WrittenItem[]): Spans {
  const deleted = new Map<number, { clock: number; len: number }[]>();
  for (const { client, clock, length, isDeleted } of items) {
    if (!isDeleted) continue;
    const spans = deleted.get(client) ?? [];
    const last = spans.at(-1);
    if (last && last.clock + last.len === clock) last.len += length;
    else spans.push({ clock, len: length });
    deleted.set(client, spans);
  }
  return deleted;
}

function isSame(a: Spans, b: Spans): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([client, spans]) => {
    const others = b.get(client) ?? [];
    const isAlike = ({ clock, len }: Span, i: number): boolean =>
      others[i]?.clock === clock && others[i].len === len;
    return spans.length === others.length && spans.every(isAlike);
  });
}
