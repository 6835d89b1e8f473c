/**
 * All links of the library in memory, by id and by address, with the counts of the places. Changing one link costs the
 * same in a library of ten as in one of a hundred thousand.
 */
import type { LinkId } from "../../domain/ids";
import { buildTagTree, noTagFacts } from "../../domain/tag";
import type { TagFacts, TagNode } from "../../domain/tag";
import type { Counts } from "../library";
import { entryOf, isPresent, isTrashed, isWithdrawn } from "./entry";
import type { Entry } from "./entry";
import type { Projected } from "./projected";

/** A link before and after; absent where it is not (or no longer) in the library. */
export interface EntryChange {
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
}

const rank = (entry: Entry): number => (isPresent(entry) ? 0 : isTrashed(entry) ? 1 : 2);

type Tally = { -readonly [Place in keyof Counts]: number };

export class LinkIndex {
  readonly #entries = new Map<LinkId, Entry>();
  readonly #idsByKey = new Map<string, LinkId[]>();
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
    const found = (this.#idsByKey.get(key) ?? []).flatMap((id) => this.#entries.get(id) ?? []);
    return found.toSorted((a, b) => rank(a) - rank(b));
  }

  /** `null` removes the link. */
  put(id: LinkId, projected: Projected | null): EntryChange {
    const before = this.#entries.get(id);
    if (before) this.#forget(before);
    if (!projected) return { before, after: undefined };
    const after = entryOf(projected);
    this.#entries.set(id, after);
    const ids = this.#idsByKey.get(after.key);
    if (ids) ids.push(id);
    else this.#idsByKey.set(after.key, [id]);
    this.#count(after, 1);
    return { before, after };
  }

  #forget(entry: Entry): void {
    this.#entries.delete(entry.id);
    const others = (this.#idsByKey.get(entry.key) ?? []).filter((id) => id !== entry.id);
    if (others.length > 0) this.#idsByKey.set(entry.key, others);
    else this.#idsByKey.delete(entry.key);
    this.#count(entry, -1);
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
    if (isPresent(entry) && entry.projected.link.tags.length > 0) yield entry.projected.link.tags;
}

/** Places that list this link when nothing else is asked for. */
export function placesOf(entry: Entry): (keyof Counts)[] {
  if (isWithdrawn(entry)) return [];
  if (isTrashed(entry)) return ["trash"];
  const { starred, archived, tags } = entry.projected.link;
  const places: (keyof Counts)[] = archived ? ["archive"] : ["all"];
  if (!archived && tags.length === 0) places.push("inbox");
  if (starred) places.push("starred");
  return places;
}
