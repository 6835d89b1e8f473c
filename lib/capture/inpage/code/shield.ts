/**
 * Carries code blocks through the article extractor untouched. Before extraction every outermost `<pre>` gives way to a
 * paragraph that scores as prose and names the block; its exact text waits outside, where no HTML parser, whitespace
 * rule or Markdown converter can change it. See docs/decisions/033-code-blocks.md.
 */
import { CODE_SENTENCE, codeToken, type FoundCode } from "../../frozen";
import { codeText, dropFurniture, GUTTER } from "./lines";

/** Tables and figures highlighters lay code and gutter out with. */
const LAYOUT =
  "table.highlight, table.highlighttable, table.rouge-table, figure.highlight table, .highlighttable, .lntable, section.code-snippet__fix";
const LANGUAGE = /(?:^|\s)(?:language-|lang-|brush:\s*|highlight-source-|highlight-)([\w+#-]+)/i;

function languageOf(pre: Element): string {
  const classes = [pre, pre.querySelector("code"), pre.parentElement, pre.parentElement?.parentElement].map(
    (element) => element?.getAttribute("class") ?? "",
  );
  for (const text of [pre.getAttribute("data-lang") ?? "", pre.getAttribute("data-language") ?? ""])
    if (/^[\w+#-]{1,30}$/.test(text)) return text;
  for (const text of classes) {
    const language = LANGUAGE.exec(text)?.[1];
    if (language) return language.toLowerCase();
  }
  return "";
}

const isOutermost = (pre: Element): boolean => !pre.parentElement?.closest("pre") && !pre.closest(GUTTER);

/** Replaces the code blocks of a copied document and returns them. */
export function shieldCode(copy: Document, nonce: string): FoundCode[] {
  const codes: FoundCode[] = [];
  for (const pre of [...copy.querySelectorAll("pre")].filter(isOutermost)) {
    if (!pre.isConnected) continue;
    const language = languageOf(pre);
    dropFurniture(pre);
    const text = codeText(pre);
    if (text.trim() === "") continue;
    const place = copy.createElement("p");
    place.textContent = `${codeToken(nonce, codes.length)} ${CODE_SENTENCE}`;
    codes.push({ text, language });
    (pre.closest(LAYOUT) ?? pre).replaceWith(place);
  }
  return codes;
}

/** Which blocks are named in some HTML or text. */
export function namedCodes(text: string, nonce: string): Set<number> {
  return new Set(
    [...text.matchAll(new RegExp(`CODE${nonce}N(\\d+)X`, "g"))].map((match) => Number(match[1])),
  );
}
