/**
 * What a search hit shows: where the marked words stand in the original text, exact to the character even where folding
 * changes lengths (`ß`, `ﬁ`, `ｶﾞ`), and a piece of a long text around the first of them.
 */
import { findNeedle } from "./find";
import { fold, foldWithOffsets } from "./fold";

/** A piece of a text in UTF-16 units, end exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Where the marks hit in the text, in order, overlapping hits joined. Marks hit where a word begins. */
export function markRanges(text: string, marks: readonly string[]): TextRange[] {
  const needles = marks.map((mark) => fold(mark)).filter((mark) => mark !== "");
  if (needles.length === 0 || text === "") return [];
  const { folded, starts, ends } = foldWithOffsets(text);
  const hits: TextRange[] = [];
  for (const needle of needles) {
    let at = findNeedle(folded, { text: needle, open: true });
    while (at >= 0) {
      hits.push({ start: starts[at] ?? 0, end: ends[at + needle.length - 1] ?? text.length });
      at = findNeedle(folded, { text: needle, open: true }, at + needle.length);
    }
  }
  return joined(hits.toSorted((a, b) => a.start - b.start || b.end - a.end));
}

function joined(sorted: readonly TextRange[]): TextRange[] {
  const ranges: TextRange[] = [];
  for (const hit of sorted) {
    const last = ranges.at(-1);
    if (last && hit.start <= last.end)
      ranges[ranges.length - 1] = { start: last.start, end: Math.max(last.end, hit.end) };
    else ranges.push(hit);
  }
  return ranges;
}

/** How far a cut may move to fall between words, in characters. */
const SLACK = 16;

/**
 * A piece of about `length` characters around the first hit, on one line, with `…` where text was left out. Without a
 * hit it is the beginning. Never longer than `length` plus the two `…`.
 */
export function excerptAround(text: string, marks: readonly string[], length: number): string {
  const line = text.replace(/\s+/gu, " ").trim();
  if (line.length <= length) return line;
  const hit = markRanges(line, marks)[0]?.start ?? 0;
  const wanted = Math.min(Math.max(0, hit - Math.floor(length / 3)), line.length - length);
  const start = wordStart(line, wanted);
  const end = wordEnd(line, Math.min(line.length, start + length), hit);
  return `${start > 0 ? "…" : ""}${line.slice(start, end).trim()}${end < line.length ? "…" : ""}`;
}

/** The next beginning of a word, or the place itself where none is near (CJK text has no spaces). */
function wordStart(line: string, at: number): number {
  if (at === 0) return 0;
  const space = line.indexOf(" ", at - 1);
  return space >= 0 && space - at <= SLACK ? space + 1 : wholeCharacter(line, at);
}
function wordEnd(line: string, at: number, after: number): number {
  if (at === line.length) return at;
  const space = line.lastIndexOf(" ", at);
  return space > after && at - space <= SLACK ? space : wholeCharacter(line, at);
}
const wholeCharacter = (line: string, at: number): number => {
  const unit = line.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
};
