/**
 * What of a text stands in other texts already: long stretches, found by a hash of short ones. Time grows with the length
 * of all texts together; nothing is promised about finding every stretch.
 */

/** A stretch of the target that is copied; what lies between two of them is not found anywhere. */
export interface Copy {
  /** Index of the text it is copied from. */
  readonly source: number;
  /** Where it begins there, and in the target. In UTF-16 code units, as `length`. */
  readonly from: number;
  readonly at: number;
  readonly length: number;
}

/** Length of the stretches that are hashed; every second one of the sources is. */
const WINDOW = 16;
const STEP = 2;
/** A shorter copy takes more room than the words: one that goes on where the last one ended takes less to name. */
const MIN_COPY = 64;
const MIN_NEXT = 24;
const FACTOR = 0x01000193;
/** FACTOR to the power of WINDOW, in 32 bits: what the letter that leaves the window counts. */
const LEAVING = Array.from({ length: WINDOW }).reduce<number>((power) => Math.imul(power, FACTOR), 1);

const hashAt = (text: string, at: number): number => {
  let hash = 0;
  for (let i = at; i < at + WINDOW; i++) hash = Math.imul(hash, FACTOR) + text.charCodeAt(i);
  return hash | 0;
};

const roll = (hash: number, text: string, at: number): number =>
  (Math.imul(hash, FACTOR) + text.charCodeAt(at + WINDOW) - Math.imul(LEAVING, text.charCodeAt(at))) | 0;

class Index {
  private readonly places: Int32Array;
  private readonly mask: number;

  constructor(readonly text: string) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(1024, (text.length / STEP) * 2)));
    this.places = new Int32Array(size);
    this.mask = size - 1;
    let hash = text.length >= WINDOW ? hashAt(text, 0) : 0;
    for (let at = 0; at + WINDOW <= text.length; at++) {
      // The first of several equal ones: what follows it is most often what follows in the target.
      if (at % STEP === 0) this.places[this.slot(hash)] ||= at + 1;
      hash = roll(hash, text, at);
    }
  }

  /** A place where the hashed stretch may stand, or -1. */
  find(hash: number): number {
    return (this.places[this.slot(hash)] ?? 0) - 1;
  }

  private slot(hash: number): number {
    return (hash ^ (hash >>> 15)) & this.mask;
  }
}

/** How many letters two texts share from two places on, at most `most`; backwards with a step of -1. */
function agree(a: Spot, b: Spot, { step, most }: { step: 1 | -1; most: number }): number {
  let length = 0;
  while (length < most && a.text.charCodeAt(a.at + step * length) === b.text.charCodeAt(b.at + step * length))
    length++;
  return length;
}

interface Spot {
  readonly text: string;
  readonly at: number;
}

/** Copies in the order of the target, none overlapping another. */
export function findCopies(target: string, sources: readonly string[]): Copy[] {
  const copies: Copy[] = [];
  const indices = sources.map((source) => new Index(source));
  /** Where in each source the stretch after its last copy would be, less its place in the target. */
  const shifts = sources.map(() => 0);
  let done = 0;
  let hash = target.length >= WINDOW ? hashAt(target, 0) : 0;
  for (let at = 0; at + WINDOW <= target.length; ) {
    const best = longest({ target, at, done, hash }, indices, shifts);
    if (!best) {
      hash = roll(hash, target, at);
      at++;
      continue;
    }
    copies.push(best);
    done = best.at + best.length;
    shifts[best.source] = best.from - best.at;
    at = done;
    hash = at + WINDOW <= target.length ? hashAt(target, at) : 0;
  }
  return copies;
}

interface Place {
  readonly target: string;
  readonly at: number;
  /** Up to here everything is settled. */
  readonly done: number;
  readonly hash: number;
}

function longest(place: Place, indices: readonly Index[], shifts: readonly number[]): Copy | null {
  let best: Copy | null = null;
  for (const [source, index] of indices.entries())
    for (const [from, least] of [
      [place.at + (shifts[source] ?? 0), MIN_NEXT],
      [index.find(place.hash), MIN_COPY],
    ] as const) {
      const copy = copyAt(place, index.text, from);
      if (copy && copy.length >= least && copy.length > (best?.length ?? 0)) best = { source, ...copy };
    }
  return best;
}

const isHalf = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

/** The copy around two places, widened as far as the texts agree and never through the middle of a character. */
function copyAt({ target, at, done }: Place, source: string, from: number): Omit<Copy, "source"> | null {
  if (from < 0 || from >= source.length || source.charCodeAt(from) !== target.charCodeAt(at)) return null;
  const most = Math.min(target.length - at, source.length - from);
  const forth = agree({ text: target, at }, { text: source, at: from }, { step: 1, most });
  const before = [
    { text: target, at: at - 1 },
    { text: source, at: from - 1 },
  ] as const;
  const back = agree(...before, { step: -1, most: Math.min(at - done, from) });
  const start = isHalf(target, at - back) ? back - 1 : back;
  const end = isHalf(target, at + forth) ? forth - 1 : forth;
  return { from: from - start, at: at - start, length: start + end };
}
