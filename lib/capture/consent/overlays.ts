/**
 * Boxes over a page that ask for something else than consent: a newsletter, the site's app, a login that can be closed, an
 * ad blocker to be switched off. They are hidden when the page stands behind them and they offer to go away, as a person
 * would close them; the words alone are not enough.
 */
import { CONTROLS, findAll, saysOneOf, textOf } from "./layers";
import { APP_WORDS, BLOCKER_WORDS, CLOSE_NAMES, CLOSE_WORDS, OFFER_WORDS } from "./words";

const MAX_TEXT = 1_500;
/** A bar at the edge is no higher than this share of the window. */
const BAR_SHARE = 0.3;
const CLOSERS = `${CONTROLS}, [class*="close" i], [aria-label], svg`;

const CONTENT = 'main, article, nav, [role="main"], [role="navigation"], h1';

/** The part of the window, from top to bottom, in which a layer keeps the page from being read. */
const MIDDLE = { from: 0.35, to: 0.65 } as const;

/** Whether a layer stands in the middle of the window, between side and side. */
function isInTheWay(element: HTMLElement): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const isCentred = left <= innerWidth / 2 && right >= innerWidth / 2;
  return isCentred && top <= innerHeight * MIDDLE.to && bottom >= innerHeight * MIDDLE.from;
}

const nameOf = (control: Element): string =>
  `${control.id} ${control.getAttribute("class") ?? ""} ${control.getAttribute("aria-label") ?? ""} ${control.getAttribute("title") ?? ""}`;

const offersToClose = (element: HTMLElement): boolean =>
  findAll(element, CLOSERS).some(
    (control) => CLOSE_NAMES.test(nameOf(control)) || saysOneOf(CLOSE_WORDS, control),
  );

const isBarAtTheEdge = (element: HTMLElement): boolean => {
  const { height, top, bottom } = element.getBoundingClientRect();
  return height > 0 && height < innerHeight * BAR_SHARE && (top <= 1 || bottom >= innerHeight - 1);
};

const asksForApp = (element: HTMLElement, text: string): boolean =>
  APP_WORDS.test(text) && (isBarAtTheEdge(element) || (isInTheWay(element) && offersToClose(element)));

/** `pageText`: characters of visible text on the whole page, this layer included. */
export function isOverlay(element: HTMLElement, pageText: number): boolean {
  if (findAll(element, CONTENT).length > 0) return false;
  const text = textOf(element);
  if (text.length < 8 || text.length > MAX_TEXT || text.length * 3 > pageText) return false;
  if (asksForApp(element, text)) return true;
  if (!isInTheWay(element)) return false;
  return BLOCKER_WORDS.test(text) || (OFFER_WORDS.test(text) && offersToClose(element));
}
