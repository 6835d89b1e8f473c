/**
 * Where everything of a list stands: headings of groups and lines of rows, each with a fixed height, so that a list of
 * any length can be scrolled without measuring. Pure: an index of the virtual list in, what stands there out.
 */
import type { ListGroup } from "../../library/library";

/** One line of the virtual list. */
export type Line =
  | { readonly kind: "head"; readonly group: ListGroup }
  /** Rows from `start` to `end` (exclusive): one in lists, one per column in a grid. */
  | { readonly kind: "rows"; readonly start: number; readonly end: number; readonly first: boolean };

export interface Geometry {
  readonly lines: number;
  /** Rows in a line. */
  readonly columns: number;
  line(index: number): Line;
  /** The line a row stands in. */
  lineOf(row: number): number;
  /** Headings above a line. */
  headsBefore(index: number): number;
}

interface Block {
  readonly group: ListGroup;
  /** Index of its first line. */
  readonly line: number;
  readonly headed: boolean;
  /** Headings above it. */
  readonly heads: number;
}

const whole = (total: number): readonly ListGroup[] => [{ kind: "none", at: 0, start: 0, count: total }];

/** Last block for which `before` holds; blocks are ordered. */
function lastBlock(blocks: readonly Block[], before: (block: Block) => boolean): Block | undefined {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const block = blocks[middle];
    if (block && before(block)) low = middle;
    else high = middle - 1;
  }
  return blocks[low];
}

/** `groups` cover the rows from 0 to `total` in order; none means one group without a heading. */
export function geometryOf(total: number, groups: readonly ListGroup[], columns: number): Geometry {
  // A grid reads as one surface: headings would tear it into ragged rows.
  const used = (columns > 1 || groups.length === 0 ? whole(total) : groups).filter((g) => g.count > 0);
  const blocks: Block[] = [];
  let lines = 0;
  for (const group of used) {
    const headed = group.kind !== "none";
    blocks.push({ group, line: lines, headed, heads: headed ? blocks.length : 0 });
    lines += (headed ? 1 : 0) + Math.ceil(group.count / columns);
  }
  return {
    lines,
    columns,
    line: (index) => {
      const block = lastBlock(blocks, (b) => b.line <= index);
      if (!block) return { kind: "rows", start: 0, end: 0, first: true };
      const within = index - block.line - (block.headed ? 1 : 0);
      if (within < 0) return { kind: "head", group: block.group };
      const start = block.group.start + within * columns;
      return {
        kind: "rows",
        start,
        end: Math.min(start + columns, block.group.start + block.group.count),
        first: within === 0,
      };
    },
    lineOf: (row) => {
      const block = lastBlock(blocks, (b) => b.group.start <= row);
      if (!block) return 0;
      return block.line + (block.headed ? 1 : 0) + Math.floor((row - block.group.start) / columns);
    },
    headsBefore: (index) => {
      const block = lastBlock(blocks, (b) => b.line <= index);
      return block ? block.heads + (block.headed && index > block.line ? 1 : 0) : 0;
    },
  };
}

export type Layout = "comfortable" | "hit" | "compact" | "grid" | "phone" | "phone-hit" | "phone-compact";

export const HEAD_HEIGHT = 34;
/** Cards as wide as they are looked at well; a phone shows two. */
const CARD_MIN = { wide: 232, phone: 140 };
const CARD_TEXT = 101;
const gaps: Readonly<Record<"wide" | "phone", { side: number; column: number; row: number }>> = {
  wide: { side: 16, column: 20, row: 26 },
  phone: { side: 20, column: 14, row: 22 },
};

/** Columns of a grid in a list `width` pixels wide; at least two on phones. */
export function columnsFor(layout: Layout, width: number, phone: boolean): number {
  if (layout !== "grid") return 1;
  const { side, column } = gaps[phone ? "phone" : "wide"];
  const fit = Math.floor((width - 2 * side + column) / (CARD_MIN[phone ? "phone" : "wide"] + column));
  return Math.max(phone ? 2 : 1, fit);
}

interface GridBox {
  readonly width: number;
  readonly columns: number;
  readonly phone: boolean;
}

/** Height of a line of rows in pixels. Cards keep 16:10 pictures, so theirs follows the width of a column. */
export function rowHeight(layout: Layout, box: GridBox): number {
  switch (layout) {
    case "comfortable":
      return 92;
    case "hit":
      return 116;
    case "compact":
      return 40;
    case "phone":
    case "phone-hit":
      return 124;
    case "phone-compact":
      return 52;
    case "grid": {
      const { side, column, row } = gaps[box.phone ? "phone" : "wide"];
      const card = (box.width - 2 * side - column * (box.columns - 1)) / Math.max(1, box.columns);
      return Math.round(card * 0.625 + CARD_TEXT + row);
    }
  }
}
