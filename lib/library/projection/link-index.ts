/**
 * All links of the library in memory, by id and by address, with the counts of the places. Changing one link costs the
 * same in a library of ten as in one of a hundred thousand.
 */
import type { LinkId } from "../../domain/ids";
import { buildTagTree, noTagFacts } from "../../domain/tag";
import type { TagFacts, TagNode } from "../../domain/tag";
import type { Counts } from "../library";
import { Entry, entryOf, isPresent, isTrashed, isWithdrawn } from "./entry";
import { hashOfKey } from "./page";
import type { Projected } from "./projected";

/** A link before and after; absent where it is not (or no longer) in the library. */
export interface EntryChange {
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
}

const rank = (entry: Entry): number => (isPresent(entry) ? 0 : isTrashed(entry) ? 1 : 2);

function addKey(ids: Map<number, LinkId[]>, { id, outline: { keyHash } }: Entry): void {
  const known = ids.get(keyHash);
  if (known) known.push(id);
  else ids.set(keyHash, [id]);
}

type Tally = { -readonly [Place in keyof Counts]: number };

export class LinkIndex {
  readonly #entries = new Map<LinkId, Entry>();
  /** By the hash of the url key. Made when it is first asked for: opening the library does not need it. */
  #idsByKey: Map<number, LinkId[]> | null = null;
  readonly #counts: Tally = { all: 0, inbox: 0, starred: 0, archive: 0, trash: 0 };
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

  /** In no particular order, withdrawn ones too. */
  entries(): Iterable<Entry> {
    return this.#entries.values();
  }

  /** Links with this url key, present ones first, then those in the trash, then withdrawn ones. */
  withKey(key: string): Entry[] {
    this.#idsByKey ??= this.#allKeys();
    const found = (this.#idsByKey.get(hashOfKey(key)) ?? []).flatMap((id) => this.#entries.get(id) ?? []);
    return found.filter((entry) => entry.key === key).toSorted((a, b) => rank(a) - rank(b));
  }

  #allKeys(): Map<number, LinkId[]> {
    const ids = new Map<number, LinkId[]>();
    for (const entry of this.#entries.values()) addKey(ids, entry);
    return ids;
  }

  /** `null` removes the link. */
  put(id: LinkId, link: Projected | Entry | null): EntryChange {
    const before = this.#entries.get(id);
    if (before) this.#forget(before);
    if (!link) return { before, after: undefined };
    const after = link instanceof Entry ? link : entryOf(link);
    this.#entries.set(id, after);
    if (this.#idsByKey) addKey(this.#idsByKey, after);
    this.#count(after, 1);
    return { before, after };
  }

  #forget(entry: Entry): void {
    this.#entries.delete(entry.id);
    this.#count(entry, -1);
    const { keyHash } = entry.outline;
    const others = (this.#idsByKey?.get(keyHash) ?? []).filter((id) => id !== entry.id);
    if (others.length > 0) this.#idsByKey?.set(keyHash, others);
    else this.#idsByKey?.delete(keyHash);
  }

  #count(entry: Entry, by: 1 | -1): void {
    if (isPresent(entry)) this.#present += by;
    for (const place of placesOf(entry)) this.#counts[place] += by;
  }

  tagTree(language: "en" | "zh", facts: TagFacts = noTagFacts): TagNode[] {
    return buildTagTree(tagsOf(this.#entries.values()), language, facts);
  }
}

function* tagsOf(entries: Iterable<Entry>): Generator<readonly string[]> {
  for (const entry of entries)
    if (isPresent(entry) && entry.outline.tags.length > 0) yield entry.outline.tags;
}

/** Places that list this link when nothing else is asked for. */
export function placesOf(entry: Entry): (keyof Counts)[] {
  if (isWithdrawn(entry)) return [];
  if (isTrashed(entry)) return ["trash"];
  const { starred, archived, tags } = entry.outline;
  const places: (keyof Counts)[] = archived ? ["archive"] : ["all"];
  if (!archived && tags.length === 0) places.push("inbox");
  if (starred) places.push("starred");
  return places;
}
