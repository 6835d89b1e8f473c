/**
 * Source text of style sheets. Text is preferred over CSSOM, which loses information (a shorthand with a variable and a
 * longhand after it come back empty: csswg-drafts#2515); CSSOM is read where a script changed the rules.
 */
import { pageMemory, printOf } from "../memory";
import type { Sheaf } from "./sheaf";

function ruleText(rule: CSSRule): string {
  const known = pageMemory().rules.get(rule);
  return known?.cssText === rule.cssText ? known.text : rule.cssText;
}

/** Rules as text, or `null` where the sheet is of another origin. */
function rulesOf(sheet: CSSStyleSheet): CSSRule[] | null {
  try {
    return [...pageMemory().rulesOf(sheet)];
  } catch {
    // Another origin: not readable from here.
    return null;
  }
}

/** Whether a script changed the rules of a sheet, one by one or in place. */
function isTouched(sheet: CSSStyleSheet): boolean {
  const { touched, watched } = pageMemory();
  const print = watched.get(sheet);
  return touched.has(sheet) || (print !== undefined && print !== printOf(sheet));
}

/** Text of a sheet made by script. */
function constructedText(sheet: CSSStyleSheet): string {
  const known = pageMemory().sheets.get(sheet);
  const rules = rulesOf(sheet) ?? [];
  return known?.rules === rules.length && !isTouched(sheet) ? known.text : rules.map(ruleText).join("\n");
}

/** Whether a `<style>` still has the rules its text says. */
function hasOwnRules(text: string, rules: readonly CSSRule[]): boolean {
  const probe = new CSSStyleSheet();
  probe.replaceSync(text);
  const fresh = [...probe.cssRules];
  const current = rules.filter((rule) => !(rule instanceof CSSImportRule));
  return fresh.length === current.length && fresh.every((rule, i) => rule.cssText === current[i]?.cssText);
}

/** Source of a `<style>` element as its rules stand now. */
export function styleSource(element: HTMLStyleElement): string {
  const { sheet, textContent: text } = element;
  const rules = sheet ? rulesOf(sheet) : null;
  if (!rules) return text;
  if (!(sheet && isTouched(sheet)) && hasOwnRules(text, rules)) return text;
  return rules.map(ruleText).join("\n");
}

/** The token of a linked style sheet: by its address, or by its rules where a script changed them. */
export function linkedSheetToken(link: HTMLLinkElement, sheaf: Sheaf): string {
  const { sheet } = link;
  const rules = sheet && isTouched(sheet) ? rulesOf(sheet) : null;
  return rules
    ? sheaf.cssToken({ text: rules.map(ruleText).join("\n"), href: "", base: link.href, where: "style" })
    : sheaf.cssToken({ text: "", href: link.href.replace(/#.*$/, ""), base: link.href, where: "style" });
}

/** The condition a sheet stands under: its element's, or what a script has made of it in the sheet itself. */
export const mediaOf = ({ sheet, media }: HTMLLinkElement | HTMLStyleElement): string =>
  sheet ? sheet.media.mediaText : media;

/** Adopted sheets of a document or shadow root as `<style>` elements. */
export function adoptedStyles(owner: Document | ShadowRoot, sheaf: Sheaf): string {
  return owner.adoptedStyleSheets
    .filter((sheet) => !sheet.disabled)
    .map((sheet) => {
      const media = sheet.media.mediaText;
      const token = sheaf.cssToken({
        text: constructedText(sheet),
        href: "",
        base: document.baseURI,
        where: "style",
      });
      return `<style${media ? ` media="${media.replaceAll('"', "&quot;")}"` : ""}>${token}</style>`;
    })
    .join("");
}

/** The title of the style set in use, where the page offers several. */
export function preferredStyleSet(): string {
  for (const element of document.querySelectorAll<HTMLLinkElement | HTMLStyleElement>(
    'link[rel~="stylesheet" i][title],style[title]',
  ))
    if (element.title && !/\balternate\b/i.test(element.getAttribute("rel") ?? "")) return element.title;
  return "";
}

/** Whether a sheet is for print alone: the archived page is looked at, never laid out on paper. */
export const isForPaper = (media: string): boolean =>
  media.split(",").every((one) => /^\s*(?:only\s+)?print\b/i.test(one));
