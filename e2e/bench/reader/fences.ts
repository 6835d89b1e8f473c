/** Code blocks of a Markdown text as a reader of Markdown takes them out: fences, in lists and quotations too. */

const OPENING = /^([\s>]*(?:(?:[-*+]|\d+[.)])\s+)*)(`{3,}|~{3,})[^`]*$/;
/** The entities that are needed inside of a table row. */
const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&#10;": "\n",
  "&#124;": "|",
  "&#13;": "\r",
  "&amp;": "&",
};

const decode = (text: string): string =>
  text.replaceAll(/&(?:lt|gt|amp|#10|#13|#124);/g, (entity) => ENTITIES[entity] ?? entity);

/** A line without what its list or quotation puts before it: at most as many characters as the fence has before it. */
function unindent(line: string, prefix: number): string {
  const before = /^[\s>]*/.exec(line.slice(0, prefix))?.[0].length ?? 0;
  return line.slice(before);
}

/** A text as a fence holds it: every line ends. */
export const ended = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);

/** Blocks that stand in a table row, where no fence fits. */
const inRow = (line: string): string[] =>
  [...line.matchAll(/<pre>(.*?)<\/pre>/g)].map(([, text = ""]) => ended(decode(text)));

const closes = (line: string, fence: string): boolean =>
  line.trim().length >= fence.length && line.trim().replaceAll(fence.charAt(0), "") === "";

/** The lines of one block, from `start` to its closing fence or the end. */
function blockFrom(
  lines: readonly string[],
  start: number,
  opening: { prefix: string; fence: string },
): string[] {
  const inner = lines.slice(start).map((line) => unindent(line, opening.prefix.length));
  const end = inner.findIndex((line) => closes(line, opening.fence));
  return end < 0 ? inner : inner.slice(0, end);
}

/** Texts of the blocks in order, each line with its end, as CommonMark says: a fence holds whole lines. */
export function codeOfMarkdown(markdown: string): string[] {
  const found: string[] = [];
  const lines = markdown.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    const [, prefix, fence] = OPENING.exec(line) ?? [];
    if (prefix === undefined || fence === undefined) {
      found.push(...inRow(line));
      continue;
    }
    const block = blockFrom(lines, i + 1, { prefix, fence });
    found.push(block.map((each) => `${each}\n`).join(""));
    i += block.length + 1;
  }
  return found;
}
