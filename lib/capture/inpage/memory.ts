/**
 * What is remembered from the document's start on, because it cannot be read back later: source text of style sheets
 * made by script (reading it back through CSSOM loses shorthands with variables) and closed shadow roots.
 */
export interface PageMemory {
  readonly roots: WeakMap<Element, ShadowRoot>;
  readonly sheets: WeakMap<CSSStyleSheet, { readonly text: string; readonly rules: number }>;
  readonly rules: WeakMap<CSSRule, { readonly text: string; readonly cssText: string }>;
  /** Sheets whose rules a script changed one by one. */
  readonly touched: WeakSet<CSSStyleSheet>;
  /** Sheets whose rules a script got hold of, with `printOf` before it could change one. */
  readonly watched: WeakMap<CSSStyleSheet, string>;
}

declare global {
  var linksnapMemory: PageMemory | undefined;
}

/** The memory of this document; an empty one where the hooks did not run. */
export function pageMemory(): PageMemory {
  const memory = globalThis.linksnapMemory ?? {
    roots: new WeakMap(),
    sheets: new WeakMap(),
    rules: new WeakMap(),
    touched: new WeakSet(),
    watched: new WeakMap(),
  };
  if (!globalThis.linksnapMemory) Object.defineProperty(globalThis, "linksnapMemory", { value: memory });
  return memory;
}

/** What a sheet's rules say, in their own words; "" where they may not be read. */
export function printOf(sheet: CSSStyleSheet): string {
  try {
    return [...sheet.cssRules].map((rule) => rule.cssText).join("");
  } catch {
    // Of another origin: no script of the page changes it either.
    return "";
  }
}

/** The element's shadow root, open or closed. */
export const shadowRootOf = (element: Element): ShadowRoot | null =>
  element.shadowRoot ?? pageMemory().roots.get(element) ?? null;
