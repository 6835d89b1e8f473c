/**
 * Layers that lie over the page, whatever they say: finding them, what they hold, hiding them with the veil behind them,
 * and letting the page scroll again.
 */
import { shadowRootOf } from "../inpage/memory";

/** Banners hang near the top of the tree; frameworks add a few levels. */
const MAX_DEPTH = 7;
const MAX_ELEMENTS = 5_000;
const MAX_BUTTON_TEXT = 40;
const LIKELY =
  '[id*="cookie" i], [class*="cookie" i], [id*="consent" i], [class*="consent" i], [role="dialog"], [role="alertdialog"], [aria-modal="true"], dialog[open], [class*="modal" i], [class*="popup" i], [class*="overlay" i]';
export const CONTROLS =
  'button, [role="button"], input[type="button"], input[type="submit"], a:not([href]), a[href="#"], a[href=""], a[href^="javascript:"], [class*="btn" i], [class*="button" i], [onclick]';

/** The element and, where it has one, its shadow tree: a banner's text may stand in either. */
function* partsOf(element: HTMLElement): Generator<HTMLElement | ShadowRoot> {
  yield element;
  const root = shadowRootOf(element);
  if (root) yield root;
}

export function textOf(element: HTMLElement): string {
  const texts: string[] = [];
  for (const part of partsOf(element))
    for (const piece of part instanceof HTMLElement ? [part] : part.children)
      if (piece instanceof HTMLElement && piece.localName !== "style") texts.push(piece.innerText);
  return texts.join("\n").trim();
}

export const findAll = (element: HTMLElement, selector: string): Element[] =>
  [...partsOf(element)].flatMap((part) => [...part.querySelectorAll(selector)]);

/** Elements that may lie over the page, outermost first. */
export function candidates(): HTMLElement[] {
  const found = new Set<HTMLElement>();
  let level: Element[] = document.body ? [...document.body.children] : [];
  for (let depth = 0; depth < MAX_DEPTH && found.size < MAX_ELEMENTS; depth++) {
    for (const element of level) if (element instanceof HTMLElement) found.add(element);
    level = level.flatMap((element) => [...(shadowRootOf(element)?.children ?? []), ...element.children]);
  }
  for (const element of document.querySelectorAll(LIKELY))
    if (element instanceof HTMLElement && element !== document.body) found.add(element);
  return [...found];
}

const isShown = ({ display, visibility, opacity }: CSSStyleDeclaration): boolean =>
  display !== "none" && visibility === "visible" && Number(opacity) > 0;

export function isOver(element: HTMLElement): boolean {
  const style = getComputedStyle(element);
  const isDialog = element.matches('[role*="dialog"], [aria-modal="true"], dialog');
  const layers = isDialog ? ["fixed", "sticky", "absolute"] : ["fixed", "sticky"];
  if (!layers.includes(style.position) || !isShown(style)) return false;
  const box = element.getBoundingClientRect();
  // A layer without a size of its own still shows the children that have one.
  return box.bottom >= 0 && box.top <= innerHeight && (box.width > 0 || element.childElementCount > 0);
}

export function saysOneOf(words: RegExp, control: Element): boolean {
  const shown = control instanceof HTMLElement ? control.innerText : "";
  const text = (control instanceof HTMLInputElement ? control.value : shown).trim();
  const said = text === "" ? (control.getAttribute("aria-label") ?? "").trim() : text;
  return said.length <= MAX_BUTTON_TEXT && words.test(said);
}

/** A veil: covers the window, shows nothing of its own, lets the page shine through. */
export function isVeil(element: HTMLElement): boolean {
  const box = element.getBoundingClientRect();
  if (box.width < innerWidth * 0.9 || box.height < innerHeight * 0.9) return false;
  if (element.innerText.trim() !== "" || element.querySelector("img, video, canvas, iframe, svg"))
    return false;
  const { backgroundColor, opacity, zIndex, backdropFilter } = getComputedStyle(element);
  const alpha = Number(/rgba\([^)]*,\s*([\d.]+)\)/.exec(backgroundColor)?.[1] ?? 1) * Number(opacity);
  return Number(zIndex) > 0 && ((alpha > 0 && alpha < 1) || !["none", ""].includes(backdropFilter));
}

export const hide = (element: HTMLElement): void => element.style.setProperty("display", "none", "important");

/** Banners lock the page behind them; when they are gone it moves again. */
export function unlockScrolling(): void {
  for (const element of [document.documentElement, document.body]) {
    const { overflowY, position } = getComputedStyle(element);
    if (overflowY === "hidden" || overflowY === "clip")
      element.style.setProperty("overflow", "visible", "important");
    if (position === "fixed") element.style.setProperty("position", "static", "important");
  }
}
