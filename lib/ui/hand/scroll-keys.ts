/**
 * Keys that scroll, where nothing has the focus: a screen scrolls in a part of its own, which the browser scrolls by keys
 * only when the focus is in it. The first such key puts it there, and the browser does the rest.
 */
const KEYS = new Set([" ", "PageDown", "PageUp", "Home", "End", "ArrowDown", "ArrowUp"]);

const room = (element: Element): number =>
  element.scrollHeight > element.clientHeight ? element.clientHeight * element.clientWidth : 0;

const scrolls = (element: Element): boolean =>
  room(element) > 0 && /auto|scroll/.test(getComputedStyle(element).overflowY);

/** The largest part of the screen that scrolls; `null` where none does. */
function scrollerOf(main: Element): HTMLElement | null {
  const parts = [main, ...main.querySelectorAll("*")].filter((one) => one instanceof HTMLElement);
  const found = parts.filter(scrolls).toSorted((a, b) => room(b) - room(a));
  return found[0] ?? null;
}

const isPlain = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => !ctrlKey && !metaKey && !altKey;

const isNowhere = ({ activeElement, body }: Document): boolean => !activeElement || activeElement === body;

function answer(event: KeyboardEvent): void {
  if (event.defaultPrevented || !isPlain(event) || !KEYS.has(event.key) || !isNowhere(document)) return;
  const main = document.getElementById("main");
  const scroller = main && scrollerOf(main);
  if (!scroller) return;
  if (!scroller.hasAttribute("tabindex")) scroller.tabIndex = -1;
  scroller.dataset["scrolls"] = "";
  scroller.focus({ preventScroll: true });
}

/** Until what it answers is called. */
export function scrollByKeys(): () => void {
  window.addEventListener("keydown", answer);
  return () => window.removeEventListener("keydown", answer);
}
