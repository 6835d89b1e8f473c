/**
 * The Markdown of notes as a tree: paragraphs, headings, lists with tasks, quotations, code, bold, italic, struck out,
 * links and bare addresses. Reads any text in time that grows with its length; what is no Markdown stays as written. Pure.
 */
import { readInline, type Inline } from "./read-inline";

export type Block =
  | { readonly kind: "paragraph"; readonly parts: readonly Inline[] }
  | { readonly kind: "heading"; readonly level: number; readonly parts: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | { readonly kind: "list"; readonly start: number | null; readonly items: readonly Item[] }
  | { readonly kind: "rule" };

export interface Item {
  /** `null` for an item that is no task. */
  readonly done: boolean | null;
  readonly blocks: readonly Block[];
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})\s+(.+?)(?:\s+#+)?$/;
const RULE = /^ {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/;
const QUOTE = /^ {0,3}> ?/;
const MARKER = /^( {0,3})([-*+]|\d{1,9}[.)])(?:\s+|$)/;
const TASK = /^\[([ xX])\]\s+/;
/** Lists and quotations in each other, deeper than anybody writes. */
const MAX_DEPTH = 8;

interface Reading {
  readonly block: Block;
  /** The first line after it. */
  readonly next: number;
}

type Reader = (lines: readonly string[], at: number, depth: number) => Reading | null;

/** Blocks of a note, top to bottom. */
export const readNote = (text: string): readonly Block[] =>
  readBlocks(text.replaceAll(/\r\n?/g, "\n").split("\n"), 0);

function readBlocks(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    if (lines[at]?.trim() === "") {
      at++;
      continue;
    }
    const { block, next } = readOne(lines, at, depth);
    blocks.push(block);
    at = next;
  }
  return blocks;
}

const readers: readonly Reader[] = [readCode, readHeading, readRule, readQuote, readList];

function readOne(lines: readonly string[], at: number, depth: number): Reading {
  for (const read of readers) {
    const found = read(lines, at, depth);
    if (found) return found;
  }
  return readParagraph(lines, at);
}

function readCode(lines: readonly string[], at: number): Reading | null {
  const fence = FENCE.exec(lines[at] ?? "")?.[1];
  if (!fence) return null;
  let next = at + 1;
  while (next < lines.length && !(lines[next] ?? "").trimStart().startsWith(fence)) next++;
  return { block: { kind: "code", text: lines.slice(at + 1, next).join("\n") }, next: next + 1 };
}

function readHeading(lines: readonly string[], at: number): Reading | null {
  const [, marks, text] = HEADING.exec(lines[at] ?? "") ?? [];
  if (marks === undefined || text === undefined) return null;
  return { block: { kind: "heading", level: marks.length, parts: readInline(text) }, next: at + 1 };
}

function readRule(lines: readonly string[], at: number): Reading | null {
  return RULE.test(lines[at] ?? "") ? { block: { kind: "rule" }, next: at + 1 } : null;
}

function readQuote(lines: readonly string[], at: number, depth: number): Reading | null {
  if (depth >= MAX_DEPTH || !QUOTE.test(lines[at] ?? "")) return null;
  let next = at;
  while (next < lines.length && QUOTE.test(lines[next] ?? "")) next++;
  const inner = lines.slice(at, next).map((line) => line.replace(QUOTE, ""));
  return { block: { kind: "quote", blocks: readBlocks(inner, depth + 1) }, next };
}

const isOrdered = (line: string): boolean => /^\s*\d/.test(line);

function readList(lines: readonly string[], at: number, depth: number): Reading | null {
  const first = lines[at] ?? "";
  if (depth >= MAX_DEPTH || !MARKER.test(first)) return null;
  const items: Item[] = [];
  let next = at;
  while (
    next < lines.length &&
    MARKER.test(lines[next] ?? "") &&
    isOrdered(lines[next] ?? "") === isOrdered(first)
  ) {
    const { item, end } = readItem(lines, next, depth);
    items.push(item);
    next = end;
  }
  const start = isOrdered(first) ? Number.parseInt(first.trim(), 10) : null;
  return { block: { kind: "list", start, items }, next };
}

const isEmpty = (line: string | undefined): boolean => (line ?? "").trim() === "";

/** Whether a line belongs to the item over it: it is indented, or it is empty and the next one is. */
const isInside = (line: string, after: string | undefined): boolean =>
  isEmpty(line) ? /^\s{2,}\S/.test(after ?? "") : /^\s{2,}/.test(line);

const unindented = (line: string, by: number): string =>
  line.slice(Math.min(by, line.length - line.trimStart().length));

/** An item reaches as far as its lines are indented, over single empty lines too. */
function readItem(
  lines: readonly string[],
  at: number,
  depth: number,
): { readonly item: Item; readonly end: number } {
  const line = lines[at] ?? "";
  const indent = MARKER.exec(line)?.[0].length ?? 2;
  let end = at + 1;
  while (end < lines.length && isInside(lines[end] ?? "", lines[end + 1])) end++;
  const more = lines.slice(at + 1, end).map((one) => unindented(one, indent));
  // An empty line between two items belongs to nobody.
  while (isEmpty(lines[end]) && MARKER.test(lines[end + 1] ?? "")) end++;
  return { item: itemOf(line.slice(indent), more, depth), end };
}

function itemOf(first: string, more: readonly string[], depth: number): Item {
  const task = TASK.exec(first);
  const lines = [first.slice(task?.[0].length ?? 0), ...more];
  return { done: task ? task[1] !== " " : null, blocks: readBlocks(lines, depth + 1) };
}

const startsOther = (line: string): boolean =>
  [FENCE, HEADING, RULE, QUOTE, MARKER].some((pattern) => pattern.test(line));

function readParagraph(lines: readonly string[], at: number): Reading {
  let next = at + 1;
  while (next < lines.length && lines[next]?.trim() !== "" && !startsOther(lines[next] ?? "")) next++;
  return { block: { kind: "paragraph", parts: readInline(lines.slice(at, next).join("\n").trim()) }, next };
}
