/**
 * A copy of the page as the person saw it, to work on: shadow trees stand where they are drawn, pictures name what was
 * really shown, and what only the live page can tell of code (which element is a line, what cannot be selected) is left
 * as marks. The page itself is not touched; nothing of the copy runs, since a copied document has no window.
 */
import { shadowRootOf } from "../memory";
import { isDocument, isElement, isTag } from "../nodes";
import { LINE_MARK, UNSELECTABLE_MARK } from "../code/marks";
import { shownPicture } from "./pictures";

/** Lines of code are asked for their style; more elements than this are not asked. */
const MAX_ASKED = 40_000;
const CODE = "pre, code";

interface Copying {
  readonly into: Document;
  asked: number;
}

/** The nodes that are drawn in place of an element's own children. */
function drawnChildren(element: Element): Iterable<Node> {
  const shadow = shadowRootOf(element);
  if (shadow) return shadow.childNodes;
  if (isTag(element, ["slot"])) {
    const assigned = element.assignedNodes();
    if (assigned.length > 0) return assigned;
  }
  return element.childNodes;
}

/** Marks what a style sheet alone says of an element inside of code. */
function markCode(live: Element, copy: Element, copying: Copying): void {
  if (copying.asked++ > MAX_ASKED) return;
  const { display, userSelect } = getComputedStyle(live);
  if (!/^(?:inline|none|contents|ruby)/.test(display)) copy.setAttribute(LINE_MARK, "");
  if (userSelect === "none") copy.setAttribute(UNSELECTABLE_MARK, "");
}

function copyElement(live: Element, inCode: boolean, copying: Copying): Element {
  const copy = copying.into.importNode(live, false);
  if (isTag(live, ["img"])) shownPicture(live, copy);
  if (isTag(live, ["textarea"])) copy.textContent = live.value;
  if (isTag(live, ["textarea", "template"])) return copy;
  const isCode = inCode || live.matches(CODE);
  if (isCode) markCode(live, copy, copying);
  for (const child of drawnChildren(live)) {
    if (isElement(child)) copy.append(copyElement(child, isCode, copying));
    else if (child.nodeType === Node.TEXT_NODE) copy.append(copying.into.importNode(child, false));
  }
  return copy;
}

/** The copy; it keeps the page's address. */
export function copyPage(): Document {
  const into = document.cloneNode(false);
  if (!isDocument(into)) throw new Error("the copy of a document is a document");
  into.append(copyElement(document.documentElement, false, { into, asked: 0 }));
  return into;
}
