/**
 * Puts a whole library in the order in which most lists show it. A sort that compares costs a hundred thousand links
 * some 1.7 million comparisons; dates are whole numbers, so three passes of counting do.
 */
import type { Entry } from "./entry";

/** Bits of one pass. Three passes cover a thousand years of ms. */
const BITS = 15;
const SIZE = 1 << BITS;
const LOW = SIZE * SIZE;

/** Newest first; entries with equal dates stay as they are. */
export function newestFirst(entries: readonly Entry[]): readonly Entry[] {
  const { least, most } = spanOf(entries);
  // Also where there are none, or where a date is no whole number.
  if (!(most - least < LOW * SIZE))
    return entries.toSorted((a, b) => b.outline.createdAt - a.outline.createdAt);
  const low = new Uint32Array(entries.length);
  const high = new Uint32Array(entries.length);
  let order = new Uint32Array(entries.length);
  for (let i = 0; i < entries.length; i++) {
    const age = most - (entries[i]?.outline.createdAt ?? most);
    high[i] = Math.floor(age / LOW);
    low[i] = age % LOW;
    order[i] = i;
  }
  order = countingPass(low, order, 0);
  order = countingPass(low, order, BITS);
  order = countingPass(high, order, 0);
  const sorted: Entry[] = [];
  for (let i = 0; i < order.length; i++) {
    const entry = entries[order[i] ?? 0];
    if (entry) sorted.push(entry);
  }
  return sorted;
}

/** Not a number where some date is no whole one. */
function spanOf(entries: readonly Entry[]): { readonly least: number; readonly most: number } {
  let least = Infinity;
  let most = -Infinity;
  for (const { outline } of entries) {
    const date = Number.isSafeInteger(outline.createdAt) ? outline.createdAt : Number.NaN;
    least = Math.min(least, date);
    most = Math.max(most, date);
  }
  return { least, most };
}

/** One pass of a stable sort, by one digit of the keys. */
function countingPass(keys: Uint32Array, order: Uint32Array, shift: number): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(SIZE + 1);
  const digits = keys.map((key) => (key >>> shift) & (SIZE - 1));
  for (const digit of digits) starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
  for (let n = 1; n <= SIZE; n++) starts[n] = (starts[n] ?? 0) + (starts[n - 1] ?? 0);
  const placed = new Uint32Array(order.length);
  for (const i of order) {
    const digit = digits[i] ?? 0;
    const place = starts[digit] ?? 0;
    starts[digit] = place + 1;
    placed[place] = i;
  }
  return placed;
}
