/**
 * Two versions of one paragraph, word by word. CJK text is compared by character, everything else by word, with spaces
 * and signs on their own. Signs and spaces that happen to agree between two changes belong to the change: what is struck
 * and what is underlined reads as one phrase.
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
const SPEAKS = /[\p{L}\p{N}]/u;

const unitsOf = (text: string): readonly string[] => text.match(UNIT) ?? [];

export function compareWords(oldText: string, newText: string): Piece[] {
  const old = unitsOf(oldText);
  const next = unitsOf(newText);
  const all = commonRuns({ old: old.length, next: next.length, same: (o, n) => old[o] === next[n] });
  const kept = all.filter((run) => isKept(run, old, next));
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

/** Runs at either end are kept whatever they are; in between only what has a letter or digit in it. */
function isKept(run: Run, old: readonly string[], next: readonly string[]): boolean {
  const first = run.old === 0 && run.next === 0;
  const last = run.old + run.length === old.length && run.next + run.length === next.length;
  return first || last || old.slice(run.old, run.old + run.length).some((unit) => SPEAKS.test(unit));
}
