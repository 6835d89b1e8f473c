/**
 * The last pass over what lies in front of a page: hides consent banners that nobody answered, and boxes that ask for
 * something else (overlays.ts), with the veil behind them, and lets the page scroll again. Only what lies over the page,
 * speaks of consent and offers an answer is a banner. What holds half of the page's text or its article is the page.
 */
import {
  candidates,
  CONTROLS,
  findAll,
  hide,
  isOver,
  isVeil,
  saysOneOf,
  textOf,
  unlockScrolling,
} from "./layers";
import { isOverlay } from "./overlays";
import { ANSWER_WORDS, ANY_BUTTON_WORDS, CONSENT_NAMES, CONSENT_WORDS } from "./words";

const MAX_TEXT = 6_000;
const MAX_LINKS = 15;
const CONTENT = 'main, article, nav, [role="main"], [role="navigation"], input[type="password"]';

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

/** Whether this document, in a frame of its own, is nothing but a question of consent. */
export function isConsentFrame(): boolean {
  const { body } = document;
  if (!body || findAll(body, CONTENT).length > 0) return false;
  const text = textOf(body);
  if (text.length < 20 || text.length > MAX_TEXT || !CONSENT_WORDS.test(text)) return false;
  return findAll(body, CONTROLS).some((control) => saysOneOf(ANSWER_WORDS, control));
}

/** Returns how many layers were hidden. `wasAnswered`: a banner stood here before, and may have left its lock. */
export function hideBanners(wasAnswered: boolean): number {
  if (!document.body) return 0;
  const pageText = document.body.innerText.length;
  const layers = candidates().filter(isOver);
  const found = layers.filter((element) => isBanner(element, pageText) || isOverlay(element, pageText));
  const banners = found.filter(
    (element) => !found.some((other) => other !== element && other.contains(element)),
  );
  for (const banner of banners) hide(banner);
  if (banners.length === 0 && !wasAnswered) return 0;
  for (const layer of layers) if (isVeil(layer)) hide(layer);
  unlockScrolling();
  return banners.length;
}
