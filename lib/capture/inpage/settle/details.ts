/**
 * Opens `<details>`, so that what is folded away is read, drawn and kept. Menus and other boxes that would lie over the
 * page stay shut, and so does what the page shuts again.
 */
import { rootsOf } from "../roots";

const MAX_OPENED = 500;

/** Content of a menu is taken out of the flow. */
const liesOver = (details: HTMLDetailsElement): boolean =>
  [...details.children].some((child) => {
    if (child.localName === "summary") return false;
    const { position } = getComputedStyle(child);
    return position === "absolute" || position === "fixed";
  });

const MENUS = "nav, header, [role=menu], [role=menubar], [role=navigation]";

/** Also inside of a component that stands in a menu. */
function isMenu(element: Element): boolean {
  if (element.closest(MENUS)) return true;
  const root = element.getRootNode();
  return root instanceof ShadowRoot && isMenu(root.host);
}

export function openDetails(): void {
  const shut = [...rootsOf(document)].flatMap((root) => [
    ...root.querySelectorAll<HTMLDetailsElement>("details:not([open])"),
  ]);
  for (const details of shut.slice(0, MAX_OPENED)) {
    if (isMenu(details)) continue;
    // Of those with one name only one can be open.
    details.removeAttribute("name");
    details.open = true;
    if (liesOver(details)) details.open = false;
  }
}
