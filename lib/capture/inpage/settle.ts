/**
 * Brings the page to rest: wakes up lazy content by scrolling and by promoting addresses that wait in data attributes,
 * then waits for pictures, fonts and a quiet DOM. Every wait is bounded; it ends early when there is nothing to wait for.
 */
export interface SettleOptions {
  /** All of it together, in milliseconds. */
  readonly budgetMs: number;
  /** Furthest the page is scrolled, in CSS pixels. */
  readonly maxHeight: number;
}

const MAX_STEPS = 40;
const STEP_MS = 60;
const QUIET_MS = 400;
/** Attributes in which lazy loaders keep the true address, in the order of trust. */
const LAZY_SOURCES = [
  "data-src",
  "data-original",
  "data-lazy-src",
  "data-actualsrc",
  "data-original-src",
  "data-url",
];
const LAZY_SETS = ["data-srcset", "data-lazy-srcset", "data-original-set"];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const within = (work: Promise<unknown>, ms: number): Promise<unknown> =>
  Promise.race([work, pause(Math.max(0, ms))]);

const looksLikePicture = (value: string): boolean =>
  /^(https?:|\/|\.{0,2}\/|data:image\/|[\w%.-]+[./])/i.test(value);

/** Whether the image still shows a stand-in: nothing, or a tiny picture inlined for the time being. */
const isStandIn = (image: HTMLImageElement): boolean => {
  const source = image.getAttribute("src") ?? "";
  return source === "" || source.startsWith("data:") || (image.complete && image.naturalWidth <= 1);
};

function promoteLazyImages(): void {
  for (const image of document.querySelectorAll("img")) {
    if (image.loading === "lazy") image.loading = "eager";
    if (!isStandIn(image)) continue;
    const set = LAZY_SETS.map((name) => image.getAttribute(name)).find((value) => value);
    if (set && !image.srcset) image.srcset = set;
    const source = LAZY_SOURCES.map((name) => image.getAttribute(name)).find((v) => v && looksLikePicture(v));
    if (source) image.src = source;
  }
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.loading === "lazy") frame.loading = "eager";
}

const imagesLoaded = (): Promise<unknown> =>
  Promise.all(
    [...document.images]
      .filter((image) => !image.complete)
      .map(
        (image) =>
          new Promise<void>((resolve) => {
            image.addEventListener("load", () => resolve(), { once: true });
            image.addEventListener("error", () => resolve(), { once: true });
          }),
      ),
  );

/** Resolves when nothing in the DOM has changed for a moment. */
function domQuiet(): Promise<void> {
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
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

/** Goes down the page one window at a time; what grows below a bound is not followed. */
async function scrollThrough(end: number, maxHeight: number): Promise<void> {
  const step = Math.max(200, innerHeight - 100);
  const firstHeight = document.documentElement.scrollHeight;
  const bound = Math.min(maxHeight, firstHeight + 3 * innerHeight);
  for (let i = 1; i <= MAX_STEPS && performance.now() < end; i++) {
    const y = i * Math.max(step, Math.ceil(bound / MAX_STEPS));
    scrollTo({ top: y, behavior: "instant" });
    await pause(STEP_MS);
    if (y > Math.min(bound, document.documentElement.scrollHeight)) break;
  }
  scrollTo({ top: 0, behavior: "instant" });
}

export async function settlePage({ budgetMs, maxHeight }: SettleOptions): Promise<void> {
  const end = performance.now() + budgetMs;
  promoteLazyImages();
  if (document.documentElement.scrollHeight > innerHeight + 50)
    await scrollThrough(end - budgetMs * 0.4, maxHeight);
  promoteLazyImages();
  const left = (): number => end - performance.now();
  await within(Promise.all([imagesLoaded(), document.fonts.ready, domQuiet()]), left());
  scrollTo({ top: 0, behavior: "instant" });
}
