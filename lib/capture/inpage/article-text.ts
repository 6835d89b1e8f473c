/** Plain text of article HTML: a line per block, a blank line between paragraphs, code as it is. */
import { CODE_SENTENCE, codeToken, type FoundCode } from "../frozen";
import { isElement } from "./nodes";

const PARAGRAPH: ReadonlySet<string> = new Set(
  "p div section article header footer main blockquote figure figcaption h1 h2 h3 h4 h5 h6 ul ol dl pre table".split(
    " ",
  ),
);
const LINE: ReadonlySet<string> = new Set("li dt dd tr br hr caption summary details".split(" "));
const SILENT: ReadonlySet<string> = new Set("script style noscript template svg head".split(" "));

function write(node: Node, out: string[]): void {
  if (node.nodeType === Node.TEXT_NODE) {
    out.push((node.nodeValue ?? "").replace(/\s+/g, " "));
    return;
  }
  if (!isElement(node) || SILENT.has(node.localName)) return;
  const name = node.localName;
  const edge = PARAGRAPH.has(name)
    ? "\n\n"
    : LINE.has(name)
      ? "\n"
      : name === "td" || name === "th"
        ? "\t"
        : "";
  out.push(edge);
  for (let child = node.firstChild; child; child = child.nextSibling) write(child, out);
  out.push(edge);
}

/** The text; the code blocks stand in it byte for byte. */
export function articleText(html: string, codes: readonly FoundCode[], nonce: string): string {
  const out: string[] = [];
  write(new DOMParser().parseFromString(html, "text/html").body, out);
  let text = out
    .join("")
    .replace(/[ \t]*\n[ \t]*/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/ {2,}/g, " ")
    .trim();
  for (const [index, code] of codes.entries())
    text = text.replace(`${codeToken(nonce, index)} ${CODE_SENTENCE}`, () => code.text);
  return text;
}
