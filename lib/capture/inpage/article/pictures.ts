/** Which address a picture of the copy gets: what was really shown, else the one it was waiting to load. */

/** Where lazy loading keeps the address until it is needed, most telling first. */
const WAITING = [
  "data-original",
  "data-actualsrc",
  "data-src",
  "data-lazy-src",
  "data-original-src",
  "data-lazyload",
];
/** Pictures of at most this many pixels a side count visits or hold a place. */
const SPECK = 2;
/** Attribute of the copy of a picture that draws an emoji: the character. */
export const EMOJI_MARK = "data-linksnap-emoji";
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

function waitingAddress(live: HTMLImageElement): string {
  for (const name of WAITING) {
    const value = live.getAttribute(name)?.trim() ?? "";
    if (value !== "" && URL.canParse(value, document.baseURI)) return new URL(value, document.baseURI).href;
  }
  return "";
}

const isPlaceholder = (live: HTMLImageElement): boolean =>
  live.currentSrc === "" ||
  live.currentSrc.startsWith("data:") ||
  (live.complete && live.naturalWidth <= SPECK);

/** Writes the picture's address into its copy; a picture that draws an emoji gives way to the character. */
export function shownPicture(live: HTMLImageElement, copy: Element): void {
  const { alt } = live;
  if (alt.length <= 16 && EMOJI.test(alt)) copy.setAttribute(EMOJI_MARK, alt);
  const waiting = isPlaceholder(live) ? waitingAddress(live) : "";
  const shown = waiting || live.currentSrc || live.src;
  if (shown === "") return;
  copy.setAttribute("src", shown);
  copy.removeAttribute("srcset");
  copy.removeAttribute("sizes");
}
