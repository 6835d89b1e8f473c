/**
 * What a handler of one site is, and what handlers share. A handler reads a copy of the page by marks that are publicly
 * known, and hands out HTML that is sanitised later like any other. It is pure: one copy in, plain data out. Where it
 * does not find its marks it answers `null`, and the page goes to the general reader.
 */

export interface SiteArticle {
  /** Not sanitised. */
  readonly html: string;
  /** These go before what the page says of itself in its head; "" where the handler found nothing. */
  readonly title: string;
  readonly author: string;
  /** In any form `isoDate` of reader/facts.ts reads. */
  readonly published: string;
  readonly site?: string;
  readonly language?: string;
}

export interface Site {
  readonly name: string;
  /** Is asked with the host name. */
  readonly hosts: RegExp;
  /** `copy` belongs to the handler: it may change it. */
  readonly read: (copy: Document, url: URL) => SiteArticle | null;
}

/** Words on one line, by the first of the selectors that finds any. */
export function textOf(root: ParentNode, ...selectors: readonly string[]): string {
  for (const selector of selectors) {
    const text = root.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim() ?? "";
    if (text !== "") return text;
  }
  return "";
}

/** The first of the selectors that finds anything; their order is the order of preference. */
export function firstOf(root: ParentNode, ...selectors: readonly string[]): Element | null {
  for (const selector of selectors) {
    const found = root.querySelector(selector);
    if (found) return found;
  }
  return null;
}

export const contentOf = (root: ParentNode, selector: string): string =>
  root.querySelector(selector)?.getAttribute("content")?.trim() ?? "";

const NEVER =
  "script, style, noscript, template, button, form, input, select, iframe, object, svg, nav, [hidden], [style*='display:none'], [style*='display: none']";

/** The element without what is never part of a text, nor what `more` finds. It is changed. */
export function cleaned(element: Element, more = ""): Element {
  for (const part of element.querySelectorAll(more === "" ? NEVER : `${NEVER}, ${more}`)) part.remove();
  return element;
}

export const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const ADDRESS = /https?:\/\/[^\s<>"'）】]+/g;

/** Text with line breaks, as people type it into a field, as paragraphs with its addresses as links. */
export const typedText = (text: string): string =>
  text
    .trim()
    .split(/\n\s*\n/)
    .map((part) =>
      escapeText(part)
        .replaceAll(ADDRESS, (address) => `<a href="${address}">${address}</a>`)
        .replaceAll("\n", "<br>"),
    )
    .filter((part) => part !== "")
    .map((part) => `<p>${part}</p>`)
    .join("");

/** One piece of a conversation: who, when, and anything else in a line, then what was said. */
export const spoken = (facts: readonly string[], html: string): string =>
  `<section><h2>${escapeText(facts.filter((fact) => fact !== "").join(" · "))}</h2>${html}</section>`;

const CHINESE_DATE =
  /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s*(\d{1,2}):(\d{2})(?::(\d{2}))?)?/;
const two = (digits: string | undefined): string => (digits ?? "0").padStart(2, "0");

/** The first date in some words of a Chinese site, whose clocks run at UTC+8; "" without one. */
export function chineseDate(text: string): string {
  const [all, year, month, day, hour, minute, second] = CHINESE_DATE.exec(text) ?? [];
  if (all === undefined) return "";
  const date = `${year}-${two(month)}-${two(day)}`;
  return hour === undefined ? date : `${date}T${two(hour)}:${two(minute)}:${two(second)}+08:00`;
}
