/**
 * Code that a page draws without `<pre>`: editors, tables of numbered lines, highlighters with an element for each line.
 * In the copy each gives way to a `<pre>` with the same lines. Names of classes are those the makers document.
 */
import { codeText, dropFurniture } from "./lines";
import { LINE_MARK } from "./marks";

/** What holds one block, and its lines inside. */
const DRAWN: readonly (readonly [block: string, line: string])[] = [
  [".CodeMirror", ".CodeMirror-code .CodeMirror-line"],
  [".cm-editor", ".cm-content > .cm-line"],
  [".monaco-editor", ".view-lines > .view-line"],
  [".ace_editor", ".ace_text-layer .ace_line"],
  [".crayon-syntax", ".crayon-line"],
  [".syntaxhighlighter", "td.code .line, .container > .line"],
  ["table.hljs-ln", ".hljs-ln-code"],
  ["table.js-file-line-container, table.diff-table", ".blob-code-inner, td.js-file-line"],
];
/** Editors fill an empty line with a character that has no width. */
const FILLER = /^[\u200b\ufeff]$/;
const NUMBER = /^\s*\d+\s*$/;
const CODE_CELL = /code|line|source|content/i;

const topOf = (line: Element): number =>
  Number.parseFloat(/(?:^|;)\s*top:\s*([\d.]+)px/.exec(line.getAttribute("style") ?? "")?.[1] ?? "0");

function lineText(line: Element): string {
  dropFurniture(line);
  const text = codeText(line).replace(/\n$/, "");
  return FILLER.test(text) ? "" : text;
}

function replaceBlock(block: Element, text: string): void {
  const pre = block.ownerDocument.createElement("pre");
  const within = block.closest("pre");
  for (const name of ["class", "data-lang", "data-language"]) {
    const value = block.getAttribute(name);
    if (value !== null) pre.setAttribute(name, value);
  }
  pre.textContent = text;
  if (within) block.replaceWith(text);
  else block.replaceWith(pre);
}

/** The cell with the code of a row that has a line number and code, and nothing else. */
function codeCell(row: Element): Element | null {
  const [number, code, ...more] = row.children;
  if (!number || !code || more.length > 0) return null;
  const isNumbered = NUMBER.test(number.textContent || (number.getAttribute("data-line-number") ?? ""));
  const isCode = code.querySelector("code, pre") !== null || CODE_CELL.test(code.getAttribute("class") ?? "");
  return isNumbered && isCode ? code : null;
}

/** Cells of code, when the table is nothing but numbered lines. */
function codeCells(table: Element): readonly Element[] {
  const cells = [...table.querySelectorAll("tr")].map(codeCell);
  const found = cells.filter((cell) => cell !== null);
  return found.length > 1 && found.length === cells.length ? found : [];
}

/** A `<code>` on lines of its own is a block, whatever stands around it. */
function isBlockOfCode(code: Element): boolean {
  if (code.closest("pre") || code.querySelector("p, ul, ol, table")) return false;
  const lines = code.querySelectorAll(`[${LINE_MARK}], br`).length;
  return lines > 1 || (code.hasAttribute(LINE_MARK) && code.textContent.trim().includes("\n"));
}

function settleKnown(copy: Document, block: string, line: string): void {
  for (const found of copy.querySelectorAll(block)) {
    const lines = [...found.querySelectorAll(line)];
    if (lines.length === 0) continue;
    const inOrder = found.matches(".monaco-editor") ? lines.toSorted((a, b) => topOf(a) - topOf(b)) : lines;
    replaceBlock(found, inOrder.map(lineText).join("\n"));
  }
}

/** Puts a `<pre>` in place of every block of code that is drawn in another way. */
export function settleDrawnCode(copy: Document): void {
  for (const [block, line] of DRAWN) settleKnown(copy, block, line);
  for (const table of copy.querySelectorAll("table")) {
    const cells = codeCells(table);
    if (cells.length > 0) replaceBlock(table, cells.map(lineText).join("\n"));
  }
  for (const code of copy.querySelectorAll("code"))
    if (isBlockOfCode(code)) {
      dropFurniture(code);
      replaceBlock(code, codeText(code));
    }
}
