/**
 * Finds the article of the page, on a copy of the document: the page itself is not touched. Code blocks go around the
 * extractor (shield.ts), lost ones are brought back (guard.ts).
 */
import { isProbablyReaderable, Readability } from "@mozilla/readability";
import type { FoundArticle } from "../frozen";
import { articleOpening, articleText } from "./article-text";
import { guardCode } from "./guard";
import { cloneDocument } from "./nodes";
import { namedCodes, shieldCode } from "./shield";

const MAX_ELEMENTS = 150_000;
/** Shorter text than this is no article, unless it carries code. */
const MIN_ARTICLE = 250;
const MIN_ARTICLE_CJK = 100;
const MAX_LINK_SHARE = 0.6;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** A copy in which images name what the page really showed. */
function copyDocument(): Document {
  const copy = cloneDocument();
  const copies = copy.querySelectorAll("img");
  for (const [index, image] of [...document.querySelectorAll("img")].entries()) {
    const url = image.currentSrc || image.src;
    if (!url) continue;
    copies[index]?.setAttribute("src", url);
    copies[index]?.removeAttribute("srcset");
    copies[index]?.removeAttribute("sizes");
  }
  return copy;
}

/** Makes addresses in an HTML part absolute, in this document's terms. */
function absoluteAddresses(html: string): string {
  const part = new DOMParser().parseFromString(html, "text/html");
  for (const [selector, name] of [
    ["a[href]", "href"],
    ["img[src]", "src"],
  ] as const)
    for (const element of part.querySelectorAll(selector)) {
      const value = element.getAttribute(name) ?? "";
      if (!value.startsWith("#") && URL.canParse(value, document.baseURI))
        element.setAttribute(name, new URL(value, document.baseURI).href);
    }
  return part.body.innerHTML;
}

function linkShare(html: string): number {
  const part = new DOMParser().parseFromString(html, "text/html").body;
  const all = part.textContent.trim().length;
  const linked = [...part.querySelectorAll("a")].reduce(
    (sum, link) => sum + link.textContent.trim().length,
    0,
  );
  return all === 0 ? 1 : linked / all;
}

interface Chosen {
  readonly html: string;
  readonly text: string;
}

function extract(copy: Document): Chosen {
  const parsed = new Readability<string>(copy, { maxElemsToParse: MAX_ELEMENTS, keepClasses: false }).parse();
  return { html: parsed?.content ?? "", text: parsed?.textContent ?? "" };
}

/** All of the page's body that a reader could want, for pages in which no article was found. */
function wholeBody(nonce: string): string {
  const copy = copyDocument();
  shieldCode(copy, nonce);
  for (const part of copy.querySelectorAll(
    "script, style, noscript, template, iframe, object, nav, form, footer",
  ))
    part.remove();
  return copy.body?.innerHTML ?? "";
}

function isLongEnough(text: string, codes: number): boolean {
  return codes > 0 || text.length >= (CJK.test(text) ? MIN_ARTICLE_CJK : MIN_ARTICLE);
}

/** The article, or what comes nearest. `html` is "" for a page without any text. */
export function readArticle(nonce: string): FoundArticle {
  const copy = copyDocument();
  const codes = shieldCode(copy, nonce);
  const isReaderable = isProbablyReaderable(document) || codes.length > 0;
  let { html, text } =
    document.querySelectorAll("*").length > MAX_ELEMENTS ? { html: "", text: "" } : extract(copy);
  if (namedCodes(html, nonce).size < codes.length) {
    const second = copyDocument();
    shieldCode(second, nonce);
    html = guardCode(second, { html, text }, nonce) ?? html;
  }
  const found = html.trim() !== "";
  html = absoluteAddresses(found ? html : wholeBody(nonce));
  text = articleText(html, codes, nonce);
  const isArticle =
    found &&
    isReaderable &&
    isLongEnough(text, namedCodes(html, nonce).size) &&
    linkShare(html) < MAX_LINK_SHARE;
  return { html: text === "" ? "" : html, text, opening: articleOpening(html), codes, nonce, isArticle };
}
