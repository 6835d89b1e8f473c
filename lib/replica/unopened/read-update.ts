/**
 * Reads an update the way Yjs writes one, as far as a shard has any use for it: values in one map, and what was deleted of
 * them. `Unusual` is thrown for everything else Yjs knows.
 */
import { ByteReader, Unusual } from "./byte-reader";

/** Whose item it is, and where it stands in their count. */
export interface ItemPlace {
  readonly client: number;
  readonly clock: number;
}

/** One value, or a run of deleted ones, that somebody wrote at a place of their own count. */
export interface WrittenItem extends ItemPlace {
  readonly length: number;
  /** The item it was written after; `null` for the first under its key. */
  readonly after: ItemPlace | null;
  /** "" where it is that of the item before. */
  readonly key: string;
  readonly isDeleted: boolean;
  readonly value: unknown;
}

/** A stretch of one writer's count. */
export interface Span {
  readonly clock: number;
  readonly len: number;
}

export interface WrittenUpdate {
  readonly items: readonly WrittenItem[];
  /** How far each writer's count reaches. */
  readonly reach: ReadonlyMap<number, number>;
  readonly deleted: ReadonlyMap<number, readonly Span[]>;
}

/** Bits of the byte that says what an item has, and the two kinds of content there may be. */
const HAS_AFTER = 0x80;
const HAS_BEFORE = 0x40;
const HAS_KEY = 0x20;
const KIND = 0x1f;
const DELETED = 1;
const VALUES = 8;
/** The parent is one of the document's roots. */
const IN_ROOT = 1;

/** `root`: name of the map. */
export function readUpdate(update: Uint8Array, root: string): WrittenUpdate {
  const bytes = new ByteReader(update);
  const items: WrittenItem[] = [];
  const reach = new Map<number, number>();
  for (let writers = bytes.natural(); writers > 0; writers--) {
    const count = bytes.natural();
    const client = bytes.natural();
    // Whatever came before would be missing, and of a writer named twice Yjs takes one part only.
    if (bytes.natural() !== 0 || reach.has(client) || count === 0) throw new Unusual();
    let clock = 0;
    for (let left = count; left > 0; left--) {
      const item = readItem(bytes, root, { client, clock });
      items.push(item);
      clock += item.length;
      if (clock > Number.MAX_SAFE_INTEGER) throw new Unusual();
    }
    reach.set(client, clock);
  }
  const deleted = readDeleted(bytes);
  if (!bytes.isAtEnd) throw new Unusual();
  return { items, reach, deleted };
}

function readItem(bytes: ByteReader, root: string, at: ItemPlace): WrittenItem {
  const info = bytes.byte();
  if ((info & HAS_BEFORE) !== 0) throw new Unusual();
  const after = (info & HAS_AFTER) === 0 ? null : { client: bytes.natural(), clock: bytes.natural() };
  const key = after ? "" : readPlace(bytes, root, info);
  const kind = info & KIND;
  if (kind !== VALUES && kind !== DELETED) throw new Unusual();
  const length = bytes.natural();
  const isDeleted = kind === DELETED;
  if (length < 1 || (!isDeleted && length > 1)) throw new Unusual();
  const value = isDeleted ? undefined : bytes.value();
  return { client: at.client, clock: at.clock, length, after, key, isDeleted, value };
}

function readPlace(bytes: ByteReader, root: string, info: number): string {
  const isInMap = bytes.natural() === IN_ROOT && bytes.string() === root && (info & HAS_KEY) !== 0;
  const key = isInMap ? bytes.string() : "";
  if (key === "") throw new Unusual();
  return key;
}

function readDeleted(bytes: ByteReader): Map<number, Span[]> {
  const deleted = new Map<number, Span[]>();
  for (let writers = bytes.natural(); writers > 0; writers--) {
    const client = bytes.natural();
    const count = bytes.natural();
    if (deleted.has(client) || count === 0) throw new Unusual();
    const spans: Span[] = [];
    for (let left = count; left > 0; left--) spans.push({ clock: bytes.natural(), len: bytes.natural() });
    deleted.set(client, spans);
  }
  return deleted;
}
