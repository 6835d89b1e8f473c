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
  const to = open ? word.slice(0, typed.length + most) : word;
  const rows = distances(typed, to);
  const last = rows.at(-1) ?? [];
  const slips = open ? Math.min(...last) : (last.at(-1) ?? most + 1);
  return Math.min(slips, most + 1);
}

/** Optimal string alignment: `rows[i][j]` = slips between the first i letters of a and the first j of b. */
function distances(a: string, b: string): number[][] {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) rows.push(nextRow(rows, a, b));
  return rows;
}

function nextRow(rows: readonly (readonly number[])[], a: string, b: string): number[] {
  const i = rows.length;
  const [above = [], before = []] = [rows[i - 1], rows[i - 2]];
  const at = (row: readonly number[], j: number): number => row[j] ?? Infinity;
  const row = [i];
  for (let j = 1; j <= b.length; j++) {
    const differs = a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1;
    const isExchanged = a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1);
    const exchanged = isExchanged ? at(before, j - 2) + 1 : Infinity;
    row.push(Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + differs, exchanged));
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

  offer({ word, count }: Candidate): void {
    const known = this.#found.get(word);
    if (known) {
      known.count += count;
      return;
    }
    if (word === this.typed || !LATIN.test(word)) return;
    const slips = slipsTo(this.typed, word, { most: this.#most, open: false });
    const begun = this.open ? slipsTo(this.typed, word, { most: this.#most, open: true }) : slips;
    const fewest = Math.min(slips, begun);
    if (fewest <= this.#most) this.#found.set(word, { slips: fewest, isWhole: slips === fewest, count });
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
