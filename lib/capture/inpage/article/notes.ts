/**
 * Keeps footnotes together with their marks: links within the page stay links within the text, names become ids, and notes
 * that the extractor left behind, because they stand at the foot of the page, are brought back to the end.
 */

/** What holds notes, as Pandoc, Markdown converters, MediaWiki, WordPress and DPUB-ARIA name it. */
const NOTES =
  "[role=doc-endnotes], [role=doc-footnote], [role=doc-endnote], aside.footnote, .footnotes, .footnote, .footnote-list, .endnotes, .endnote, .references, .reflist, .refnotes, .easy-footnotes-wrapper";
const ITEM = "li, p, dd, dt, aside, tr, div";
const MAX_BROUGHT = 500;

/** Anchors by name become ids, and addresses of this page with a fragment become the fragment. */
export function settleFragments(copy: Document, page: URL): void {
  for (const anchor of copy.querySelectorAll("a[name]:not([id])"))
    anchor.setAttribute("id", anchor.getAttribute("name") ?? "");
  const own = page.href.split("#", 1)[0] ?? "";
  for (const link of copy.querySelectorAll("a[href*='#']")) {
    const href = link.getAttribute("href") ?? "";
    if (href.startsWith("#") || !URL.canParse(href, copy.baseURI)) continue;
    const full = new URL(href, copy.baseURI);
    if (full.hash.length > 1 && full.href.split("#", 1)[0] === own) link.setAttribute("href", full.hash);
  }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    // Not every page encodes its fragments well.
    return fragment;
  }
}

const byName = (root: ParentNode, name: string): Element | null =>
  root.querySelector(`[id="${CSS.escape(name)}"]`);

/** The note of that name outside of the article, if it stands among notes. */
function noteOf(copy: Document, name: string): Element | null {
  const note = byName(copy, name)?.closest(ITEM);
  return note?.closest(NOTES) ? note : null;
}

/** Appends the notes that the article's marks point to and that it lacks. `copy` holds the whole page. */
export function bringNotes(article: HTMLElement, copy: Document): void {
  const brought = new Map<Element, HTMLElement>();
  for (const link of article.querySelectorAll("a[href^='#']")) {
    const name = decoded((link.getAttribute("href") ?? "").slice(1));
    if (name === "" || brought.size >= MAX_BROUGHT || byName(article, name)) continue;
    const note = noteOf(copy, name);
    if (!note || brought.has(note)) continue;
    const item = article.ownerDocument.createElement("div");
    item.id = name;
    item.innerHTML = note.innerHTML;
    brought.set(note, item);
  }
  if (brought.size === 0) return;
  const section = article.ownerDocument.createElement("section");
  section.append(...brought.values());
  article.append(article.ownerDocument.createElement("hr"), section);
}
