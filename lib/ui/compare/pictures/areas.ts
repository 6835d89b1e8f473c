/**
 * Where two pictures of one page differ. Rows of pixels are aligned first, as lines of a text are, so that a paragraph
 * put in near the top does not mark everything below it. Pure; pictures come as rows of averaged columns.
 */
import { commonRuns, type Run } from "../../../domain/diff/sequence";

/** A picture, squeezed in width only: `columns` RGB triples a row, `height` rows. */
export interface PictureRows {
  readonly columns: number;
  readonly height: number;
  readonly values: Uint8Array;
}

/** In fractions of the picture's own width and height. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** One place that differs: where it is in each picture, `null` where the picture has nothing for it. */
export interface PictureChange {
  readonly old: Area | null;
  readonly next: Area | null;
}

/** How far two averaged colours may be apart and still be one: lossy pictures differ a little everywhere. */
const TOLERANCE = 10;
/** Differences fewer rows apart than this are one place. */
const NEAR = 20;
/** A screenful that came and one that went are still seen as a whole. */
const SEARCH = 2048;
/** Rows a place must have to be told: where as many came as went, and elsewhere. */
const MIN_REPLACED = 2;
const MIN_SHIFTED = 4;

export function changedAreas(old: PictureRows, next: PictureRows): PictureChange[] {
  const runs = commonRuns({
    old: old.height,
    next: next.height,
    same: (o, n) => rowsAreSame({ old, next }, o, n),
    search: SEARCH,
  });
  return gapsBetween(runs, old.height, next.height)
    .filter(isSeen)
    .map((gap) => areasOf({ old, next }, gap));
}

/** A line of text that lands between two pixels is a row higher or lower elsewhere: nobody sees that. */
const isSeen = ({ o, oEnd, n, nEnd }: Gap): boolean =>
  Math.max(oEnd - o, nEnd - n) >= (oEnd - o === nEnd - n ? MIN_REPLACED : MIN_SHIFTED);

interface Both {
  readonly old: PictureRows;
  readonly next: PictureRows;
}

const isClose = (one: number | undefined, other: number | undefined): boolean =>
  Math.abs((one ?? 0) - (other ?? 0)) <= TOLERANCE;

function rowsAreSame({ old, next }: Both, o: number, n: number): boolean {
  const width = 3 * Math.min(old.columns, next.columns);
  const [from, to] = [o * old.columns * 3, n * next.columns * 3];
  for (let i = 0; i < width; i++) if (!isClose(old.values[from + i], next.values[to + i])) return false;
  return true;
}

/** Rows from `o` to `oEnd` and from `n` to `nEnd` have no counterpart. */
interface Gap {
  readonly o: number;
  readonly oEnd: number;
  readonly n: number;
  readonly nEnd: number;
}

function gapsBetween(runs: readonly Run[], oldHeight: number, nextHeight: number): Gap[] {
  const gaps: Gap[] = [];
  let o = 0;
  let n = 0;
  for (const run of [...runs, { old: oldHeight, next: nextHeight, length: 0 }]) {
    if (run.old > o || run.next > n) addGap(gaps, { o, oEnd: run.old, n, nEnd: run.next });
    o = run.old + run.length;
    n = run.next + run.length;
  }
  return gaps;
}

function addGap(gaps: Gap[], gap: Gap): void {
  const last = gaps.at(-1);
  if (last && gap.o - last.oEnd < NEAR && gap.n - last.nEnd < NEAR)
    gaps[gaps.length - 1] = { ...last, oEnd: gap.oEnd, nEnd: gap.nEnd };
  else gaps.push(gap);
}

interface Span {
  readonly first: number;
  /** Not included. */
  readonly end: number;
}

function areasOf(both: Both, gap: Gap): PictureChange {
  const { o, oEnd, n, nEnd } = gap;
  const replaced = oEnd - o === nEnd - n ? differingColumns(both, gap) : null;
  return {
    old: oEnd > o ? area(both.old, { first: o, end: oEnd }, replaced) : null,
    next: nEnd > n ? area(both.next, { first: n, end: nEnd }, replaced) : null,
  };
}

/** `columns` is `null` where the columns with something in them shall be found. */
function area(picture: PictureRows, rows: Span, columns: Span | null): Area {
  const { first, end } = columns ?? inkedColumns(picture, rows);
  const left = Math.max(0, first - 1) / picture.columns;
  return {
    left,
    top: rows.first / picture.height,
    width: Math.min(picture.columns, end + 1) / picture.columns - left,
    height: (rows.end - rows.first) / picture.height,
  };
}

/** Columns that differ when the two stretches of equal height lie on each other. */
function differingColumns({ old, next }: Both, { o, oEnd, n }: Gap): Span {
  return spanWhere(old.columns, oEnd - o, (row, column) =>
    [0, 1, 2].some(
      (c) =>
        !isClose(
          old.values[((o + row) * old.columns + column) * 3 + c],
          next.values[((n + row) * next.columns + column) * 3 + c],
        ),
    ),
  );
}

/** Columns that are not of their row's first colour: what stands on the ground of the page. */
function inkedColumns({ columns, values }: PictureRows, rows: Span): Span {
  return spanWhere(columns, rows.end - rows.first, (row, column) => {
    const start = (rows.first + row) * columns * 3;
    return [0, 1, 2].some((c) => !isClose(values[start + c], values[start + column * 3 + c]));
  });
}

/** The narrowest span of columns outside of which the test holds nowhere; all of them where it holds nowhere at all. */
function spanWhere(columns: number, rows: number, holds: (row: number, column: number) => boolean): Span {
  let first = columns;
  let end = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if ((column >= first && column < end) || !holds(row, column)) continue;
      first = Math.min(first, column);
      end = Math.max(end, column + 1);
    }
  }
  return first < end ? { first, end } : { first: 0, end: columns };
}
