/**
 * Who is asked for the article: Readability first, Defuddle as a second witness, and the part of the page that its own
 * markup names. Each works on a copy of its own and answers HTML, "" where it finds nothing.
 */
import { Readability } from "@mozilla/readability";
import Defuddle from "defuddle";
import { cloneDocument } from "../../nodes";

export type CandidateName = "readability" | "defuddle" | "marked";

const MAX_ELEMENTS = 150_000;
/** Defuddle's time grows faster than the page; pages above this get by without a second witness. */
const MAX_ELEMENTS_SECOND = 5_000;
const MARKED = ["[itemprop=articleBody]", "article", "main, [role=main]"];
const NO_TEXT =
  "script, style, noscript, template, iframe, object, nav, aside, footer, form, button, [role=navigation], [aria-hidden=true]";
const MIN_MARKED = 100;

function byReadability(copy: Document): string {
  if (copy.querySelectorAll("*").length > MAX_ELEMENTS) return "";
  try {
    return (
      new Readability<string>(cloneDocument(copy), { maxElemsToParse: MAX_ELEMENTS }).parse()?.content ?? ""
    );
  } catch {
    // It gives up on some broken pages.
    return "";
  }
}

function byDefuddle(copy: Document, url: URL): string {
  if (copy.querySelectorAll("*").length > MAX_ELEMENTS_SECOND) return "";
  try {
    return new Defuddle(cloneDocument(copy), { url: url.href, useAsync: false }).parse().content;
  } catch {
    // It gives up on some broken pages.
    return "";
  }
}

/** The longest of the elements that the page itself calls its article, or else its main part. */
function byMarkup(copy: Document): string {
  const own = cloneDocument(copy);
  for (const part of own.querySelectorAll(NO_TEXT)) part.remove();
  for (const selector of MARKED) {
    const parts = [...own.querySelectorAll(selector)];
    const longest = parts.toSorted((a, b) => b.textContent.length - a.textContent.length)[0];
    if (longest && longest.textContent.trim().length > MIN_MARKED) return longest.innerHTML;
  }
  return "";
}

/** What each of them takes for the article. `copy` stays as it is. */
export function findCandidates(copy: Document, url: URL): Readonly<Record<CandidateName, string>> {
  return { readability: byReadability(copy), defuddle: byDefuddle(copy, url), marked: byMarkup(copy) };
}
