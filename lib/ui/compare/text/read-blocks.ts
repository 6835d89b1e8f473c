/**
 * A reader document as a list of blocks to compare: headings, paragraphs, list items, quotations, code. The document is
 * only parsed, in a document of its own that loads nothing and runs nothing; what leaves here is text.
 */
import type { Block } from "../../../domain/diff/blocks";

const KINDS: Readonly<Record<string, Block["kind"]>> = {
  h1: "heading",
  h2: "heading",
  h3: "heading",
  h4: "heading",
  h5: "heading",
  h6: "heading",
  li: "item",
  blockquote: "quote",
  pre: "code",
};
/** Elements that begin and end a block. */
const BLOCKS =
  "address,article,aside,blockquote,caption,dd,details,div,dl,dt,figcaption,figure,footer,h1,h2,h3,h4,h5,h6,header,hr,li,main,nav,ol,p,pre,section,summary,table,tbody,td,tfoot,th,thead,tr,ul";
const SKIPPED = new Set(["script", "style", "template", "noscript"]);

export interface ReadText {
  readonly blocks: readonly Block[];
  /** Addresses that the text links to, each once. */
  readonly links: ReadonlySet<string>;
}

export function readBlocks(html: string): ReadText {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const blocks: Block[] = [];
  collect(body, "paragraph", blocks);
  const links = [...body.querySelectorAll("a[href]")].map((link) => link.getAttribute("href") ?? "");
  return { blocks, links: new Set(links.filter((href) => /^https?:/i.test(href))) };
}

/** Plain text in blocks, where a snapshot has no reader document. */
export const plainBlocks = (text: string): ReadText => ({
  blocks: text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== "")
    .map((part) => ({ kind: "paragraph", text: part.trim() })),
  links: new Set(),
});

const kindOf = (element: Element, around: Block["kind"]): Block["kind"] => {
  const own = Object.hasOwn(KINDS, element.localName) ? KINDS[element.localName] : undefined;
  return own ?? around;
};

function collect(element: Element, kind: Block["kind"], blocks: Block[]): void {
  if (kind === "code") {
    blocks.push({ kind, text: element.textContent });
    return;
  }
  let line = "";
  const flush = () => {
    const text = line.replaceAll(/\s+/gu, " ").trim();
    if (text !== "") blocks.push({ kind, text });
    line = "";
  };
  for (const node of element.childNodes) {
    if (node instanceof Element && isBlock(node)) {
      flush();
      collect(node, kindOf(node, kind), blocks);
    } else line += inlineText(node);
  }
  flush();
}

const isBlock = (element: Element): boolean =>
  element.matches(BLOCKS) || (!SKIPPED.has(element.localName) && element.querySelector(BLOCKS) !== null);

function inlineText(node: Node): string {
  if (node instanceof Element) {
    if (SKIPPED.has(node.localName)) return "";
    if (node.localName === "br") return " ";
  }
  return node.textContent ?? "";
}
