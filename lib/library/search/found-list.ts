/**
 * One open list that an index answered whole: places in the order of the list, whose links are looked up when somebody
 * looks at them. A letter that most of a library has costs no more than one that few have. Once something changes it is
 * a sorted list like any other.
 */
import type { LinkId } from "../../domain/ids";
import type { Entry } from "../projection/entry";
import type { EntryChange } from "../projection/link-index";
import { SortedList } from "../projection/sorted-list";
import type { Belongs, Compare } from "../projection/sorted-list";
import type { OrderedList } from "./ranked-list";

/** Links by their places in an index; places never come to mean other links. */
export interface Placed {
  /** In the order of a list of all links, newest first. */
  readonly places: Uint32Array;
  readonly at: readonly Entry[];
}

export function* entriesOf({ places, at }: Placed): Generator<Entry> {
  for (const place of places) {
    const entry = at[place];
    if (entry) yield entry;
  }
}

export class FoundList implements OrderedList {
  #sorted: SortedList | null = null;

  constructor(
    private readonly found: Placed,
    private readonly compare: Compare,
    private readonly belongs: Belongs,
  ) {}

  get length(): number {
    return this.#sorted?.length ?? this.found.places.length;
  }

  slice(start: number, end: number): readonly Entry[] {
    if (this.#sorted) return this.#sorted.slice(start, end);
    const { places, at } = this.found;
    return [...entriesOf({ places: places.subarray(Math.max(0, start), Math.max(0, end)), at })];
  }

  ids(): LinkId[] {
    return this.map((entry) => entry.id);
  }

  map<T>(of: (entry: Entry) => T): T[] {
    return this.#sorted?.map(of) ?? Array.from(entriesOf(this.found), of);
  }

  has(entry: Entry): boolean {
    if (this.#sorted) return this.#sorted.has(entry);
    const { places, at } = this.found;
    return at[places[placeIn(this.found, entry, this.compare)] ?? -1]?.id === entry.id;
  }

  fill(entries: Iterable<Entry>): void {
    this.#sorted = new SortedList(this.compare, this.belongs);
    this.#sorted.fill(entries);
  }

  /** Whether anything in the list changed. */
  patch(changes: readonly EntryChange[]): boolean {
    this.#sorted ??= SortedList.of([...entriesOf(this.found)], this.compare, this.belongs);
    return this.#sorted.patch(changes);
  }
}

/** Where a link stands among these, or would stand. */
export function placeIn({ places, at }: Placed, entry: Entry, compare: Compare): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = at[places[middle] ?? -1];
    if (other && compare(other, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
