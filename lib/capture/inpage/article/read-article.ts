/**
 * Finds the article of the page, on a copy of the document: the page itself is not touched. Sites with a handler are read
 * by their own marks; all others by several extractors, of which one is chosen and another asked as a witness. Code blocks
 * go around all of them (code/shield.ts), lost ones are brought back (code/guard.ts).
 */
import type { FoundArticle, FoundCode } from "../../frozen";
import { settleDrawnCode } from "../code/drawn";
import { guardCode } from "../code/guard";
import { namedCodes, shieldCode } from "../code/shield";
import { readFacts } from "../metadata";
import { cloneDocument } from "../nodes";
import { readSite } from "../sites";
import type { SiteArticle } from "../sites/site";
import { articleOpening, articleText } from "./article-text";
import { findCandidates } from "./choosing/candidates";
import { cardTexts } from "./cards";
import { copyPage } from "./copy";
import { featuresOf, signsOf } from "./choosing/features";
import { isArticle } from "./kind";
import { restoreMath, settleMath, shieldMath } from "./math";
import { bringNotes, settleFragments } from "./notes";
import { dropOpeningTitle } from "./opening-title";
import { EMOJI_MARK } from "./pictures";
import { chooseCandidate } from "./choosing/quality";
import { settleAddresses } from "./addresses";
import { trimLabels } from "./choosing/trim";

const parse = (html: string): HTMLElement => new DOMParser().parseFromString(html, "text/html").body;

const NO_FACTS = { title: "", author: "", published: "", site: "", language: "" };

function settleEmoji(copy: Document): void {
  for (const image of copy.querySelectorAll(`[${EMOJI_MARK}]`))
    image.replaceWith(image.getAttribute(EMOJI_MARK) ?? "");
}

/** The copy with code, formulas, emoji and fragments in the one form all readers know. */
function settledCopy(page: URL): Document {
  const copy = copyPage();
  settleEmoji(copy);
  settleMath(copy);
  settleDrawnCode(copy);
  settleFragments(copy, page);
  return copy;
}

interface Shielded {
  readonly body: HTMLElement;
  readonly codes: readonly FoundCode[];
}

/** All of the page's body that a reader could want, for pages in which no article was found. */
function wholeBody(copy: Document): string {
  const body = cloneDocument(copy);
  for (const part of body.querySelectorAll(
    "script, style, noscript, template, iframe, object, nav, form, footer",
  ))
    part.remove();
  return body.body?.innerHTML ?? "";
}

function readSiteBody({ html }: SiteArticle, nonce: string): Shielded {
  const own = new DOMParser().parseFromString(html, "text/html");
  const codes = shieldCode(own, nonce);
  return { body: own.body, codes };
}

/** What the chosen extractor found, with lost code and notes, and without what the witness does not know. */
function readGenerally(copy: Document, page: URL, nonce: string): Shielded & { readonly isFound: boolean } {
  const codes = shieldCode(copy, nonce);
  const formulas = shieldMath(copy, nonce);
  const found = findCandidates(copy, page);
  const bodies = {
    readability: parse(found.readability),
    defuddle: parse(found.defuddle),
    marked: parse(found.marked),
  };
  const chosen = chooseCandidate({
    readability: featuresOf(bodies.readability),
    defuddle: featuresOf(bodies.defuddle),
    marked: featuresOf(bodies.marked),
  });
  let body = chosen === null ? parse("") : bodies[chosen];
  if (namedCodes(body.innerHTML, nonce).size < codes.length) {
    const better = guardCode(cloneDocument(copy), { html: body.innerHTML, text: body.textContent }, nonce);
    if (better !== null) body = parse(better);
  }
  if (chosen === "readability") trimLabels(body, bodies.defuddle.textContent);
  const isFound = body.textContent.trim() !== "";
  if (!isFound) body = parse(wholeBody(copy));
  restoreMath(body, formulas, nonce);
  return { body, codes, isFound };
}

/** The article, or what comes nearest. `html` is "" for a page without any text. */
export function readArticle(nonce: string): FoundArticle {
  const page = new URL(document.URL);
  const copy = settledCopy(page);
  const cards = cardTexts(copy);
  const site = readSite(cloneDocument(copy), page);
  const { body, codes, isFound } = site
    ? { ...readSiteBody(site, nonce), isFound: true }
    : readGenerally(copy, page, nonce);
  bringNotes(body, copy);
  settleAddresses(body);
  dropOpeningTitle(body, site?.title || readFacts().title);
  const html = body.innerHTML;
  const text = articleText(html, codes, nonce);
  const isRead = site !== null || isArticle(signsOf(body, namedCodes(html, nonce).size, cards));
  return {
    html: text === "" ? "" : html,
    text,
    opening: articleOpening(html),
    codes,
    nonce,
    isArticle: isFound && isRead && text !== "",
    facts: site ? { ...NO_FACTS, ...factsOf(site) } : NO_FACTS,
  };
}

const factsOf = ({ title, author, published, site, language }: SiteArticle): FoundArticle["facts"] => ({
  title,
  author,
  published,
  site: site ?? "",
  language: language ?? "",
});
