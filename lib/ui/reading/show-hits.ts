/**
 * Shows hits in a text: all of them painted, one of them marked and brought into view, out of whatever hides it. The text
 * itself is not changed. Browsers that cannot paint select the one.
 */
import { scrollToPlace, type Stage } from "./stage";

/** Names that `::highlight()` in styles/reading.css goes by. */
const ALL = "finding";
const ONE = "finding-now";

export function paintHits(hits: readonly Range[], current: Range | undefined): () => void {
  if (typeof Highlight === "undefined") {
    select(current);
    return () => undefined;
  }
  CSS.highlights.set(ALL, new Highlight(...hits));
  if (current) {
    const one = new Highlight(current);
    one.priority = 1;
    CSS.highlights.set(ONE, one);
  }
  return () => {
    CSS.highlights.delete(ALL);
    CSS.highlights.delete(ONE);
  };
}

/** Puts the selection on a hit, so that it can be copied and reading goes on from there. */
export function select(hit: Range | undefined): void {
  const selection = document.getSelection();
  if (!selection || !hit) return;
  selection.removeAllRanges();
  selection.addRange(hit);
}

/** Room that the bars around the text take, in pixels. */
const EDGE = 72;

/** Brings a hit into view, up and down in the text and sideways in what scrolls alone. */
export function showHit(hit: Range, { box, text }: Stage): void {
  const around = hit.startContainer.parentElement;
  for (let part = around; part && part !== text; part = part.parentElement)
    if (part instanceof HTMLDetailsElement) part.open = true;
  for (let part = around; part && part !== box; part = part.parentElement) scrollSideways(part, hit);
  const place = hit.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  if (place.top < outer.top + EDGE || place.bottom > outer.bottom - EDGE) scrollToPlace(box, place, "third");
}

function scrollSideways(part: HTMLElement, hit: Range): void {
  if (part.scrollWidth <= part.clientWidth) return;
  const [place, outer] = [hit.getBoundingClientRect(), part.getBoundingClientRect()];
  if (place.left < outer.left || place.right > outer.right)
    part.scrollLeft += place.left - outer.left - outer.width / 3;
}

/** Index of the first hit at or below the upper edge of what is on screen; the first one when all lie above. */
export function nearestHit(hits: readonly Range[], box: HTMLElement): number {
  const edge = box.getBoundingClientRect().top;
  const found = hits.findIndex((hit) => hit.getBoundingClientRect().bottom > edge);
  return Math.max(0, found);
}
