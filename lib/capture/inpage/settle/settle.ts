/**
 * Brings the page to rest: opens what is folded away, wakes up lazy content by scrolling and by promoting addresses that
 * wait in attributes, then waits for pictures, fonts and a quiet DOM. Every wait is bounded; it ends early when there is
 * nothing to wait for. A page that grows without end is followed for a few windows.
 */
import { rootsOf, type Root } from "../roots";
import { openDetails } from "./details";
import { promoteLazy } from "./lazy";

export interface SettleOptions {
  /** All of it together, in milliseconds. */
  readonly budgetMs: number;
  /** Furthest the page is scrolled, in CSS pixels. */
  readonly maxHeight: number;
}

const MAX_STEPS = 60;
const STEP_MS = 60;
/** Longest wait at one step for the pictures that have just come into view. */
const VIEW_MS = 250;
const QUIET_MS = 400;
/** Windows that a page which grows while it is scrolled is followed below its first height. */
const GROWTH = 3;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const within = (work: Promise<unknown>, ms: number): Promise<unknown> =>
  Promise.race([work, pause(Math.max(0, ms))]);

const allRoots = (): Root[] => [...rootsOf(document)];
const imagesIn = (roots: readonly Root[]): HTMLImageElement[] =>
  roots.flatMap((root) => [...root.querySelectorAll("img")]);

/** A picture that never comes (an empty source, a request held back) is not waited for. */
const isComing = (image: HTMLImageElement): boolean =>
  !image.complete && (image.currentSrc !== "" || image.src !== "" || image.srcset !== "");

const loaded = (images: readonly HTMLImageElement[]): Promise<unknown> =>
  Promise.all(
    images.filter(isComing).map(
      (image) =>
        new Promise<void>((resolve) => {
          image.addEventListener("load", () => resolve(), { once: true });
          image.addEventListener("error", () => resolve(), { once: true });
        }),
    ),
  );

/** Pictures that have come can be drawn at once. */
const decoded = (images: readonly HTMLImageElement[]): Promise<unknown> =>
  Promise.allSettled(
    images.filter((image) => image.complete && image.naturalWidth > 0).map((image) => image.decode()),
  );

const inView = (image: HTMLImageElement): boolean => {
  const { top, bottom } = image.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

/** Resolves when nothing in these trees has changed for a moment. */
function domQuiet(roots: readonly Root[]): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      observer.disconnect();
      resolve();
    };
    let timer = setTimeout(finish, QUIET_MS);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(finish, QUIET_MS);
    });
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    for (const root of roots) observer.observe(root, all);
  });
}

/** What scrolls: the document, or the one box that fills the window and holds it. */
function scroller(): Element {
  const root = document.scrollingElement ?? document.documentElement;
  if (root.scrollHeight > innerHeight + 50) return root;
  const middle = document.elementsFromPoint(innerWidth / 2, innerHeight / 2);
  const isLong = (element: Element): boolean =>
    element.scrollHeight > element.clientHeight + 200 &&
    element.clientHeight > innerHeight * 0.5 &&
    /auto|scroll/.test(getComputedStyle(element).overflowY);
  return middle.find(isLong) ?? root;
}

/** Goes down the page about one window at a time; what grows below a bound is not followed. */
async function scrollThrough(end: number, maxHeight: number): Promise<void> {
  const box = scroller();
  // Walking through all of the page at each step would take longer than the steps.
  const roots = allRoots();
  const height = (): number => box.scrollHeight;
  const bound = Math.min(maxHeight, height() + GROWTH * innerHeight);
  const step = Math.max(200, innerHeight - 100, Math.ceil(bound / MAX_STEPS));
  for (let y = step; performance.now() < end; y += step) {
    box.scrollTo({ top: y, behavior: "instant" });
    await pause(STEP_MS);
    await within(loaded(imagesIn(roots).filter(inView)), Math.min(VIEW_MS, end - performance.now()));
    if (y > Math.min(bound, height())) break;
  }
  box.scrollTo({ top: 0, behavior: "instant" });
  scrollTo({ top: 0, behavior: "instant" });
}

/** Waits until what was woken is here. */
async function rest(end: number): Promise<void> {
  const left = (): number => end - performance.now();
  const roots = allRoots();
  const images = imagesIn(roots);
  await within(Promise.all([loaded(images), document.fonts.ready, domQuiet(roots)]), left());
  await within(decoded(imagesIn(roots).filter(inView)), Math.min(500, left()));
}

export async function settlePage({ budgetMs, maxHeight }: SettleOptions): Promise<void> {
  const end = performance.now() + budgetMs;
  promoteLazy();
  openDetails();
  const isLong = scroller().scrollHeight > innerHeight + 50;
  if (isLong) await scrollThrough(end - budgetMs * 0.4, maxHeight);
  promoteLazy();
  await rest(end);
  scrollTo({ top: 0, behavior: "instant" });
}

/** The same in a frame of the page. It is not scrolled: it begins where its page has put it. */
export async function settleFrame({ budgetMs }: Pick<SettleOptions, "budgetMs">): Promise<void> {
  promoteLazy();
  openDetails();
  await rest(performance.now() + budgetMs);
}
