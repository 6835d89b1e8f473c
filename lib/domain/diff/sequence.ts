/**
 * What two sequences have in common, in order: the work under every comparison, of blocks, of words and of rows of
 * pixels. Greedy shortest edit paths (Myers 1986), cut off after a bounded search: a path that is cut goes on from the
 * furthest place it reached, so time grows with the length even where nothing is alike; then the answer may be short.
 */

/** `length` elements from `old` on equal those from `next` on. */
export interface Run {
  readonly old: number;
  readonly next: number;
  readonly length: number;
}

export interface Sequences {
  /** Number of elements of the older and of the newer sequence. */
  readonly old: number;
  readonly next: number;
  /** Whether two elements count as equal, by index. */
  readonly same: (old: number, next: number) => boolean;
  /**
   * Insertions and deletions one search may find before it goes on from where it is; `SEARCH` when absent. Time and
   * memory grow with its square.
   */
  readonly search?: number;
}

const SEARCH = 512;

/** Runs of equal elements, in order, never overlapping and never crossing. */
export function commonRuns(sequences: Sequences): Run[] {
  const tail = commonTail(sequences);
  const end = { ...sequences, old: sequences.old - tail, next: sequences.next - tail };
  const runs: Run[] = [];
  let at = { old: 0, next: 0 };
  while (at.old < end.old && at.next < end.next) {
    const path = searchFrom(at, end);
    runs.push(...path.runs);
    at = path.reached;
  }
  if (tail > 0) runs.push({ old: end.old, next: end.next, length: tail });
  return joined(runs);
}

function commonTail({ old, next, same }: Sequences): number {
  let length = 0;
  while (length < old && length < next && same(old - 1 - length, next - 1 - length)) length++;
  return length;
}

interface Place {
  readonly old: number;
  readonly next: number;
}

/**
 * One bounded search. `reach[d]` holds how far into the old sequence `d` edits lead on each diagonal (old minus next);
 * diagonals lie from `-d` to `d`.
 */
function searchFrom(from: Place, to: Sequences): { readonly runs: Run[]; readonly reached: Place } {
  const size = { old: to.old - from.old, next: to.next - from.next };
  const part: Sequences = { ...size, same: (o, n) => to.same(from.old + o, from.next + n) };
  const reach: Int32Array[] = [];
  for (let edits = 0; edits <= (to.search ?? SEARCH); edits++) {
    reach.push(extended(reach.at(-1), edits, part));
    const diagonal = size.old - size.next;
    if (valueAt(reach[edits], diagonal) >= size.old) return walkBack({ reach, from, diagonal });
  }
  return walkBack({ reach, from, diagonal: furthest(reach.at(-1), size) });
}

/** Values of diagonal `d` stand at `d + middle`; diagonals outside of the row were not reached. */
const valueAt = (row: Int32Array | undefined, diagonal: number): number =>
  row?.[diagonal + ((row.length - 1) >> 1)] ?? -1;

/** Whether the step onto a diagonal comes from an insertion (the diagonal above) rather than a deletion. */
const isInsertion = (before: Int32Array, diagonal: number, edits: number): boolean =>
  diagonal === -edits ||
  (diagonal !== edits && valueAt(before, diagonal - 1) < valueAt(before, diagonal + 1));

const stepOnto = (before: Int32Array, diagonal: number, edits: number): number =>
  isInsertion(before, diagonal, edits) ? valueAt(before, diagonal + 1) : valueAt(before, diagonal - 1) + 1;

function extended(before: Int32Array | undefined, edits: number, { old, next, same }: Sequences): Int32Array {
  const row = new Int32Array(2 * edits + 1).fill(-1);
  for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
    let o = before ? stepOnto(before, diagonal, edits) : 0;
    while (o < old && o - diagonal < next && same(o, o - diagonal)) o++;
    row[diagonal + edits] = o;
  }
  return row;
}

/** The diagonal on which most of both sequences is done, among places inside of both; of equals the most even one. */
function furthest(row: Int32Array | undefined, size: Place): number {
  const middle = row ? (row.length - 1) >> 1 : 0;
  let best = { diagonal: 0, score: -1 };
  for (let diagonal = -middle; diagonal <= middle; diagonal += 2) {
    const o = valueAt(row, diagonal);
    const score = 2 * o - diagonal + 1 / (1 + Math.abs(diagonal));
    if (o <= size.old && o - diagonal <= size.next && score > best.score) best = { diagonal, score };
  }
  return best.diagonal;
}

interface Found {
  readonly reach: readonly Int32Array[];
  readonly from: Place;
  /** Where the path ends in the last row. */
  readonly diagonal: number;
}

function walkBack({ reach, from, diagonal }: Found): { runs: Run[]; reached: Place } {
  const runs: Run[] = [];
  const end = valueAt(reach.at(-1), diagonal);
  const reached = { old: from.old + end, next: from.next + end - diagonal };
  let at = end;
  let on = diagonal;
  for (let edits = reach.length - 1; edits >= 0; edits--) {
    const before = reach[edits - 1];
    const start = before ? stepOnto(before, on, edits) : 0;
    if (at > start) runs.push({ old: from.old + start, next: from.next + start - on, length: at - start });
    if (!before) break;
    on += isInsertion(before, on, edits) ? 1 : -1;
    at = valueAt(before, on);
  }
  return { runs: runs.toReversed(), reached };
}

/** Runs that touch are one. */
function joined(runs: readonly Run[]): Run[] {
  const whole: Run[] = [];
  for (const run of runs) {
    const last = whole.at(-1);
    if (last && last.old + last.length === run.old && last.next + last.length === run.next) {
      whole[whole.length - 1] = { ...last, length: last.length + run.length };
    } else whole.push(run);
  }
  return whole;
}
