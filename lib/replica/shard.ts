/**
 * One shard of the replica in memory: a Yjs document with a single flat map, made when it is first needed; a shard that is
 * only looked at is read from its one update. It applies updates of any origin without ever throwing, and hands out the
 * update of each edit.
 */
import * as Y from "yjs";
import { hasOnly, isAdmissible, isTooLong, reachOf } from "./admission/judge-update";
import { Refused } from "./admission/refused";
import type { LinkId } from "../domain/ids";
import { linkIdOfKey } from "./cells";
import type { Cell, Cells } from "./cells";
import { sameValue } from "./edits";
import type { CellChange } from "./edits";
import { readLink } from "./read-link";
import type { LinkRecord } from "./read-link";
import { Unopened } from "./unopened/unopened";

/** What an edit did. `update` is `null` when it changed nothing. */
export interface ShardEdit {
  readonly update: Uint8Array | null;
  readonly changes: readonly CellChange[];
}

/** What is done with what another device wrote, before it counts. */
export interface OnReceived {
  /** What it throws stops it. */
  readonly judge?: (changes: readonly CellChange[]) => void;
  /** Writes on top of it, as one update with it. */
  readonly edit?: (cells: Cells, changes: readonly CellChange[]) => void;
}

function isUpdate(update: Uint8Array): boolean {
  try {
    Y.decodeUpdate(update);
    return true;
  } catch {
    return false;
  }
}

const MAP = "l";

/** Whether a state vector is that of an empty document. */
const isNothing = (vector: Uint8Array): boolean => vector.length === 1 && vector[0] === 0;

const plain = (value: unknown): unknown =>
  value instanceof Y.AbstractType || value instanceof Y.Doc ? undefined : value;

/** Values within values without end: what reads them ran out of room to remember where it is. */
const isTooDeep = ({ name, message }: Error): boolean =>
  name === "InternalError" || (name === "RangeError" && message.includes("call stack"));

/** A document and its map. */
interface Opened {
  readonly doc: Y.Doc;
  readonly map: Y.Map<unknown>;
}

export class Shard {
  /** All there is, while nobody needs the document. */
  #unopened: Unopened | null = null;
  #opened: Opened | null = null;
  readonly #keys = new Map<LinkId, Set<string>>();
  /** The document as one update, until it is written to: who stores a shard whole is often asked for it next. */
  #whole: Uint8Array | null = null;

  get #isEmpty(): boolean {
    return !this.#unopened && !this.#opened;
  }

  /** What an update says that can stand for the whole shard; `null`: a document has to tell. */
  #readFirst(update: Uint8Array): Unopened | null {
    return this.#isEmpty ? Unopened.read(update, MAP) : null;
  }

  #take(unopened: Unopened): void {
    this.#unopened = unopened;
    for (const key of unopened.cells.keys()) this.#noteKey(key);
  }

  get #doc(): Y.Doc {
    return this.#open().doc;
  }

  #open(): Opened {
    if (this.#opened) return this.#opened;
    const doc = new Y.Doc({ gc: true });
    const map = doc.getMap<unknown>(MAP);
    this.#opened = { doc, map };
    if (this.#unopened) Y.applyUpdate(doc, this.#unopened.update);
    this.#unopened = null;
    doc.on("beforeTransaction", () => {
      this.#whole = null;
    });
    map.observe((event) => {
      // A foreign update may put list items into the map: their key is null.
      for (const key of event.keysChanged) if (typeof key === "string") this.#noteKey(key);
    });
    return this.#opened;
  }

  /** What is in it, whether there is a document or not. */
  get #cells(): ReadonlyMap<string, unknown> | Y.Map<unknown> {
    return this.#unopened?.cells ?? this.#open().map;
  }

  /**
   * A shard of which nothing is known but how far `writer` has written to it: new cells can be put in, and what comes of
   * that fits the shard itself. Nothing of it can be read.
   */
  static unread(writer: number, clock: number): Shard {
    const shard = new Shard();
    if (clock > 0) shard.#doc.store.clients.set(writer, [new Y.GC(Y.createID(writer, 0), clock)]);
    return shard;
  }

  /** How far a session has written to it, as Yjs counts. */
  clockOf(writer: number): number {
    return this.#unopened ? this.#unopened.clockOf(writer) : Y.getState(this.#doc.store, writer);
  }

  #noteKey(key: string): void {
    const id = linkIdOfKey(key);
    if (!id) return;
    const keys = this.#keys.get(id) ?? new Set();
    if (this.#cells.has(key)) keys.add(key);
    else keys.delete(key);
    if (keys.size > 0) this.#keys.set(id, keys);
    else this.#keys.delete(id);
  }

  /** Merges an update. `false`: it is not one, and nothing was changed. */
  apply(update: Uint8Array): boolean {
    const first = this.#readFirst(update);
    if (first) this.#take(first);
    // Decoding first keeps a damaged update from being half applied.
    return first !== null || (isUpdate(update) && this.#merge(update));
  }

  #merge(update: Uint8Array): boolean {
    return this.#failureOf(update) === null; // the caller keeps the bytes aside
  }

  /** Merges an update; why it could not be, if so. */
  #failureOf(update: Uint8Array): Error | null {
    try {
      Y.applyUpdate(this.#doc, update);
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /**
   * Merges what another device wrote and tells what that changed. `null`: it is no update, or it builds on something that
   * is not here. Throws `Refused` when it holds what is no cell, and what `then` throws. The shard must be dropped then:
   * Yjs keeps such an update inside.
   */
  receive(updates: readonly Uint8Array[], writer: number, then: OnReceived = {}): ShardEdit | null {
    const done = this.#receiveFirst(updates, writer) ?? this.#receiveMore(updates, writer);
    if (!done) return null;
    then.judge?.(done.changes);
    return then.edit ? this.#editUpon(done, writer, then.edit) : done;
  }

  /** What comes into an empty shard, and is kept as it came. */
  #receiveFirst([update, ...more]: readonly Uint8Array[], writer: number): ShardEdit | null {
    const isAlone = update !== undefined && more.length === 0 && !isTooLong(update);
    const first = isAlone ? this.#readFirst(update) : null;
    if (!first || first.clockOf(writer) > 0) return null;
    this.#take(first);
    const changes = [...first.cells].map(([key, after]) => ({ key, before: undefined, after }));
    return { update: first.isEmpty ? null : first.update, changes };
  }

  #receiveMore(updates: readonly Uint8Array[], writer: number): ShardEdit | null {
    const changes = new Map<string, CellChange>();
    const news: Uint8Array[] = [];
    let hasList = false;
    const note = (event: Y.YMapEvent<unknown>): void => {
      // Items of a list within the map have no key.
      for (const key of event.keysChanged) if (typeof key !== "string") hasList = true;
      for (const [key, { oldValue }] of event.changes.keys) {
        const { before } = changes.get(key) ?? { before: plain(oldValue) };
        changes.set(key, { key, before, after: this.#value(key) });
      }
    };
    const keep = (update: Uint8Array): number => news.push(update);
    const { doc, map } = this.#open();
    map.observe(note);
    doc.on("update", keep);
    const isWhole = this.#applyAll(updates, writer);
    doc.off("update", keep);
    map.unobserve(note);
    if (hasList) throw new Refused("form", "");
    if (!isWhole) return null;
    return { update: news.length > 0 ? Y.mergeUpdates(news) : null, changes: [...changes.values()] };
  }

  /** What was written on top of an update, as one with it. */
  #editUpon(done: ShardEdit, writer: number, write: NonNullable<OnReceived["edit"]>): ShardEdit {
    const own = this.edit(writer, (cells) => write(cells, done.changes));
    const changes = new Map(done.changes.map((change) => [change.key, change]));
    for (const change of own.changes)
      changes.set(change.key, { ...change, before: (changes.get(change.key) ?? change).before });
    const news = [done.update, own.update].flatMap((update) => update ?? []);
    return { update: news.length > 0 ? Y.mergeUpdates(news) : null, changes: [...changes.values()] };
  }

  #applyAll(updates: readonly Uint8Array[], writer: number): boolean {
    const doc = this.#doc;
    const wasAlone = hasOnly(doc, MAP);
    const before = reachOf(doc);
    if (updates.some(isTooLong)) throw new Refused("form", "");
    const failures = updates.flatMap((update) => this.#failureOf(update) ?? []);
    if (failures.some(isTooDeep)) throw new Refused("size", "");
    if (wasAlone && !hasOnly(doc, MAP)) throw new Refused("form", "");
    if (!isAdmissible(doc, before, writer)) throw new Refused("form", "");
    return failures.length === 0 && !this.isWaiting;
  }

  /** Whether everything of an update is in: false while something it builds on is missing. Throws when it is none. */
  holds(update: Uint8Array): boolean {
    const { structs } = Y.decodeUpdate(update);
    return structs.every(({ id, length }) => Y.getState(this.#doc.store, id.client) >= id.clock + length);
  }

  /** Whether updates wait inside for one that is not here. */
  get isWaiting(): boolean {
    return this.#opened !== null && this.#opened.doc.store.pendingStructs !== null;
  }

  /** Runs an edit as one transaction. `writer` is this session's id on the wire (32 bits), the same in all shards. */
  edit(writer: number, write: (cells: Cells) => void): ShardEdit {
    const changes = new Map<string, CellChange>();
    const updates: Uint8Array[] = [];
    const keep = (update: Uint8Array): number => updates.push(update);
    const { doc, map } = this.#open();
    doc.clientID = writer;
    doc.on("update", keep);
    doc.transact(() => write(this.#writable(map, changes)), "local");
    doc.off("update", keep);
    return { update: updates[0] ?? null, changes: [...changes.values()] };
  }

  #writable(map: Y.Map<unknown>, changes: Map<string, CellChange>): Cells {
    const note = (key: string, before: unknown, after: unknown): void => {
      changes.set(key, { key, before: changes.has(key) ? changes.get(key)?.before : before, after });
      this.#noteKey(key);
    };
    return {
      get: (key) => this.#value(key),
      keysOf: (id) => [...(this.#keys.get(id) ?? [])],
      set: (key, value) => {
        const before = this.#value(key);
        if (map.has(key) && sameValue(before, value)) return;
        map.set(key, value);
        note(key, before, value);
      },
      delete: (key) => {
        if (!map.has(key)) return;
        const before = this.#value(key);
        map.delete(key);
        note(key, before, undefined);
      },
    };
  }

  /** Shared types where plain values belong are a foreign device's mistake: they read as nothing. */
  #value(key: string): unknown {
    return plain(this.#cells.get(key));
  }

  ids(): Iterable<LinkId> {
    return this.#keys.keys();
  }

  record(id: LinkId): LinkRecord | null {
    return readLink(id, this.cellsOf(id));
  }

  cellsOf(id: LinkId): Cell[] {
    return [...(this.#keys.get(id) ?? [])].map((key) => [key, this.#value(key)]);
  }

  /** All cells, for the plain copy kept beside a stored state. */
  cells(): Cell[] {
    return [...this.#cells.keys()].map((key) => [key, this.#value(key)]);
  }

  /** How far it goes and what was deleted, in one order on every device: equal bytes, equal shards. */
  print(): Uint8Array {
    return this.#unopened?.print() ?? Y.encodeSnapshot(Y.snapshot(this.#doc));
  }

  /** What it holds, as `diff` of another device takes it. */
  vector(): Uint8Array {
    return this.#unopened?.vector() ?? Y.encodeStateVector(this.#doc);
  }

  /** What is missing where `vector` is all there is. Throws when that is no state vector. */
  diff(vector: Uint8Array): Uint8Array {
    return isNothing(vector) ? this.encode() : Y.encodeStateAsUpdate(this.#doc, vector);
  }

  /** The whole state as one update. */
  encode(): Uint8Array {
    if (this.#unopened) return this.#unopened.update;
    this.#whole ??= Y.encodeStateAsUpdate(this.#doc);
    return this.#whole;
  }
}
