/**
 * One open list that an index answered whole: places in the order of the list, whose links are looked up when somebody
 * looks at them. A letter that most of a library has costs no more than one that few have. Once something changes it is
 * a list of links like any other.
 */
import type { LinkId } from "../../domain/ids";
import type { Entry } from "../projection/entry";
import type { EntryChange } from "../projection/link-index";
import type { OrderedList } from "./ranked-list";

/** Links by their places in an index; places never come to mean other links. */
export interface Placed {
  /** In the order of the list. */
  readonly places: Uint32Array;
  /** Points of each, where the list is by relevance: the highest first, the newest first among equals. */
  readonly points: Uint16Array | null;
  readonly at: readonly Entry[];
  readonly placeOf: (id: string) => number | undefined;
}

export function* entriesOf({ places, at }: Pick<Placed, "places" | "at">): Generator<Entry> {
  for (const place of places) {
    const entry = at[place];
    if (entry) yield entry;
  }
}

export class FoundList implements OrderedList {
  /** What it is once something has changed. */
  #list: OrderedList | null = null;
  /** 1 for each place that is in the list; made when it is first asked for. */
  #marks: Uint8Array | null = null;

  /** `listOf`: a list of these, which can change. */
  constructor(
    private readonly found: Placed,
    private readonly listOf: (found: Placed) => OrderedList,
  ) {}

  get length(): number {
    return this.#list?.length ?? this.found.places.length;
  }

  slice(start: number, end: number): readonly Entry[] {
    if (this.#list) return this.#list.slice(start, end);
    const { places, at } = this.found;
    return [...entriesOf({ places: places.subarray(Math.max(0, start), Math.max(0, end)), at })];
  }

  ids(): LinkId[] {
    return this.map((entry) => entry.id);
  }

  map<T>(of: (entry: Entry) => T): T[] {
    return this.#list?.map(of) ?? Array.from(entriesOf(this.found), of);
  }

  has(entry: Entry): boolean {
    if (this.#list) return this.#list.has(entry);
    const place = this.found.placeOf(entry.id);
    if (place === undefined) return false;
    this.#marks ??= marksOf(this.found);
    return this.#marks[place] === 1;
  }

  fill(entries: Iterable<Entry>): void {
    this.#list ??= this.listOf(this.found);
    this.#list.fill(entries);
  }

  /** Whether anything in the list changed. */
  patch(changes: readonly EntryChange[], all: () => Iterable<Entry>): boolean {
    this.#list ??= this.listOf(this.found);
    return this.#list.patch(changes, all);
  }
}

function marksOf({ places, at }: Placed): Uint8Array {
  const marks = new Uint8Array(at.length);
  for (const place of places) marks[place] = 1;
  return marks;
}
