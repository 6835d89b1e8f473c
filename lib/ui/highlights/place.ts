/** Where something that floats over an article stands. */
import type { CSSProperties } from "react";

const GAP = 8;
const MARGIN = 12;

/** Below a passage, inside of the box that scrolls; without a passage at the top of what is in view. */
export function placeBelow(range: Range | null, box: HTMLElement, width: number): CSSProperties {
  const outer = box.getBoundingClientRect();
  const rects = range ? [...range.getClientRects()] : [];
  const last = rects.at(-1);
  const most = outer.width - width - MARGIN;
  if (!last) return { top: box.scrollTop + GAP * 2, left: Math.max(MARGIN, (outer.width - width) / 2) };
  const middle = (last.left + last.right) / 2 - outer.left - width / 2;
  return {
    top: last.bottom - outer.top + box.scrollTop + GAP,
    left: Math.max(MARGIN, Math.min(most, middle)),
  };
}
