/**
 * Pictures that wait: addresses that lazy loaders keep in attributes of their own, in `<noscript>`, or as the background
 * of an element are put where the browser loads them. What shows a picture already is left alone.
 */
import { rootsOf, type Root } from "../roots";

/** Attributes in which lazy loaders keep the true address, in the order of trust. */
const SOURCES = [
  "data-src",
  "data-original",
  "data-lazy-src",
  "data-lazy",
  "data-actualsrc",
  "data-original-src",
  "data-lazyload",
  "data-real-src",
  "data-echo",
  "data-url",
];
const SETS = ["data-srcset", "data-lazy-srcset", "data-original-set"];
const BACKGROUNDS = [
  "data-bg",
  "data-background",
  "data-background-image",
  "data-lazy-background",
  "data-bgset",
];

const looksLikePicture = (value: string): boolean =>
  /^(https?:|\/|\.{0,2}\/|data:image\/|[\w%.-]+[./])/i.test(value.trim());

const valueOf = (element: Element, names: readonly string[]): string | undefined =>
  names.map((name) => element.getAttribute(name)).find((value) => value && looksLikePicture(value)) ??
  undefined;

/** Whether the image still shows a stand-in: nothing, or a tiny picture for the time being. */
const isStandIn = (image: HTMLImageElement): boolean => {
  const source = image.getAttribute("src") ?? "";
  if (source === "" || source.startsWith("data:")) return image.srcset === "" || image.naturalWidth <= 1;
  const isPlaceholder =
    /(^|[/_-])(blank|spacer|placeholder|loading|lazy|grey|gray|transparent|pixel|1x1)[\w-]*\.(gif|png|svg|jpe?g|webp)/i;
  return (image.complete && image.naturalWidth <= 1) || isPlaceholder.test(source);
};

function promoteImage(image: HTMLImageElement): void {
  if (image.loading === "lazy") image.loading = "eager";
  if (!isStandIn(image)) return;
  const set = SETS.map((name) => image.getAttribute(name)).find((value) => value);
  if (set) image.srcset = set;
  const source = valueOf(image, SOURCES);
  if (source) image.src = source;
}

/** `<source data-srcset>` of a `<picture>` whose image waits. */
function promoteSources(root: Root): void {
  for (const source of root.querySelectorAll("picture > source:not([srcset])")) {
    const set = SETS.map((name) => source.getAttribute(name)).find((value) => value);
    if (set) source.setAttribute("srcset", set);
  }
}

function promoteBackgrounds(root: Root): void {
  for (const element of root.querySelectorAll<HTMLElement>(
    BACKGROUNDS.map((name) => `[${name}]`).join(","),
  )) {
    if (getComputedStyle(element).backgroundImage !== "none") continue;
    const value =
      valueOf(element, BACKGROUNDS) ??
      BACKGROUNDS.map((name) => element.getAttribute(name) ?? "").find((v) => /^url\(/i.test(v));
    if (!value || value.includes(",")) continue;
    element.style.backgroundImage = /^url\(/i.test(value)
      ? value
      : `url("${value.trim().replaceAll(/["\\\n]/g, encodeURIComponent)}")`;
  }
}

/** The picture of a `<noscript>` that stands beside an empty stand-in. It is read as text: nothing in it runs or loads. */
function promoteNoscript(root: Root): void {
  for (const fallback of root.querySelectorAll("noscript")) {
    const markup = fallback.textContent ?? "";
    if (!/<img\s/i.test(markup) || markup.length > 10_000) continue;
    const image = new DOMParser().parseFromString(markup, "text/html").querySelector("img");
    const beside = standInBeside(fallback);
    if (image && beside) fillIn(beside, image);
  }
}

function fillIn(standIn: HTMLImageElement, image: HTMLImageElement): void {
  const source = image.getAttribute("src") ?? "";
  if (!looksLikePicture(source)) return;
  if (image.srcset) standIn.srcset = image.srcset;
  standIn.src = source;
}

/** The image before or behind a `<noscript>` that shows nothing yet. */
function standInBeside(fallback: Element): HTMLImageElement | null {
  for (const sibling of [fallback.previousElementSibling, fallback.nextElementSibling]) {
    const image = sibling instanceof HTMLImageElement ? sibling : (sibling?.querySelector("img") ?? null);
    if (image && isStandIn(image) && valueOf(image, SOURCES) === undefined) return image;
  }
  return null;
}

function promoteIn(root: Root): void {
  promoteSources(root);
  for (const image of root.querySelectorAll("img")) promoteImage(image);
  for (const frame of root.querySelectorAll("iframe")) if (frame.loading === "lazy") frame.loading = "eager";
  promoteBackgrounds(root);
  promoteNoscript(root);
}

export function promoteLazy(): void {
  for (const root of rootsOf(document)) promoteIn(root);
}
