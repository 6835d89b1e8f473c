/**
 * Takes labels out of an article that a second witness does not count to it: lines of a menu, "Read more", names of
 * buttons. Only where both speak of the same text, only what is short and no sentence, never code, formulas, pictures,
 * headings, cells of tables, or items of a list that do not lead anywhere.
 */
import { agreement, isLabel, WITNESS, wordsOf } from "./quality";

const BLOCK = "p, li, div, figcaption, span, a, section, header, footer, ul, ol";
const INNER =
  "p, li, div, ul, ol, dl, dt, dd, h1, h2, h3, h4, h5, h6, pre, table, figure, blockquote, section, img, math, picture, video, details";
const NEVER_IN = "table, pre, math, h1, h2, h3, h4, h5, h6, dl, code, ruby, details, blockquote";
const TOKEN = /CODE\w+N\d+X/;

/** Innermost blocks: words in one line. */
const lineBlocks = (article: Element): Element[] =>
  [...article.querySelectorAll(BLOCK)].filter(
    (block) =>
      !block.querySelector(INNER) &&
      !block.closest(NEVER_IN) &&
      (/^(?:p|li|div|figcaption|section|header|footer)$/.test(block.localName) ||
        block.parentElement === article),
  );

/** Items of lists are short by their nature: only those of a menu are labels. */
const isItem = (block: Element): boolean =>
  block.closest("ul, ol") !== null && !block.matches("a") && block.querySelector("a, button") === null;

/** Removes what `witness`, the text another extractor took, does not have. */
export function trimLabels(article: Element, witness: string): void {
  const words = wordsOf(witness);
  const blocks = lineBlocks(article).map((block) => ({ block, line: wordsOf(block.textContent) }));
  if (
    agreement(
      blocks.map(({ line }) => line),
      words,
    ) < WITNESS
  )
    return;
  for (const { block, line } of blocks) {
    const text = block.textContent.trim();
    if (
      line === "" ||
      TOKEN.test(text) ||
      !isLabel(text) ||
      words.includes(line) ||
      isItem(block) ||
      block.matches("[id]") ||
      block.querySelector("[id], a[href^='#']")
    )
      continue;
    block.remove();
  }
}
