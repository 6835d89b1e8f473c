/**
 * The packed form in which a shard's links are stored: one line of columns with what lists and counts ask of every link,
 * then one line for each link. A library opens by reading the columns alone; a link's own line is read when something of
 * it is shown. A page can always be thrown away and made anew from the replica.
 */
import type { LinkId } from "../../domain/ids";
import type { LinkValues } from "../../domain/link";
import { fieldNames } from "../../replica/cells";
import type { NewestSnapshot, Projected } from "./projected";

/** Raised with every change of what a page holds, and of the url key: pages of another version are made anew. */
const PAGE_VERSION = 5;

/** What lists and counts ask of every link. */
export interface Outline {
  readonly id: LinkId;
  /** When it was saved or, later, moved to the top: its place in lists by date. */
  readonly createdAt: number;
  readonly deletedAt: number;
  readonly starred: boolean;
  readonly archived: boolean;
  readonly watched: boolean;
  /** Whether it has a snapshot. */
  readonly captured: boolean;
  readonly tags: readonly string[];
  /** Of the url key: links with the same key have the same. */
  readonly keyHash: number;
  /** Of the url key its page was found at in the end; 0 where that says nothing. */
  readonly finalHash: number;
}

/** The columns of a page, one value for each link. */
interface Columns {
  readonly version: number;
  readonly fields: readonly string[];
  readonly ids: readonly LinkId[];
  readonly createdAt: readonly number[];
  readonly deletedAt: readonly number[];
  /** 1: starred, 2: archived, 4: watched, 8: captured. */
  readonly flags: readonly number[];
  readonly keys: readonly number[];
  readonly finals: readonly number[];
  readonly tagNames: readonly string[];
  /** Places in `tagNames`. */
  readonly tags: readonly (readonly number[])[];
}

const STARRED = 1;
const ARCHIVED = 2;
const WATCHED = 4;
const CAPTURED = 8;
const LINE_END = 10;
const NO_TAGS: readonly string[] = [];

/** FNV-1a over UTF-16 units, 32 bits. */
export function hashOfKey(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

export const outlineOf = ({ link, key, snapshots, newest }: Projected): Outline => ({
  id: link.id,
  createdAt: Math.max(link.createdAt, link.movedUpAt),
  deletedAt: link.deletedAt,
  starred: link.starred,
  archived: link.archived,
  watched: link.watch !== "",
  captured: snapshots > 0,
  tags: link.tags,
  keyHash: hashOfKey(key),
  finalHash: newest === null || newest.finalKey === "" ? 0 : hashOfKey(newest.finalKey),
});

const flagsOf = ({ starred, archived, watched, captured }: Outline): number =>
  (starred ? STARRED : 0) | (archived ? ARCHIVED : 0) | (watched ? WATCHED : 0) | (captured ? CAPTURED : 0);

type PackedLink = readonly [
  id: LinkId,
  key: string,
  createdAt: number,
  source: string,
  tags: readonly string[],
  snapshots: number,
  newest: NewestSnapshot | null,
  highlights: readonly string[],
  ...fields: unknown[],
];

const pack = ({ link, key, snapshots, newest, highlights }: Projected): PackedLink => [
  link.id,
  key,
  link.createdAt,
  link.source,
  link.tags,
  snapshots,
  newest,
  highlights,
  ...fieldNames.map((field) => link[field]),
];

/** Where the fields begin in a packed link. */
const FIXED = 8;
const noValues: LinkValues = Object.fromEntries(
  fieldNames.map((field): readonly unknown[] => [field, undefined]),
);

/** The index of words unpacks every link there is: copying one shape takes half the time of making an object of pairs. */
function unpack(packed: PackedLink): Projected {
  const values = { ...noValues };
  fieldNames.forEach((field, i) => Reflect.set(values, field, packed[FIXED + i]));
  return {
    link: { id: packed[0], createdAt: packed[2], source: packed[3], tags: packed[4], ...values },
    key: packed[1],
    snapshots: packed[5],
    newest: packed[6],
    highlights: packed[7],
  };
}

function columnsOf(links: readonly Projected[]): Columns {
  const places = new Map<string, number>();
  const placeOf = (tag: string): number => {
    const place = places.get(tag) ?? places.size;
    places.set(tag, place);
    return place;
  };
  const outlines = links.map(outlineOf);
  const tags = outlines.map((one) => one.tags.map(placeOf));
  return {
    version: PAGE_VERSION,
    fields: fieldNames,
    ids: outlines.map((one) => one.id),
    createdAt: outlines.map((one) => one.createdAt),
    deletedAt: outlines.map((one) => one.deletedAt),
    flags: outlines.map(flagsOf),
    keys: outlines.map((one) => one.keyHash),
    finals: outlines.map((one) => one.finalHash),
    tagNames: [...places.keys()],
    tags,
  };
}

/** One shard's links as bytes: JSON never holds a line end of its own. */
export function packPage(links: Iterable<Projected>): Uint8Array {
  const all = [...links];
  const lines = [JSON.stringify(columnsOf(all)), ...all.map((one) => JSON.stringify(pack(one)))];
  return new TextEncoder().encode(lines.join("\n"));
}

/** A stored page that was opened: outlines now, links when they are asked for. */
export class Page {
  readonly #starts: Uint32Array;

  private constructor(
    private readonly bytes: Uint8Array,
    private readonly columns: Columns,
    firstLine: number,
  ) {
    this.#starts = lineStarts(bytes, firstLine, columns.ids.length);
  }

  /** `null` when the bytes are no page of this version. The store has checked that nobody changed them. */
  static open(bytes: Uint8Array): Page | null {
    const end = bytes.indexOf(LINE_END);
    try {
      const columns: Columns = JSON.parse(decode(bytes, 0, end < 0 ? bytes.length : end));
      const isOurs = columns.version === PAGE_VERSION && String(columns.fields) === String(fieldNames);
      return isOurs ? new Page(bytes, columns, end + 1) : null;
    } catch {
      return null; // the page is made anew from the replica
    }
  }

  get length(): number {
    return this.columns.ids.length;
  }

  outlines(): Outline[] {
    const { ids, createdAt, deletedAt, flags, keys, finals, tagNames, tags } = this.columns;
    return ids.map((id, i) => {
      const flag = flags[i] ?? 0;
      const own = tags[i] ?? [];
      return {
        id,
        createdAt: createdAt[i] ?? 0,
        deletedAt: deletedAt[i] ?? 0,
        starred: (flag & STARRED) !== 0,
        archived: (flag & ARCHIVED) !== 0,
        watched: (flag & WATCHED) !== 0,
        captured: (flag & CAPTURED) !== 0,
        tags: own.length === 0 ? NO_TAGS : own.map((place) => tagNames[place] ?? ""),
        keyHash: keys[i] ?? 0,
        finalHash: finals[i] ?? 0,
      };
    });
  }

  /** The link at a place; the caller may keep it. */
  link(at: number): Projected {
    const packed: PackedLink = JSON.parse(
      decode(this.bytes, this.#starts[at] ?? 0, (this.#starts[at + 1] ?? 0) - 1),
    );
    return unpack(packed);
  }

  links(): Projected[] {
    return this.columns.ids.map((_, i) => this.link(i));
  }
}

const decoder = new TextDecoder();
const decode = (bytes: Uint8Array, start: number, end: number): string =>
  decoder.decode(bytes.subarray(start, end));

/** Where each line begins, and where one after the last would. */
function lineStarts(bytes: Uint8Array, first: number, lines: number): Uint32Array {
  const starts = new Uint32Array(lines + 1);
  let at = first;
  for (let i = 0; i < lines; i++) {
    starts[i] = at;
    const end = bytes.indexOf(LINE_END, at);
    at = (end < 0 ? bytes.length : end) + 1;
  }
  starts[lines] = at;
  return starts;
}

/** Links that changed since a page was made; those that are gone stand in `gone`. */
export interface PagePatch {
  readonly links: readonly Projected[];
  readonly gone: readonly LinkId[];
}

export const packPatch = ({ links, gone }: PagePatch): string =>
  JSON.stringify({ version: PAGE_VERSION, fields: fieldNames, links: links.map(pack), gone });

/** `null` when the text is no patch of this version. */
export function unpackPatch(json: string): PagePatch | null {
  try {
    const patch: { version: unknown; fields: unknown; links: PackedLink[]; gone: LinkId[] } =
      JSON.parse(json);
    const isOurs = patch.version === PAGE_VERSION && String(patch.fields) === String(fieldNames);
    return isOurs ? { links: patch.links.map(unpack), gone: patch.gone } : null;
  } catch {
    return null; // the page is made anew from the replica
  }
}
