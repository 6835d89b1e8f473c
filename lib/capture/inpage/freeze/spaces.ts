/** Leaves out space between words that the page shows as one. */
import { shadowRootOf } from "../memory";
import { isElement, isTag } from "../nodes";

const RUN = /[ \t\n\f\r]{2,}/;
const RUNS = /[ \t\n\f\r]{2,}/g;

/** Whether an element shows any run of space as one; text given to a slot is shown by the rules of the slot. */
function collapses(element: Element): boolean {
  if (element.namespaceURI !== "http://www.w3.org/1999/xhtml" || shadowRootOf(element)) return false;
  if (isTag(element, ["pre", "textarea", "title", "option"])) return false;
  return getComputedStyle(element).getPropertyValue("white-space-collapse") === "collapse";
}

export class Spaces {
  private parent: Node | null = null;
  private isCollapsing = false;

  /** The text of a node, with runs of space as short as they are shown. A line's end stays one: it matters beside CJK. */
  shorten(text: string, parent: Node | null): string {
    if (!RUN.test(text) || !parent) return text;
    if (parent !== this.parent) {
      this.parent = parent;
      this.isCollapsing = isElement(parent) && collapses(parent);
    }
    return this.isCollapsing ? text.replaceAll(RUNS, (run) => (run.includes("\n") ? "\n" : " ")) : text;
  }
}
