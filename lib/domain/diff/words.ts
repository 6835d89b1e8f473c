/**
 * Two versions of one paragraph, word by word. CJK text is compared by character, everything else by word, with spaces
 * and signs on their own. What happens to agree between two longer changes belongs to them: what is struck and what is
 * underlined reads as one phrase.
 */
import { commonRuns, type Run } from "./sequence";

/** The `same` and `removed` pieces make up the old text, the `same` and `added` ones the new text, exactly. */
export interface Piece {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

const CJK = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\u30fc";
const WORD = `(?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}_])+`;
const UNIT = new RegExp(`[${CJK}]|${WORD}(?:['’]${WORD})*|\\s+|[^]`, "gu");

const unitsOf = (text: string): readonly string[] => text.match(UNIT) ?? [];

export function compareWords(oldText: string, newText: string): Piece[] {
  const old = unitsOf(oldText);
  const next = unitsOf(newText);
  const all = commonRuns({ old: old.length, next: next.length, same: (o, n) => old[o] === next[n] });
  const kept = withoutIslands(all, old, next);
  const pieces: Piece[] = [];
  const push = (kind: Piece["kind"], units: readonly string[]): void => {
    if (units.length > 0) pieces.push({ kind, text: units.join("") });
  };
  let o = 0;
  let n = 0;
  for (const run of [...kept, { old: old.length, next: next.length, length: 0 }]) {
    push("removed", old.slice(o, run.old));
    push("added", next.slice(n, run.next));
    push("same", old.slice(run.old, run.old + run.length));
    o = run.old + run.length;
    n = run.next + run.length;
  }
  return pieces;
}

/**
 * Without the islands: what agrees in between two changes by chance, being shorter than either of them. Where two
 * changes become one that is longer, the next island may fall too.
 */
function withoutIslands(
  runs: readonly Run[],
  old: readonly string[],
  next: readonly string[],
): readonly Run[] {
  const end = { old: old.length, next: next.length, length: 0 };
  const size = (units: readonly string[], from: number, to: number) => units.slice(from, to).join("").length;
  const gap = (before: Run | undefined, after: Run): number => {
    const from = {
      old: (before?.old ?? 0) + (before?.length ?? 0),
      next: (before?.next ?? 0) + (before?.length ?? 0),
    };
    return Math.max(size(old, from.old, after.old), size(next, from.next, after.next));
  };
  const kept: Run[] = [];
  for (const [at, run] of runs.entries()) {
    const length = size(old, run.old, run.old + run.length);
    if (length > gap(kept.at(-1), run) || length > gap(run, runs[at + 1] ?? end)) kept.push(run);
  }
  return kept.length < runs.length ? withoutIslands(kept, old, next) : kept;
}
