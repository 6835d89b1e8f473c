/**
 * What a page shows by states that no markup keeps: dialogs and popovers over everything else, and inner windows that
 * were scrolled. Marks and declarations say the same to a page without scripts; selectors that ask for the states follow
 * the marks (archive/css.ts).
 */
import { shadowRootOf } from "../memory";

/** Elements that are looked at in one scrolled window. */
const MAX_LOOKED_AT = 3_000;
const MODAL = "data-ls-modal";
const POPOVER = "data-ls-popover";

/** The browser's own rules for the top layer, below all rules of the page; source: HTML standard, 15.3.5 and 15.5.4. */
const TOP_LAYER = `<style>@layer{[${MODAL}]{position:fixed;inset-block:0;overflow:auto;max-width:calc(100% - 2em - 6px);max-height:calc(100% - 2em - 6px)}[${POPOVER}]{display:block}[${MODAL}],[${POPOVER}]{z-index:2147483647!important}}</style>`;

/** Rules for what lies over this document or shadow root; "" where nothing does. */
export const topLayerStyles = (root: Document | ShadowRoot): string =>
  root.querySelector(":modal, :popover-open") ? TOP_LAYER : "";

const canLieOver = (element: Element): boolean =>
  element.localName === "dialog" || element.hasAttribute("popover");

/** The mark of an element in the top layer, with a leading space. */
export function topLayerMark(element: Element): string {
  if (!canLieOver(element)) return "";
  const modal = element.matches(":modal") ? ` ${MODAL}` : "";
  return modal + (element.matches(":popover-open") ? ` ${POPOVER}` : "");
}

/** What darkens the page behind it, as a shadow without an end. */
function backdrop(element: Element): string {
  if (!canLieOver(element) || !element.matches(":modal, :popover-open")) return "";
  const colour = getComputedStyle(element, "::backdrop").backgroundColor;
  if (colour === "" || /^rgba\(.*, 0\)$/.test(colour)) return "";
  const own = getComputedStyle(element).boxShadow;
  return `box-shadow:${own === "none" || own === "" ? "" : `${own},`}0 0 0 200vmax ${colour}!important`;
}

/** Where scrolled windows begin to show: in each the element that stands nearest to its upper left corner. */
export function scrollTargets(root: Document | ShadowRoot, found = new Set<Element>()): Set<Element> {
  for (const element of root.querySelectorAll("*")) {
    const shadow = shadowRootOf(element);
    if (shadow) scrollTargets(shadow, found);
    const isScrolled = element.scrollTop > 0 || element.scrollLeft !== 0;
    if (!isScrolled || element === document.documentElement || element === document.body) continue;
    const target = cornerOf(element);
    if (target) found.add(target);
  }
  return found;
}

function cornerOf(window: Element): Element | null {
  const frame = window.getBoundingClientRect();
  let best: Element | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const inner of [...window.querySelectorAll("*")].slice(0, MAX_LOOKED_AT)) {
    const box = inner.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    const distance = Math.hypot(
      box.top - frame.top - window.clientTop,
      box.left - frame.left - window.clientLeft,
    );
    if (distance < least) [best, least] = [inner, distance];
  }
  return best;
}

/** Declarations an element needs besides its own. */
export const standingStyle = (element: Element, targets: ReadonlySet<Element>): string =>
  [backdrop(element), targets.has(element) ? "scroll-initial-target:nearest" : ""].filter(Boolean).join(";");
