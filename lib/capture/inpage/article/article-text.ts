/** Plain text of article HTML: a line per block, a blank line between paragraphs, code as it is. */
import { CODE_SENTENCE, codeToken, type FoundCode } from "../../frozen";
import { isElement } from "../nodes";

const PARAGRAPH: ReadonlySet<string> = new Set(
  "p div section article header footer main blockquote figure figcaption h1 h2 h3 h4 h5 h6 ul ol dl pre table".split(
    " ",
  ),
);
const LINE: ReadonlySet<string> = new Set("li dt dd tr br hr caption summary details".split(" "));
const SILENT: ReadonlySet<string> = new Set("script style noscript template svg head".split(" "));

/** What stands before and after an element's words. */
function edgesOf(element: Element): readonly [before: string, after: string] {
  const name = element.localName;
  if (PARAGRAPH.has(name)) return ["\n\n", "\n\n"];
  if (LINE.has(name)) return ["\n", "\n"];
  if (name === "td" || name === "th") return ["\t", "\t"];
  // The reading of a character stands in brackets, where the page does not bring its own.
  return name === "rt" && !element.parentElement?.querySelector("rp") ? ["(", ")"] : ["", ""];
}

/** A formula in TeX, as Markdown has it, where the page says it in TeX. */
const texOf = (element: Element): string =>
  element.localName === "math" ? (element.getAttribute("alttext") ?? "").replace(/\s+/g, " ").trim() : "";

function write(node: Node, out: string[]): void {
  if (node.nodeType === Node.TEXT_NODE) {
    out.push((node.nodeValue ?? "").replace(/\s+/g, " "));
    return;
  }
  if (!isElement(node) || SILENT.has(node.localName)) return;
  const tex = texOf(node);
  if (tex !== "") {
    out.push(`$${tex}$`);
    return;
  }
  const [before, after] = edgesOf(node);
  out.push(before);
  for (let child = node.firstChild; child; child = child.nextSibling) write(child, out);
  out.push(after);
}

const lines = (node: Node): string => {
  const out: string[] = [];
  write(node, out);
  return out
    .join("")
    .replace(/[ \t]*\n[ \t]*/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/ {2,}/g, " ")
    .trim();
};

const CAPTIONS = "h1, h2, h3, h4, h5, h6, table, figure, figcaption, nav, header, footer, aside";
/** Shorter pieces are labels and crumbs, unless they end as a sentence does. */
const MIN_PROSE = 60;
const SENTENCE_END = /[.!?。！？…]["'”’»」』)）]?$/;
const OPENING_LENGTH = 500;

/** The first paragraphs, up to some 500 characters, from article HTML whose code blocks still stand as tokens. */
export function articleOpening(html: string): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const caption of body.querySelectorAll(CAPTIONS)) caption.remove();
  let opening = "";
  for (const block of lines(body).split("\n\n")) {
    if (opening.length >= OPENING_LENGTH) break;
    const isProse = block.length >= MIN_PROSE || SENTENCE_END.test(block);
    if (isProse && !block.includes(CODE_SENTENCE))
      opening = `${opening} ${block.replace(/\s+/g, " ")}`.trim();
  }
  return opening.slice(0, 2 * OPENING_LENGTH);
}

/** The text; the code blocks stand in it byte for byte. */
export function articleText(html: string, codes: readonly FoundCode[], nonce: string): string {
  let text = lines(new DOMParser().parseFromString(html, "text/html").body);
  for (const [index, code] of codes.entries())
    text = text.replace(`${codeToken(nonce, index)} ${CODE_SENTENCE}`, () => code.text);
  return text;
}
