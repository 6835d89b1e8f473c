/**
 * Rows of a comparison as lines of the screen: side by side (what went stands beside what came in its place) or inline,
 * with long stretches of equal paragraphs folded away. Pure.
 */
import type { Block, Row } from "../../../domain/diff/blocks";
import type { Piece } from "../../../domain/diff/words";
import { changeNumbers } from "./summary";

export type CellKind = "same" | "removed" | "added" | "changed" | "moved-away" | "moved-here";

export interface Cell {
  readonly kind: CellKind;
  readonly block: Block;
  /** The parts to show in this cell; `null` for a block that is whole as it is. */
  readonly pieces: readonly Piece[] | null;
}

/** Side by side a line has two cells (one may be empty); inline it has `cell` alone. */
export type Line =
  | {
      readonly kind: "pair";
      readonly old: Cell | null;
      readonly next: Cell | null;
      readonly change: number | null;
    }
  | { readonly kind: "single"; readonly cell: Cell; readonly change: number | null };

export type Layout = "side" | "inline";

const without = (pieces: readonly Piece[], kind: Piece["kind"]) =>
  pieces.filter((piece) => piece.kind !== kind);

export function linesOf(rows: readonly Row[], layout: Layout): Line[] {
  const numbers = changeNumbers(rows);
  return layout === "side"
    ? pairLines(rows, numbers)
    : rows.map((row, index) => ({ kind: "single", cell: inlineCell(row), change: numbers[index] ?? null }));
}

function inlineCell(row: Row): Cell {
  if (row.kind === "changed") return { kind: "changed", block: row.next, pieces: row.pieces };
  return { kind: row.kind, block: "next" in row ? row.next : row.old, pieces: null };
}

function pairLines(rows: readonly Row[], numbers: readonly (number | null)[]): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < rows.length; ) {
    const change = numbers[at] ?? null;
    const end = change === null ? at + 1 : endOf(numbers, at);
    const stretch = rows.slice(at, end);
    const [old, next] = [stretch.flatMap(oldCells), stretch.flatMap(nextCells)];
    for (let i = 0; i < Math.max(old.length, next.length); i++)
      lines.push({ kind: "pair", old: old[i] ?? null, next: next[i] ?? null, change });
    at = end;
  }
  return lines;
}

/** Where the rows of one change end. */
function endOf(numbers: readonly (number | null)[], start: number): number {
  let end = start;
  while (end < numbers.length && numbers[end] === numbers[start]) end++;
  return end;
}

function oldCells(row: Row): Cell[] {
  if (!("old" in row)) return [];
  if (row.kind === "changed")
    return [{ kind: "removed", block: row.old, pieces: without(row.pieces, "added") }];
  return [{ kind: row.kind, block: row.old, pieces: null }];
}

function nextCells(row: Row): Cell[] {
  if (!("next" in row)) return [];
  if (row.kind === "changed")
    return [{ kind: "added", block: row.next, pieces: without(row.pieces, "removed") }];
  return [{ kind: row.kind, block: row.next, pieces: null }];
}

/** Lines to show, and stretches of equal ones to fold: `start` names a stretch, so that opening it can be remembered. */
export type Shown =
  | { readonly kind: "lines"; readonly start: number; readonly lines: readonly Line[] }
  | { readonly kind: "fold"; readonly start: number; readonly lines: readonly Line[] };

/** Equal lines that stay in sight before and after a change. */
const CONTEXT = 1;
/** Shorter stretches are not worth a fold. */
const MIN_FOLD = 3;

export function folded(lines: readonly Line[]): Shown[] {
  const shown: Shown[] = [];
  let plain: Line[] = [];
  let from = 0;
  const flush = (next: number) => {
    if (plain.length > 0) shown.push({ kind: "lines", start: from, lines: plain });
    plain = [];
    from = next;
  };
  for (let at = 0; at < lines.length; ) {
    const end = endOfSame(lines, at);
    const start = at === 0 ? 0 : at + CONTEXT;
    const stop = end === lines.length ? end : end - CONTEXT;
    if (end > at && stop - start >= MIN_FOLD) {
      plain.push(...lines.slice(at, start));
      flush(start);
      shown.push({ kind: "fold", start, lines: lines.slice(start, stop) });
      from = stop;
      plain = lines.slice(stop, end);
      at = end;
    } else {
      plain.push(...lines.slice(at, Math.max(end, at + 1)));
      at = Math.max(end, at + 1);
    }
  }
  flush(lines.length);
  return shown;
}

function endOfSame(lines: readonly Line[], start: number): number {
  let end = start;
  while (end < lines.length && lines[end]?.change === null) end++;
  return end;
}
