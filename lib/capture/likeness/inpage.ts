/**
 * Runs in the page: lists what it says and shows, piece by piece, and hides what is not its own (frames, places of
 * advertisements) before its look is taken. Nothing may be made of the page afterwards.
 */
import { shadowRootOf } from "../inpage/memory";

export interface PagePieces {
  /** Visible text, one line a block. */
  readonly text: string;
  /** Addresses of the pictures shown, in order. */
  readonly pictures: readonly string[];
}

const MAX_TEXT = 2_000_000;
const MAX_PICTURES = 2_000;
/** A picture narrower or lower than this is a spacer or a counter. */
const MIN_PICTURE = 24;
/** Places of advertisements, by the names sites and networks give them. */
const ADS =
  'iframe, ins.adsbygoogle, [id^="google_ads"], [id^="div-gpt-ad"], [class~="ad"], [class~="ads"], [class~="advert"], [class~="advertisement"], [class*="ad-slot" i], [class*="ad-banner" i], [class*="adsbox" i], [id*="ad-slot" i], [data-ad], [data-ad-slot], [data-ad-unit], [aria-label="Advertisement" i], [class*="taboola" i], [id*="taboola" i], [class*="outbrain" i], [class*="sponsored" i]';

const isPicture = (image: HTMLImageElement): boolean => {
  const { width, height } = image.getBoundingClientRect();
  return width >= MIN_PICTURE && height >= MIN_PICTURE;
};

function* rootsOf(root: Document | ShadowRoot): Generator<Document | ShadowRoot> {
  yield root;
  for (const element of root.querySelectorAll("*")) {
    const shadow = element instanceof HTMLElement ? shadowRootOf(element) : null;
    if (shadow) yield* rootsOf(shadow);
  }
}

export function pagePieces(): PagePieces {
  const texts: string[] = [];
  const pictures: string[] = [];
  for (const root of rootsOf(document)) {
    // An article may be called so by chance; an advertisement holds no heading of the page.
    for (const place of root.querySelectorAll(ADS))
      if (place instanceof HTMLElement && !place.querySelector("h1, article, main"))
        place.style.setProperty("display", "none", "important");
    for (const image of root.querySelectorAll("img"))
      if (pictures.length < MAX_PICTURES && isPicture(image)) pictures.push(image.currentSrc || image.src);
    const top = root instanceof Document ? [root.body] : [...root.children];
    for (const element of top)
      if (element instanceof HTMLElement && element.localName !== "style") texts.push(element.innerText);
  }
  scrollTo(0, 0);
  return { text: texts.join("\n").slice(0, MAX_TEXT), pictures };
}

/** Pictures the page shows or tries to show, and those that did not come. */
export function pictureCount(): { failed: number; all: number } {
  const count = { failed: 0, all: 0 };
  for (const root of rootsOf(document))
    for (const image of root.querySelectorAll("img")) {
      const isMeant = image.currentSrc !== "" || image.getAttribute("src");
      if (!isMeant || image.closest(ADS)) continue;
      const isBroken = image.complete && image.naturalWidth === 0;
      // A broken picture is laid out as small as its description; what was meant to be a speck is told by its attributes.
      const isSpeck = [image.width, image.height, Number(image.getAttribute("width")) || 99].some(
        (n) => n > 0 && n < 8,
      );
      if (isBroken ? isSpeck : !isPicture(image)) continue;
      count.all++;
      if (isBroken) count.failed++;
    }
  return count;
}
