/**
 * The order of a list, newest first, for places of an index. Links come in that order when a library is opened; those that
 * come later are put in order once and kept so, not for every search.
 */
import type { Entry } from "../../projection/entry";
import { compareFor } from "../../projection/sorted-list";
import { lowerBound, type Places } from "./places";

const newest = compareFor({ place: "all", sort: "newest" });

export class NewestFirst {
  /** Places up to here are in order. */
  #ordered = 0;
  /** Those behind, in order, and up to which place. */
  #later: number[] = [];
  #known = 0;

  /** `at`: the links by their places; more may be added behind. */
  constructor(private readonly at: readonly Entry[]) {}

  /** How many of these, from the first on, are in order. */
  count(places: Places): number {
    this.#see();
    return lowerBound(places, this.#ordered);
  }

  /** The places in the order of a list. */
  of(places: Places): Places {
    const split = this.count(places);
    if (split === places.length) return places;
    const wanted = new Set(places.subarray(split));
    const later = this.#later.filter((place) => wanted.has(place));
    const all = new Uint32Array(places.length);
    const first = places.subarray(0, split);
    let from = 0;
    later.forEach((place, n) => {
      const to = from + this.#countBefore(first.subarray(from), place);
      all.set(first.subarray(from, to), from + n);
      all[to + n] = place;
      from = to;
    });
    all.set(first.subarray(from), from + later.length);
    return all;
  }

  /** How many of these places in order come before another one. */
  #countBefore(places: Places, other: number): number {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(places[middle] ?? 0, other) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Takes in the links that came since. */
  #see(): void {
    const { at } = this;
    if (this.#known === at.length) return;
    const later: number[] = [];
    for (let place = this.#known; place < at.length; place++) {
      const isNext = this.#ordered === place && (place === 0 || this.#compare(place - 1, place) < 0);
      if (isNext) this.#ordered = place + 1;
      else later.push(place);
    }
    // What is in order already is found to be so at once.
    if (later.length > 0) this.#later = [...this.#later, ...later].toSorted((a, b) => this.#compare(a, b));
    this.#known = at.length;
  }

  #compare(a: number, b: number): number {
    const [one, other] = [this.at[a], this.at[b]];
    return one && other ? newest(one, other) : 0;
  }
}
