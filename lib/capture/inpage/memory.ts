/**
 * What is remembered from the document's start on, because it cannot be read back later: source text of style sheets
 * made by script (reading it back through CSSOM loses shorthands with variables) and closed shadow roots.
 */
import { isSound } from "./sound";

export interface PageMemory {
  readonly roots: WeakMap<Element, ShadowRoot>;
  readonly sheets: WeakMap<CSSStyleSheet, { readonly text: string; readonly rules: number }>;
  readonly rules: WeakMap<CSSRule, { readonly text: string; readonly cssText: string }>;
  /** Sheets whose rules a script changed one by one. */
  readonly touched: WeakSet<CSSStyleSheet>;
  /** Sheets whose rules a script got hold of, with `printOf` before it could change one. */
  readonly watched: WeakMap<CSSStyleSheet, string>;
  /** Reads the rules of a sheet unseen by who watches over it. Throws for a sheet of another origin. */
  readonly rulesOf: (sheet: CSSStyleSheet) => CSSRuleList;
  /** Whether the page left what our scripts work with as it should be. */
  readonly isSound: () => boolean;
}

declare global {
  var linksnapMemory: PageMemory | undefined;
}

/** The browser's own way to the rules, as it is before anything is hooked. */
function readerOfRules(): PageMemory["rulesOf"] {
  const property = Object.getOwnPropertyDescriptor(CSSStyleSheet.prototype, "cssRules");
  const get: unknown = property && Reflect.get(property, "get");
  return (sheet) => {
    const rules: unknown = typeof get === "function" ? Reflect.apply(get, sheet, []) : null;
    return rules instanceof CSSRuleList ? rules : sheet.cssRules;
  };
}

/** The memory of this document; an empty one where the hooks did not run. */
export function pageMemory(): PageMemory {
  const memory = globalThis.linksnapMemory ?? {
    roots: new WeakMap(),
    sheets: new WeakMap(),
    rules: new WeakMap(),
    touched: new WeakSet(),
    watched: new WeakMap(),
    rulesOf: readerOfRules(),
    isSound,
  };
  if (!globalThis.linksnapMemory) Object.defineProperty(globalThis, "linksnapMemory", { value: memory });
  return memory;
}

/** What a sheet's rules say, in their own words; "" where they may not be read. */
export function printOf(sheet: CSSStyleSheet): string {
  try {
    return [...pageMemory().rulesOf(sheet)].map((rule) => rule.cssText).join("");
  } catch {
    // Of another origin: no script of the page changes it either.
    return "";
  }
}

/** The element's shadow root, open or closed. */
export const shadowRootOf = (element: Element): ShadowRoot | null =>
  element.shadowRoot ?? pageMemory().roots.get(element) ?? null;
