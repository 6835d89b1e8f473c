/**
 * One open list: the links that belong to it, in order. Changes are patched in; what results always equals a list made
 * from nothing (a property test says so).
 */
import type { LinkId } from "../../domain/ids";
import type { ListSpec, SortOrder } from "../library";
import type { Entry } from "./entry";
import type { EntryChange } from "./link-index";

/** Above this many changes at once the list is gone through once: faster than a place for each. */
const PATCHED = 400;

export type Compare = (a: Entry, b: Entry) => number;
export type Belongs = (entry: Entry) => boolean;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** The date a list of this place goes by: when a link was saved, or when it was put in the trash. */
export const dateOf = (place: ListSpec["place"]) => (entry: Entry) =>
  place === "trash" ? entry.outline.deletedAt : entry.outline.createdAt;

const byId: Compare = (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** A total order: equal only for the same link. */
export function compareFor({ sort, place }: Pick<ListSpec, "sort" | "place">): Compare {
  const date = dateOf(place);
  const newest: Compare = (a, b) => date(b) - date(a) || byId(a, b);
  const orders: Record<SortOrder, Compare> = {
    newest,
    oldest: (a, b) => date(a) - date(b) || byId(a, b),
    title: (a, b) => collator.compare(a.title, b.title) || newest(a, b),
    site: (a, b) => collator.compare(a.host, b.host) || newest(a, b),
  };
  return orders[sort === "relevance" ? "newest" : sort];
}

/** A whole library comes newest first, which most lists want: looking is quicker than sorting. */
function inOrder(entries: Entry[], compare: Compare): Entry[] {
  for (let i = 1; i < entries.length; i++) {
    const [before, after] = [entries[i - 1], entries[i]];
    if (before && after && compare(before, after) > 0) return entries.toSorted(compare);
  }
  return entries;
}

/** Two lists in order as one. */
function merged(some: Entry[], others: Entry[], compare: Compare): Entry[] {
  if (others.length === 0) return some;
  if (some.length === 0) return others;
  const all: Entry[] = [];
  let at = 0;
  for (const entry of some) {
    for (let other = others[at]; other && compare(other, entry) < 0; other = others[++at]) all.push(other);
    all.push(entry);
  }
  return [...all, ...others.slice(at)];
}

export class SortedList {
  #entries: Entry[] = [];

  constructor(
    private readonly compare: Compare,
    private readonly belongs: Belongs,
  ) {}

  /** A list of these, which belong to it and are in its order. */
  static of(entries: Entry[], compare: Compare, belongs: Belongs): SortedList {
    const list = new SortedList(compare, belongs);
    list.#entries = entries;
    return list;
  }

  get length(): number {
    return this.#entries.length;
  }

  slice(start: number, end: number): readonly Entry[] {
    return this.#entries.slice(Math.max(0, start), Math.max(0, end));
  }

  ids(): LinkId[] {
    return this.#entries.map((entry) => entry.id);
  }

  has(entry: Entry): boolean {
    return this.#entries[this.#place(entry)]?.id === entry.id;
  }

  map<T>(of: (entry: Entry) => T): T[] {
    return this.#entries.map(of);
  }

  /** `ordered`: as many entries, from the first on, are in the order of this list. */
  fill(entries: Iterable<Entry>, ordered = 0): void {
    const first: Entry[] = [];
    const others: Entry[] = [];
    let seen = 0;
    for (const entry of entries) {
      const isOrdered = seen++ < ordered;
      if (this.belongs(entry)) (isOrdered ? first : others).push(entry);
    }
    this.#entries = merged(first, inOrder(others, this.compare), this.compare);
  }

  /** Whether anything in the list changed. */
  patch(changes: readonly EntryChange[]): boolean {
    if (changes.length > PATCHED) {
      this.#patchMany(changes);
      return true;
    }
    let touched = false;
    for (const { before, after } of changes) {
      if (before && this.#remove(before)) touched = true;
      if (after && this.belongs(after)) {
        this.#entries.splice(this.#place(after), 0, after);
        touched = true;
      }
    }
    return touched;
  }

  #patchMany(changes: readonly EntryChange[]): void {
    const after = new Map(changes.map((change) => [(change.after ?? change.before)?.id, change.after]));
    const kept = this.#entries.filter(({ id }) => !after.has(id));
    const come = [...after.values()].flatMap((entry) => (entry && this.belongs(entry) ? [entry] : []));
    this.#entries = merged(kept, come.toSorted(this.compare), this.compare);
  }

  #remove(entry: Entry): boolean {
    const at = this.#place(entry);
    if (this.#entries[at]?.id !== entry.id) return false;
    this.#entries.splice(at, 1);
    return true;
  }

  /** Where the entry stands, or would stand. */
  #place(entry: Entry): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#entries[middle];
      if (other && this.compare(other, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
