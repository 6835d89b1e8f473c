/**
 * One open list sorted by how well its links fit the search: those with equal points lie in one heap, newest first, and
 * a heap is put in order only when somebody looks at it. A word that half of the library has costs no sorting of half a
 * library.
 */
import type { LinkId } from "../../domain/ids";
import type { Entry } from "../projection/entry";
import type { EntryChange } from "../projection/link-index";
import type { Compare, SortedList } from "../projection/sorted-list";

/** What a screen's session needs of a list, however it is sorted. */
export interface OrderedList extends Pick<SortedList, "length" | "slice" | "ids" | "has" | "map" | "fill"> {
  /** `all` gives every link of the library, for a list that has to be made anew. Whether anything changed. */
  patch(changes: readonly EntryChange[], all: () => Iterable<Entry>): boolean;
}

/** Points of a link, or -1 for one that does not belong to the list. */
export type PointsOf = (entry: Entry) => number;

interface Ranked {
  readonly entries: readonly Entry[];
  /** Of each entry. */
  readonly points: ArrayLike<number>;
}

interface Heap {
  entries: Entry[];
  isOrdered: boolean;
}

/** Entries from which on a heap is large. */
const LARGE = 1000;
/** Above this many changes at once a list is made anew. */
const PATCHED = 400;

export class RankedList implements OrderedList {
  #heaps = new Map<number, Heap>();
  /** Points there are links with, highest first. */
  #order: readonly number[] | null = null;
  #length = 0;

  /** `compare`: the order of links with equal points; total. */
  constructor(
    private readonly pointsOf: PointsOf,
    private readonly compare: Compare,
  ) {}

  /** A list of these, with their points, which are in its order. */
  static of({ entries, points }: Ranked, pointsOf: PointsOf, compare: Compare): RankedList {
    const list = new RankedList(pointsOf, compare);
    entries.forEach((entry, n) => {
      const own = points[n] ?? 0;
      const heap = list.#heaps.get(own);
      if (heap) heap.entries.push(entry);
      else list.#heaps.set(own, { entries: [entry], isOrdered: true });
    });
    list.#length = entries.length;
    return list;
  }

  get length(): number {
    return this.#length;
  }

  slice(start: number, end: number): readonly Entry[] {
    const found: Entry[] = [];
    let from = 0;
    for (const points of this.#points()) {
      const { length } = this.#heaps.get(points)?.entries ?? [];
      if (from >= end) break;
      if (from + length > start)
        found.push(...this.#first(points, end - from).slice(Math.max(0, start - from)));
      from += length;
    }
    return found;
  }

  ids(): LinkId[] {
    return this.map((entry) => entry.id);
  }

  map<T>(of: (entry: Entry) => T): T[] {
    return this.#points().flatMap((points) => this.#ordered(points).map(of));
  }

  has(entry: Entry): boolean {
    const points = this.pointsOf(entry);
    return points >= 0 && (this.#heaps.get(points)?.entries ?? []).some(({ id }) => id === entry.id);
  }

  fill(entries: Iterable<Entry>): void {
    this.#heaps = new Map();
    this.#order = null;
    this.#length = 0;
    for (const entry of entries) this.#put(entry);
  }

  /** Whether anything in the list changed. */
  patch(changes: readonly EntryChange[], all: () => Iterable<Entry>): boolean {
    if (changes.length > PATCHED) {
      this.fill(all());
      return true;
    }
    let touched = false;
    for (const { before, after } of changes) {
      if (before && this.#remove(before)) touched = true;
      if (after && this.#put(after)) touched = true;
    }
    return touched;
  }

  #put(entry: Entry): boolean {
    const points = this.pointsOf(entry);
    if (points < 0) return false;
    const heap = this.#heaps.get(points);
    if (heap) {
      heap.entries.push(entry);
      heap.isOrdered = false;
    } else {
      this.#heaps.set(points, { entries: [entry], isOrdered: true });
      this.#order = null;
    }
    this.#length++;
    return true;
  }

  #remove({ id }: Entry): boolean {
    for (const heap of this.#heaps.values()) {
      const at = heap.entries.findIndex((one) => one.id === id);
      if (at < 0) continue;
      heap.entries.splice(at, 1);
      this.#length--;
      return true;
    }
    return false;
  }

  #points(): readonly number[] {
    this.#order ??= [...this.#heaps.keys()].toSorted((a, b) => b - a);
    return this.#order;
  }

  /** The first entries of a heap. A large one is not put in order for the few that are on screen. */
  #first(points: number, count: number): readonly Entry[] {
    const heap = this.#heaps.get(points);
    if (!heap || heap.isOrdered || heap.entries.length < LARGE || count > heap.entries.length / 8)
      return this.#ordered(points).slice(0, count);
    return firstOf(heap.entries, count, this.compare);
  }

  #ordered(points: number): readonly Entry[] {
    const heap = this.#heaps.get(points);
    if (!heap) return [];
    if (!heap.isOrdered) heap.entries.sort(this.compare);
    heap.isOrdered = true;
    return heap.entries;
  }
}

/** The first `count` entries in order, without putting the others in order. */
function firstOf(entries: readonly Entry[], count: number, compare: Compare): Entry[] {
  const first: Entry[] = [];
  let last: Entry | undefined;
  for (const entry of entries) {
    if (last && first.length >= count && compare(entry, last) >= 0) continue;
    let at = first.length;
    for (let before = first[at - 1]; before && compare(entry, before) < 0; before = first[at - 1]) at--;
    first.splice(at, 0, entry);
    if (first.length > count) first.pop();
    last = first.at(-1);
  }
  return first;
}
