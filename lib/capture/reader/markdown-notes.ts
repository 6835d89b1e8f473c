/**
 * Footnotes in Markdown: a raised mark that leads to a note becomes `[^1]`, the note `[^1]: …`, and the way back, which
 * every renderer draws by itself, is left out.
 */
import type TurndownService from "turndown";

interface Notes {
  /** Number of each note, by the id its marks lead to. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Ids of the marks: links to them are ways back. */
  readonly marks: ReadonlySet<string>;
}

/** A link inside of a raised mark, or a raised mark inside of a link. Sanitised HTML writes attributes in one way. */
const MARK =
  /<sup([^>]*)>\s*<a([^>]*)>[^<]{1,12}<\/a>\s*<\/sup>|<a([^>]*)>\s*<sup([^>]*)>[^<]{1,12}<\/sup>\s*<\/a>/g;
const TARGET = /href="#([^"]+)"/;
const ID = /\bid="([^"]+)"/;

/** The notes that some HTML has both marks and text for. */
export function findNotes(html: string): Notes {
  const numbers = new Map<string, number>();
  const marks = new Set<string>();
  for (const [mark] of html.matchAll(MARK)) {
    const target = TARGET.exec(mark)?.[1];
    if (target === undefined || !html.includes(`id="${target}"`)) continue;
    if (!numbers.has(target)) numbers.set(target, numbers.size + 1);
    const id = ID.exec(mark)?.[1];
    if (id !== undefined) marks.add(id);
  }
  return { numbers, marks };
}

const hrefOf = (node: HTMLElement): string => node.getAttribute("href") ?? "";
const targetOf = (node: HTMLElement | null): string => {
  const href = node ? hrefOf(node) : "";
  return href.startsWith("#") ? href.slice(1) : "";
};
const isTag = (node: HTMLElement, ...names: readonly string[]): boolean =>
  names.includes(node.nodeName.toLowerCase());

/** Id that a mark leads to; "" for what is no mark. */
function markTarget(node: HTMLElement): string {
  if (isTag(node, "sup")) return targetOf(node.querySelector("a"));
  return isTag(node, "a") && node.querySelector("sup") ? targetOf(node) : "";
}

const indented = (text: string): string => text.trim().replaceAll(/\n(?=[^\n])/g, "\n    ");

/** Teaches the service to write them. */
export function addNotes(service: TurndownService, { numbers, marks }: Notes): void {
  if (numbers.size === 0) return;
  service.addRule("note", {
    filter: (node) => isTag(node, "li", "p", "div", "dd", "section") && numbers.has(node.id),
    replacement: (content, node) =>
      `\n\n[^${numbers.get("id" in node ? node.id : "") ?? 0}]: ${indented(content)}\n\n`,
  });
  service.addRule("note back", {
    filter: (node) => isTag(node, "a") && marks.has(targetOf(node)),
    replacement: () => "",
  });
  service.addRule("note mark", {
    filter: (node) => numbers.has(markTarget(node)),
    replacement: (_content, node) =>
      "querySelector" in node ? `[^${numbers.get(markTarget(node)) ?? 0}]` : "",
  });
}
