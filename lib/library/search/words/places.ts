/** Sets of places in an index: rising whole numbers in typed arrays, so that a set of half a library costs little. */

/** Rising, each once. */
export type Places = Uint32Array;

export const NOWHERE: Places = new Uint32Array();

/** The places below `size` for which this holds. */
export function placesWhere(size: number, holds: (place: number) => boolean): Places {
  const places = new Uint32Array(size);
  let count = 0;
  for (let place = 0; place < size; place++) if (holds(place)) places[count++] = place;
  return places.subarray(0, count);
}

/** Those of the places for which this holds. */
export function filtered(places: Places, holds: (place: number) => boolean): Places {
  const kept = new Uint32Array(places.length);
  let count = 0;
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0;
    if (holds(place)) kept[count++] = place;
  }
  return kept.subarray(0, count);
}

/** Places that are marked; `most`: there are no more of them. */
export function markedPlaces(marks: Uint8Array, most: number): Places {
  const places = new Uint32Array(Math.min(most, marks.length));
  let count = 0;
  for (let place = 0; place < marks.length; place++) if (marks[place] !== 0) places[count++] = place;
  return places.subarray(0, count);
}

/** Places that are in any of these sets. `size`: all are below. */
export function union(sets: readonly Places[], size: number): Places {
  const [only = NOWHERE] = sets;
  if (sets.length <= 1) return only;
  const marks = new Uint8Array(size);
  let total = 0;
  for (const set of sets) {
    total += set.length;
    for (let i = 0; i < set.length; i++) marks[set[i] ?? 0] = 1;
  }
  return markedPlaces(marks, total);
}

/** Places that are in all of these sets; `null` when there is no set. */
export function intersection(sets: readonly Places[]): Places | null {
  const [least, ...others] = sets.toSorted((a, b) => a.length - b.length);
  return least ? others.reduce(inBoth, least) : null;
}

function inBoth(some: Places, others: Places): Places {
  const both = new Uint32Array(some.length);
  let count = 0;
  let at = 0;
  for (let i = 0; i < some.length; i++) {
    const place = some[i] ?? 0;
    while (at < others.length && (others[at] ?? 0) < place) at++;
    if (others[at] === place) both[count++] = place;
  }
  return both.subarray(0, count);
}

/** Places below `size` that are not in a set. */
export function complement(set: Places, size: number): Places {
  const places = new Uint32Array(size);
  let count = 0;
  let at = 0;
  for (let place = 0; place < size; place++) {
    if (set[at] === place) at++;
    else places[count++] = place;
  }
  return places.subarray(0, count);
}

/** How many places lie below a bound. */
export function lowerBound(places: Places, bound: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
