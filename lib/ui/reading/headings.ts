/** The headings of a text as its contents, and which of them is being read. */

export interface Heading {
  readonly element: HTMLElement;
  /** 1 for the outermost of this text; never more than one deeper than the one before it. */
  readonly level: number;
  readonly title: string;
}

const HEADINGS = "h1, h2, h3, h4, h5, h6";
/** Headings in here are part of something else. */
const INSIDE = "pre, table, blockquote, .mnotes";
const MAX_TITLE = 200;
/** A heading counts as reached this far below the upper edge, in pixels. */
const REACHED = 96;

export function headingsOf(text: HTMLElement): Heading[] {
  const found = [...text.querySelectorAll<HTMLElement>(HEADINGS)]
    .filter((element) => !element.closest(INSIDE))
    .map((element) => ({
      element,
      depth: Number(element.localName.slice(1)),
      title: element.textContent.replaceAll(/\s+/g, " ").trim().slice(0, MAX_TITLE),
    }))
    .filter(({ title }) => title !== "");
  const levels = levelsOf(found.map(({ depth }) => depth));
  return found.map(({ element, title }, index) => ({ element, title, level: levels[index] ?? 1 }));
}

/**
 * Levels of an outline from the numbers of its headings, whatever a page does with them: the outermost is 1, no step
 * leads more than one level down, equal neighbours stay equal.
 */
export function levelsOf(depths: readonly number[]): number[] {
  const open: number[] = [];
  return depths.map((depth) => {
    while (open.length > 0 && (open.at(-1) ?? 0) >= depth) open.pop();
    open.push(depth);
    return open.length;
  });
}

/** Index of the heading that what is on screen stands under; -1 above the first. At the very end it is the last one. */
export function currentHeading(headings: readonly Heading[], box: HTMLElement): number {
  const isAtEnd = box.scrollTop > 0 && box.scrollTop + box.clientHeight >= box.scrollHeight - 2;
  const edge = box.getBoundingClientRect().top + (isAtEnd ? box.clientHeight : REACHED);
  let [low, high] = [0, headings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const top = headings[middle]?.element.getBoundingClientRect().top ?? 0;
    if (top <= edge) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
