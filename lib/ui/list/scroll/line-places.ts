/**
 * Where the lines of a list stand, from their fixed heights: nothing is measured and nothing kept for each line, so a
 * list of a hundred thousand links is laid out as fast as one of ten.
 */
import type { Geometry } from "../list-geometry";

/** Heights in pixels. */
export interface Heights {
  readonly row: number;
  readonly head: number;
  /** Room above the first line. */
  readonly above: number;
}

export interface LinePlaces {
  /** Of all lines together. */
  readonly height: number;
  /** Upper edge of a line; of the line after the last one it is `height`. */
  readonly top: (index: number) => number;
  /** The line that covers a height; the nearest one where none does, 0 in an empty list. */
  readonly at: (y: number) => number;
}

export function placesOf(geometry: Geometry, { row, head, above }: Heights): LinePlaces {
  const top = (index: number): number => {
    const heads = geometry.headsBefore(index);
    return above + heads * head + (index - heads) * row;
  };
  const at = (y: number): number => {
    let low = 0;
    let high = Math.max(0, geometry.lines - 1);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (top(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return { height: top(geometry.lines), top, at };
}

/** What of a list can be seen, in pixels of the list. */
export interface View {
  readonly top: number;
  readonly height: number;
}

/** First line that is drawn and the one after the last, with `beyond` lines more at each edge. */
export function linesWithin(
  { lines }: Geometry,
  places: LinePlaces,
  { view, beyond }: { readonly view: View; readonly beyond: number },
): readonly [first: number, end: number] {
  if (lines === 0) return [0, 0];
  const first = Math.max(0, places.at(view.top) - beyond);
  return [first, Math.min(lines, places.at(view.top + view.height) + 1 + beyond)];
}

/** Where a list has to be scrolled to so that a line is seen whole; `null` when it is. */
export function topToShow(places: LinePlaces, index: number, { top, height }: View): number | null {
  const above = places.top(index);
  const below = places.top(index + 1);
  if (above < top) return above;
  return below > top + height ? below - height : null;
}
