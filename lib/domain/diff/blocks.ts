/**
 * Two texts, block by block: which paragraphs stayed, changed, came, went or moved. Equal blocks are aligned first; what
 * is left and stands elsewhere word for word has moved; of the rest, blocks in the same place that say much the same are
 * one changed block, compared by words.
 */
import { countWords, tokens } from "../text/tokenise";
import { commonRuns } from "./sequence";
import { compareWords, type Piece } from "./words";

export interface Block {
  readonly kind: "heading" | "paragraph" | "item" | "quote" | "code";
  readonly text: string;
}

/** In the order of reading. Leaving out `added` and `moved-here` gives the old text, the others out the new one. */
export type Row =
  | { readonly kind: "same"; readonly old: Block; readonly next: Block }
  | {
      readonly kind: "changed";
      readonly old: Block;
      readonly next: Block;
      readonly pieces: readonly Piece[];
    }
  | { readonly kind: "removed" | "moved-away"; readonly old: Block }
  | { readonly kind: "added" | "moved-here"; readonly next: Block };

/** Shorter blocks ("Read more") stand in many places by chance; counted as `countWords` does. */
const MIN_MOVED = 4;
/** From here on two blocks are one that changed: 0 nothing in common, 1 the same words. */
const ALIKE = 0.4;
/** Pairs of blocks looked at in one go; larger stretches are halved. */
const MAX_PAIRS = 40_000;

const keyOf = ({ kind, text }: Block): string =>
  kind === "code" ? text : text.replaceAll(/\s+/gu, " ").trim();

export function compareBlocks(old: readonly Block[], next: readonly Block[]): Row[] {
  const keys = { old: old.map(keyOf), next: next.map(keyOf) };
  const runs = commonRuns({
    old: old.length,
    next: next.length,
    same: (o, n) => keys.old[o] === keys.next[n],
  });
  const gaps: Gap[] = [];
  const rows: (Row | Gap)[] = [];
  let o = 0;
  let n = 0;
  for (const run of [...runs, { old: old.length, next: next.length, length: 0 }]) {
    const gap = { old: old.slice(o, run.old), next: next.slice(n, run.next) };
    gaps.push(gap);
    rows.push(gap);
    o = run.old + run.length;
    n = run.next + run.length;
    for (let i = run.length; i > 0; i--) rows.push(...sameRow(old[o - i], next[n - i]));
  }
  const moved = movedBlocks(gaps);
  return rows.flatMap((row) => ("kind" in row ? [row] : gapRows(row, moved)));
}

/** A stretch without equal blocks. */
interface Gap {
  readonly old: readonly Block[];
  readonly next: readonly Block[];
}

const sameRow = (old: Block | undefined, next: Block | undefined): Row[] =>
  old && next ? [{ kind: "same", old, next }] : [];

/** Blocks of both sides that stand in another place of the other one. */
function movedBlocks(gaps: readonly Gap[]): ReadonlySet<Block> {
  const away = new Map<string, Block[]>();
  for (const block of gaps.flatMap((gap) => gap.old)) {
    const key = keyOf(block);
    if (countWords(key) >= MIN_MOVED) away.set(key, [...(away.get(key) ?? []), block]);
  }
  const moved = new Set<Block>();
  for (const block of gaps.flatMap((gap) => gap.next)) {
    const from = away.get(keyOf(block))?.shift();
    if (from) moved.add(from).add(block);
  }
  return moved;
}

function gapRows(gap: Gap, moved: ReadonlySet<Block>): Row[] {
  const pairs = pairsOf(
    gap.old.filter((block) => !moved.has(block)),
    gap.next.filter((block) => !moved.has(block)),
  );
  const rows: Row[] = [];
  let o = 0;
  let n = 0;
  const upTo = (old: number, next: number): void => {
    for (const block of gap.old.slice(o, old))
      rows.push({ kind: moved.has(block) ? "moved-away" : "removed", old: block });
    for (const block of gap.next.slice(n, next))
      rows.push({ kind: moved.has(block) ? "moved-here" : "added", next: block });
  };
  for (const [old, next] of pairs) {
    const at = { old: gap.old.indexOf(old), next: gap.next.indexOf(next) };
    upTo(at.old, at.next);
    rows.push({ kind: "changed", old, next, pieces: compareWords(old.text, next.text) });
    o = at.old + 1;
    n = at.next + 1;
  }
  upTo(gap.old.length, gap.next.length);
  return rows;
}

type Pair = readonly [Block, Block];

/** Pairs of alike blocks in order, so that their likeness is greatest in sum. */
function pairsOf(old: readonly Block[], next: readonly Block[]): Pair[] {
  if (old.length === 0 || next.length === 0) return [];
  if (old.length * next.length > MAX_PAIRS) {
    const middle = [Math.ceil(old.length / 2), Math.ceil(next.length / 2)] as const;
    return [
      ...pairsOf(old.slice(0, middle[0]), next.slice(0, middle[1])),
      ...pairsOf(old.slice(middle[0]), next.slice(middle[1])),
    ];
  }
  return bestPairs(old, next, likenesses(old, next));
}

type Table = readonly Float64Array[];
const cell = (table: Table, o: number, n: number): number => table[o]?.[n] ?? 0;

/** `best[o][n]` is the greatest likeness that the blocks from `o` and from `n` on can be paired to. */
function bestSums(alike: Table, width: number): Table {
  const best = Array.from({ length: alike.length + 1 }, () => new Float64Array(width + 1));
  for (let o = alike.length - 1; o >= 0; o--) {
    const row = best[o] ?? new Float64Array();
    for (let n = width - 1; n >= 0; n--) {
      const together = cell(alike, o, n) > 0 ? cell(alike, o, n) + cell(best, o + 1, n + 1) : 0;
      row[n] = Math.max(together, cell(best, o + 1, n), cell(best, o, n + 1));
    }
  }
  return best;
}

function bestPairs(old: readonly Block[], next: readonly Block[], alike: Table): Pair[] {
  const best = bestSums(alike, next.length);
  const pairs: Pair[] = [];
  for (let o = 0, n = 0; o < old.length && n < next.length; ) {
    const [left, right] = [old[o], next[n]];
    const sum = cell(best, o, n);
    if (sum === cell(best, o + 1, n)) o++;
    else if (sum === cell(best, o, n + 1)) n++;
    else {
      if (left && right) pairs.push([left, right]);
      o++;
      n++;
    }
  }
  return pairs;
}

/** Likeness of every pair, 0 for those that are not alike. */
function likenesses(old: readonly Block[], next: readonly Block[]): Table {
  const bags = next.map(({ text }) => bagOf(text));
  return old.map((block) => {
    const bag = bagOf(block.text);
    return Float64Array.from(next, (other, n) => {
      if ((block.kind === "code") !== (other.kind === "code")) return 0;
      const likeness = likenessOf(bag, bags[n] ?? bag);
      return likeness >= ALIKE ? likeness : 0;
    });
  });
}

interface Bag {
  readonly counts: ReadonlyMap<string, number>;
  readonly size: number;
}

function bagOf(text: string): Bag {
  const counts = new Map<string, number>();
  const found = tokens(text);
  for (const token of found) counts.set(token, (counts.get(token) ?? 0) + 1);
  return { counts, size: found.length };
}

/** Half by what they share of both, half by how much of the shorter one is in the longer: text often grows. */
function likenessOf(one: Bag, other: Bag): number {
  let shared = 0;
  for (const [token, count] of one.counts) shared += Math.min(count, other.counts.get(token) ?? 0);
  return shared === 0 ? 0 : shared / (one.size + other.size) + shared / (2 * Math.min(one.size, other.size));
}
