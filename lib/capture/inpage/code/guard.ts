/**
 * The extractor's second opinion: when it lost code blocks, the smallest part of the page that holds more of them is
 * taken instead, unless that is far larger than what the extractor chose.
 */
import { namedCodes } from "./shield";

const LIKELY =
  "article, main, [role=main], #content, #bodyContent, .content, .body, .context, #main-content, .main-content, .entry-content, .post-content";
const ASIDE =
  "script, style, nav, aside, footer, form, button, noscript, template, [role=navigation], [aria-hidden=true], .toc, .sphinxsidebar";
/** The chosen part may be this much longer than the extractor's choice. */
const MAX_GROWTH = 2.5;
const ALWAYS_FINE = 4_000;

const length = (element: Element): number => element.textContent.replace(/\s+/g, " ").length;

/** The lowest element that holds every paragraph that stands for a block. */
function commonAncestor(copy: Document, nonce: string): Element | null {
  const places = [...copy.querySelectorAll("p")].filter((p) => p.textContent.startsWith(`CODE${nonce}N`));
  let ancestor: Element | null = places[0]?.parentElement ?? null;
  for (const place of places) while (ancestor && !ancestor.contains(place)) ancestor = ancestor.parentElement;
  return ancestor?.localName === "html" ? null : ancestor;
}

/**
 * HTML of the better part, or `null` when the extractor's choice stands.
 * `copy` is a shielded copy of the page that the extractor has not touched; it is changed.
 */
export function guardCode(
  copy: Document,
  chosen: { html: string; text: string },
  nonce: string,
): string | null {
  const kept = namedCodes(chosen.html, nonce).size;
  const bound = Math.max(ALWAYS_FINE, chosen.text.replace(/\s+/g, " ").length * MAX_GROWTH);
  const ancestor = commonAncestor(copy, nonce);
  const candidates = [...copy.querySelectorAll(LIKELY), ...(ancestor ? [ancestor] : [])]
    .map((element) => ({
      element,
      named: namedCodes(element.textContent, nonce).size,
      length: length(element),
    }))
    .filter(({ named, length: size }) => named > kept && size <= bound)
    .toSorted((a, b) => b.named - a.named || a.length - b.length);
  const best = candidates[0]?.element;
  if (!best) return null;
  for (const part of best.querySelectorAll(ASIDE))
    if (namedCodes(part.textContent, nonce).size === 0) part.remove();
  return best.innerHTML;
}
