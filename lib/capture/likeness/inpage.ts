/**
 * Runs in the page: lists what it says and shows, piece by piece, and hides what is not its own (frames, places of
 * advertisements) before its look is taken. Nothing may be made of the page afterwards.
 */
import { rootsOf, type Root } from "../inpage/roots";

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

/** An article may be called so by chance; an advertisement holds no heading of the page. */
function hideAds(root: Root): void {
  for (const place of root.querySelectorAll(ADS))
    if (place instanceof HTMLElement && !place.querySelector("h1, article, main"))
      place.style.setProperty("display", "none", "important");
}

function textOf(root: Root): string {
  const top = root instanceof Document ? [root.body] : [...root.children];
  const texts = top.map((element) =>
    element instanceof HTMLElement && element.localName !== "style" ? element.innerText : "",
  );
  return texts.join("\n");
}

export function pagePieces(): PagePieces {
  const texts: string[] = [];
  const pictures: string[] = [];
  for (const root of rootsOf(document)) {
    hideAds(root);
    const shown = [...root.querySelectorAll("img")].filter(isPicture);
    pictures.push(...shown.map((image) => image.currentSrc || image.src).slice(0, MAX_PICTURES));
    texts.push(textOf(root));
  }
  scrollTo(0, 0);
  return { text: texts.join("\n").slice(0, MAX_TEXT), pictures: pictures.slice(0, MAX_PICTURES) };
}

const isBroken = (image: HTMLImageElement): boolean => image.complete && image.naturalWidth === 0;

/** A broken picture is laid out as small as its description; what was meant to be a speck is told by its attributes. */
const isSpeck = (image: HTMLImageElement): boolean =>
  [image.width, image.height, Number(image.getAttribute("width")) || 99].some((n) => n > 0 && n < 8);

function isMeant(image: HTMLImageElement): boolean {
  const isNamed = image.currentSrc !== "" || (image.getAttribute("src") ?? "") !== "";
  if (!isNamed || image.closest(ADS)) return false;
  return isBroken(image) ? !isSpeck(image) : isPicture(image);
}

/** Pictures the page shows or tries to show, and those that did not come. */
export function pictureCount(): { failed: number; all: number } {
  const meant = [...rootsOf(document)].flatMap((root) => [...root.querySelectorAll("img")].filter(isMeant));
  return { failed: meant.filter(isBroken).length, all: meant.length };
}
