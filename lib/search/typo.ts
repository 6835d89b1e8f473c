/**
 * Words that a mistyped word may have meant. Latin letters and digits only: one letter missing, added, changed or two
 * exchanged for words of four to seven letters, two such slips for longer ones. A word still being typed is compared
 * with beginnings of words.
 */

const LATIN = /^[a-z0-9]+$/;
const SHORTEST = 4;
const LONG = 8;

/** How many slips are forgiven; 0 = none. */
export const slipsAllowed = (word: string): number =>
  !LATIN.test(word) || word.length < SHORTEST ? 0 : word.length < LONG ? 1 : 2;

/** Beginnings that words meant by this one may have: slips in the very first letter are forgiven when letters moved. */
export function startsOf(word: string): string[] {
  return [...new Set([word.charAt(0), word.charAt(1)])].filter((start) => start !== "");
}

/**
 * Slips between what was typed and a word, or the beginning of one when `open`; more than `most` answers `most + 1`.
 * A beginning counts only when it is not shorter than what was typed by more than the slips.
 */
export function slipsTo(
  typed: string,
  word: string,
  { most, open }: { most: number; open: boolean },
): number {
  if (typed.length - word.length > most || (!open && word.length - typed.length > most)) return most + 1;
  const last = lastRow(typed, open ? word.slice(0, typed.length + most) : word, most);
  const slips = open ? Math.min(...last) : (last.at(-1) ?? most + 1);
  return Math.min(slips, most + 1);
}

/**
 * Optimal string alignment: slips between all of a and the first j letters of b. Nothing when they are more than `most`
 * whatever comes: nearly all words are told apart by their first letters.
 */
function lastRow(a: string, b: string, most: number): readonly number[] {
  let above: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = nextRow({ above: row, before: above, i }, a, b);
    if (Math.min(...next) > most) return [];
    above = row;
    row = next;
  }
  return row;
}

interface Rows {
  readonly above: readonly number[];
  /** The one above that. */
  readonly before: readonly number[];
  /** Letters of a. */
  readonly i: number;
}

function nextRow({ above, before, i }: Rows, a: string, b: string): number[] {
  const row = [i];
  const [letter, letterBefore] = [a.charCodeAt(i - 1), a.charCodeAt(i - 2)];
  for (let j = 1; j <= b.length; j++) {
    const other = b.charCodeAt(j - 1);
    const around = Math.min(above[j] ?? Infinity, row[j - 1] ?? Infinity) + 1;
    const changed = (above[j - 1] ?? Infinity) + (letter === other ? 0 : 1);
    const isExchanged = letter === b.charCodeAt(j - 2) && letterBefore === other;
    const exchanged = isExchanged ? (before[j - 2] ?? Infinity) + 1 : Infinity;
    row.push(Math.min(around, changed, exchanged));
  }
  return row;
}

/** A word that may be meant, with how many links or texts have it. */
export interface Candidate {
  readonly word: string;
  readonly count: number;
}

/** Gathers words that may be meant and answers the likeliest: fewest slips, whole before begun, most frequent. */
export class Suggestions {
  readonly #most: number;
  readonly #found = new Map<string, { slips: number; isWhole: boolean; count: number }>();

  constructor(
    private readonly typed: string,
    private readonly open: boolean,
  ) {
    this.#most = slipsAllowed(typed);
  }

  /** Whether a word comes near enough to be meant. */
  isNear(word: string): boolean {
    if (this.typed.length - word.length > this.#most) return false;
    return LATIN.test(word) && word !== this.typed && this.#fewest(word) <= this.#most;
  }

  /** A word that comes near; one that is told again adds to how many have it. */
  offer({ word, count }: Candidate): void {
    const known = this.#found.get(word);
    if (known) known.count += count;
    else if (this.isNear(word)) {
      const slips = this.#fewest(word);
      const isWhole = slipsTo(this.typed, word, { most: this.#most, open: false }) === slips;
      this.#found.set(word, { slips, isWhole, count });
    }
  }

  #fewest(word: string): number {
    return slipsTo(this.typed, word, { most: this.#most, open: this.open });
  }

  /** `null` when nothing comes near. */
  best(): string | null {
    const ranked = [...this.#found].toSorted(
      ([a, x], [b, y]) =>
        x.slips - y.slips || Number(y.isWhole) - Number(x.isWhole) || y.count - x.count || (a < b ? -1 : 1),
    );
    return ranked[0]?.[0] ?? null;
  }
}
