/**
 * Highlights painted over the text: nothing of the article is changed, so its words and its code stay what they are.
 * Browsers that cannot paint show the text as it is; the list beside it still leads to each place.
 */
import { highlightColours, type Highlight as Marked, type HighlightColour } from "../../domain/highlight";

export interface Placed {
  readonly highlight: Marked;
  readonly range: Range;
}

/** Makes a highlight of a range; with a note, it is opened for one. */
export type Mark = (range: Range, colour: HighlightColour, withNote?: boolean) => void;

/** Names that `::highlight()` in styles/highlights.css goes by. */
const NOTED = "marked-noted";
const nameOf = (colour: string): string => `marked-${colour}`;

/** Returns how to take the paint away. */
export function paint(placed: readonly Placed[]): () => void {
  if (typeof Highlight === "undefined") return () => undefined;
  const layers = new Map<string, Range[]>();
  for (const { highlight, range } of placed) {
    const names = [nameOf(highlight.colour), ...(highlight.note === "" ? [] : [NOTED])];
    for (const name of names) layers.set(name, [...(layers.get(name) ?? []), range]);
  }
  for (const [name, ranges] of layers) CSS.highlights.set(name, new Highlight(...ranges));
  return () => {
    for (const name of [...highlightColours.map(nameOf), NOTED]) CSS.highlights.delete(name);
  };
}

/** The highlight at a point of the screen; of several the one made last. */
export function highlightAt(placed: readonly Placed[], x: number, y: number): Marked | null {
  const hit = placed.findLast(({ range }) =>
    [...range.getClientRects()].some(
      (box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
    ),
  );
  return hit?.highlight ?? null;
}
