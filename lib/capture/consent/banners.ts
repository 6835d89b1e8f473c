/**
 * The last pass over consent banners: hides those that nobody answered, and the veil behind them, and lets the page
 * scroll again. Only what lies over the page, speaks of consent and offers an answer is a banner. What holds half of the
 * page's text or its article is the page and stays.
 */
import { shadowRootOf } from "../inpage/memory";
import { ANSWER_WORDS, ANY_BUTTON_WORDS, CONSENT_NAMES, CONSENT_WORDS } from "./words";

/** Banners hang near the top of the tree; frameworks add a few levels. */
const MAX_DEPTH = 7;
const MAX_ELEMENTS = 5_000;
const MAX_TEXT = 6_000;
const MAX_LINKS = 15;
const MAX_BUTTON_TEXT = 40;
const LIKELY =
  '[id*="cookie" i], [class*="cookie" i], [id*="consent" i], [class*="consent" i], [role="dialog"], [role="alertdialog"], [aria-modal="true"], dialog[open]';
const CONTENT = 'main, article, nav, [role="main"], [role="navigation"], input[type="password"]';
const CONTROLS =
  'button, [role="button"], input[type="button"], input[type="submit"], a:not([href]), a[href="#"], a[href=""], a[href^="javascript:"], [class*="btn" i], [class*="button" i], [onclick]';

/** The element and, where it has one, its shadow tree: a banner's text may stand in either. */
function* partsOf(element: HTMLElement): Generator<HTMLElement | ShadowRoot> {
  yield element;
  const root = shadowRootOf(element);
  if (root) yield root;
}

function textOf(element: HTMLElement): string {
  const texts: string[] = [];
  for (const part of partsOf(element))
    for (const piece of part instanceof HTMLElement ? [part] : part.children)
      if (piece instanceof HTMLElement && piece.localName !== "style") texts.push(piece.innerText);
  return texts.join("\n").trim();
}

const findAll = (element: HTMLElement, selector: string): Element[] =>
  [...partsOf(element)].flatMap((part) => [...part.querySelectorAll(selector)]);

/** Elements that may lie over the page, outermost first. */
function candidates(): HTMLElement[] {
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

function isOver(element: HTMLElement): boolean {
  const style = getComputedStyle(element);
  const isDialog = element.matches('[role*="dialog"], [aria-modal="true"], dialog');
  const layers = isDialog ? ["fixed", "sticky", "absolute"] : ["fixed", "sticky"];
  if (!layers.includes(style.position) || !isShown(style)) return false;
  const box = element.getBoundingClientRect();
  // A layer without a size of its own still shows the children that have one.
  return box.bottom >= 0 && box.top <= innerHeight && (box.width > 0 || element.childElementCount > 0);
}

function saysOneOf(words: RegExp, control: Element): boolean {
  const shown = control instanceof HTMLElement ? control.innerText : "";
  const text = (control instanceof HTMLInputElement ? control.value : shown).trim();
  const said = text === "" ? (control.getAttribute("aria-label") ?? "").trim() : text;
  return said.length <= MAX_BUTTON_TEXT && words.test(said);
}

/** A layer without words around a frame that a consent service fills. */
const isFramedBanner = (element: HTMLElement): boolean =>
  [...(element.localName === "iframe" ? [element] : []), ...findAll(element, "iframe")].some((frame) =>
    CONSENT_NAMES.test(`${frame.id} ${frame.getAttribute("src") ?? ""} ${frame.getAttribute("title") ?? ""}`),
  );

function isBanner(element: HTMLElement, pageText: number): boolean {
  if (findAll(element, CONTENT).length > 0 || element.matches(CONTENT)) return false;
  const text = textOf(element);
  if (text.length < 20) return isFramedBanner(element);
  if (text.length > MAX_TEXT || text.length * 2 > pageText || !CONSENT_WORDS.test(text)) return false;
  if (findAll(element, 'a[href]:not([href^="#"])').length > MAX_LINKS) return false;
  const names = `${element.id} ${element.className} ${element.getAttribute("aria-label") ?? ""}`;
  const words = CONSENT_NAMES.test(names) ? ANY_BUTTON_WORDS : ANSWER_WORDS;
  return findAll(element, CONTROLS).some((control) => saysOneOf(words, control));
}

/** A veil: covers the window, shows nothing of its own, lets the page shine through. */
function isVeil(element: HTMLElement): boolean {
  const box = element.getBoundingClientRect();
  if (box.width < innerWidth * 0.9 || box.height < innerHeight * 0.9) return false;
  if (element.innerText.trim() !== "" || element.querySelector("img, video, canvas, iframe, svg"))
    return false;
  const { backgroundColor, opacity, zIndex, backdropFilter } = getComputedStyle(element);
  const alpha = Number(/rgba\([^)]*,\s*([\d.]+)\)/.exec(backgroundColor)?.[1] ?? 1) * Number(opacity);
  return Number(zIndex) > 0 && ((alpha > 0 && alpha < 1) || !["none", ""].includes(backdropFilter));
}

const hide = (element: HTMLElement): void => element.style.setProperty("display", "none", "important");

/** Banners lock the page behind them; when they are gone it moves again. */
function unlockScrolling(): void {
  for (const element of [document.documentElement, document.body]) {
    const { overflowY, position } = getComputedStyle(element);
    if (overflowY === "hidden" || overflowY === "clip")
      element.style.setProperty("overflow", "visible", "important");
    if (position === "fixed") element.style.setProperty("position", "static", "important");
  }
}

/** Returns how many banners were hidden. `wasAnswered`: a banner stood here before, and may have left its lock. */
export function hideBanners(wasAnswered: boolean): number {
  if (!document.body) return 0;
  const pageText = document.body.innerText.length;
  const layers = candidates().filter(isOver);
  const found = layers.filter((element) => isBanner(element, pageText));
  const banners = found.filter(
    (element) => !found.some((other) => other !== element && other.contains(element)),
  );
  for (const banner of banners) hide(banner);
  if (banners.length === 0 && !wasAnswered) return 0;
  for (const layer of layers) if (isVeil(layer)) hide(layer);
  unlockScrolling();
  return banners.length;
}
