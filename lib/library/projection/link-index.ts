/**
 * All links of the library in memory, by id and by address, with the counts of the places. Changing one link costs the
 * same in a library of ten as in one of a hundred thousand.
 */
import type { LinkId } from "../../domain/ids";
import { noTagFacts, TagTree } from "../../domain/tag";
import type { TagFacts, TagNode } from "../../domain/tag";
import type { Counts } from "../library";
import { Entry, entryOf, isPresent, isTrashed } from "./entry";
import { IdsByHash } from "./ids-by-hash";
import { hashOfKey } from "./page";
import type { Projected } from "./projected";

/** A link before and after; absent where it is not (or no longer) in the library. */
export interface EntryChange {
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
}

const PLACES = ["all", "inbox", "starred", "archive", "trash"] as const;

const rank = (entry: Entry): number => (isPresent(entry) ? 0 : isTrashed(entry) ? 1 : 2);

type Tally = { -readonly [Place in keyof Counts]: number };

export class LinkIndex {
  #entries = new Map<LinkId, Entry>();
  /** By the hash of the url key. Made when it is first asked for: opening the library does not need it. */
  #idsByKey: IdsByHash | null = null;
  readonly #counts: Tally = { all: 0, inbox: 0, starred: 0, archive: 0, trash: 0 };
  /** Made when it is first asked for, then kept link by link. */
  #tags: TagTree | null = null;
  #drawn: DrawnTags | null = null;
  readonly #trashed = new Map<LinkId, Entry>();
  readonly #watched = new Map<LinkId, Entry>();
  readonly #captured = new Map<LinkId, Entry>();
  #present = 0;

  /** Links outside the trash, archived ones too. */
  get size(): number {
    return this.#present;
  }

  get counts(): Counts {
    return { ...this.#counts };
  }

  get(id: LinkId): Entry | undefined {
    return this.#entries.get(id);
  }

  /** In the order they were put in, withdrawn ones too. A link that changes keeps its place. */
  entries(): Iterable<Entry> {
    return this.#entries.values();
  }

  /** Links with this url key, present ones first, then those in the trash, then withdrawn ones. */
  withKey(key: string): Entry[] {
    this.#idsByKey ??= this.#allKeys();
    const found = this.#idsByKey.find(hashOfKey(key)).flatMap((id) => this.#entries.get(id) ?? []);
    return found.filter((entry) => entry.key === key).toSorted((a, b) => rank(a) - rank(b));
  }

  #allKeys(): IdsByHash {
    const ids = new IdsByHash(this.#entries.size);
    for (const { outline } of this.#entries.values()) ids.add(outline.keyHash, outline.id);
    return ids;
  }

  /** Takes over a whole library, map and all, in place of what was here. */
  adopt(links: Map<LinkId, Entry>): void {
    for (const entry of this.#entries.values()) this.#count(entry, -1);
    this.#entries = links;
    this.#idsByKey = null;
    this.#tags = null;
    for (const entry of links.values()) this.#count(entry, 1);
  }

  /** `null` removes the link. */
  put(id: LinkId, link: Projected | Entry | null): EntryChange {
    const before = this.#entries.get(id);
    if (before) this.#count(before, -1);
    if (!link) {
      this.#entries.delete(id);
      return { before, after: undefined };
    }
    const after = link instanceof Entry ? link : entryOf(link);
    this.#entries.set(id, after);
    this.#idsByKey?.add(after.outline.keyHash, id);
    this.#count(after, 1);
    return { before, after };
  }

  #count(entry: Entry, by: 1 | -1): void {
    if (isPresent(entry)) {
      this.#present += by;
      this.#countTags(entry.outline.tags, by);
    }
    mark(this.#trashed, entry, by > 0 && isTrashed(entry));
    mark(this.#watched, entry, by > 0 && entry.outline.watched);
    mark(this.#captured, entry, by > 0 && entry.outline.captured);
    for (const place of PLACES) if (isInPlace(entry, place)) this.#counts[place] += by;
  }

  #countTags(tags: readonly string[], by: 1 | -1): void {
    if (tags.length === 0) return;
    this.#tags?.count(tags, by);
    this.#drawn = null;
  }

  /** Links in the trash. */
  get trashed(): Iterable<Entry> {
    return this.#trashed.values();
  }

  /** Links whose page is looked at by itself. */
  get watched(): Iterable<Entry> {
    return this.#watched.values();
  }

  /** Links with a snapshot, wherever they are. */
  get captured(): Iterable<Entry> {
    return this.#captured.values();
  }

  /** How many links outside the trash have this tag (a key) or one below it. */
  countOfTag(key: string): number {
    return this.#tagTree.countOf(key);
  }

  get #tagTree(): TagTree {
    this.#tags ??= treeOf(this.#entries.values());
    return this.#tags;
  }

  /** Tags of links outside the trash. */
  tagTree(language: string, facts: TagFacts = noTagFacts): readonly TagNode[] {
    if (this.#drawn?.language !== language || this.#drawn.facts !== facts)
      this.#drawn = { language, facts, nodes: this.#tagTree.nodes(language, facts) };
    return this.#drawn.nodes;
  }
}

function mark(some: Map<LinkId, Entry>, entry: Entry, isOne: boolean): void {
  if (isOne) some.set(entry.id, entry);
  else if (some.size > 0) some.delete(entry.id);
}

/** The tree as it was last asked for. */
interface DrawnTags {
  readonly language: string;
  readonly facts: TagFacts;
  readonly nodes: readonly TagNode[];
}

function treeOf(entries: Iterable<Entry>): TagTree {
  const tree = new TagTree();
  for (const entry of entries) if (isPresent(entry)) tree.count(entry.outline.tags);
  return tree;
}

/** Whether a place lists this link when nothing else is asked for. */
export function isInPlace(entry: Entry, place: keyof Counts): boolean {
  if (!isPresent(entry)) return place === "trash" && isTrashed(entry);
  const { starred, archived, tags } = entry.outline;
  switch (place) {
    case "all":
      return !archived;
    case "archive":
      return archived;
    case "inbox":
      return !archived && tags.length === 0;
    case "starred":
      return starred;
    case "trash":
      return false;
  }
}
