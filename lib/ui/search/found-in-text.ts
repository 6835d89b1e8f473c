"use client";
/**
 * Shows in a text what a search found there: every place of the words is marked and the first one is in view. The marks
 * are painted over the text and change nothing of it; browsers that cannot do that show the text as it is.
 */
import { useEffect, useMemo } from "react";
import { queryWords } from "../../domain/query/match";
import { parseQuery } from "../../domain/query/parse";
import { searchable } from "../../domain/query/subject";
import { markRanges } from "../../domain/text/excerpt";
import { findNeedle } from "../../domain/text/find";
import { useAddress } from "../router";
import { FOUND } from "./found-href";

/** The name `::highlight()` in styles/search.css goes by. */
const PAINT = "found";
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, pre, td, th, dt, dd, figcaption, blockquote";
/** More marks than anybody looks at cost time to paint. */
const MOST = 2000;

/** Folded words of the search that led to this address. */
export function useFoundWords(): readonly string[] {
  const address = useAddress();
  return useMemo(() => {
    const query = new URL(address || "/", "http://app.invalid").searchParams.get(FOUND);
    // Dates of the query mark nothing, so the time they are read at does not matter.
    return query ? queryWords(parseQuery(query, 0).query) : [];
  }, [address]);
}

/** Marks the words in `text` and scrolls to the first of them, anew whenever `content` is another one. */
export function useFoundMarks(text: HTMLElement | null, words: readonly string[], content: unknown): void {
  useEffect(() => {
    if (!text || words.length === 0 || typeof Highlight === "undefined") return undefined;
    const ranges = rangesIn(text, words);
    CSS.highlights.set(PAINT, new Highlight(...ranges));
    ranges[0]?.startContainer.parentElement?.scrollIntoView({ block: "center" });
    return () => void CSS.highlights.delete(PAINT);
  }, [text, words, content]);
}

/** Every place of the words, block by block. */
export function rangesIn(text: HTMLElement, words: readonly string[]): Range[] {
  const ranges: Range[] = [];
  for (const block of text.querySelectorAll(BLOCKS)) {
    if (ranges.length >= MOST) break;
    if (block.querySelector(BLOCKS) === null) ranges.push(...rangesInBlock(block, words));
  }
  return ranges;
}

function rangesInBlock(block: Element, words: readonly string[]): Range[] {
  const line = searchable(block.textContent);
  // Looking is cheap, marking exactly is not: most blocks have none of the words.
  if (!words.some((word) => findNeedle(line, { text: word, open: true }) >= 0)) return [];
  const pieces = textsOf(block);
  return markRanges(pieces.map(({ data }) => data).join(""), words).map(({ start, end }) => {
    const range = document.createRange();
    range.setStart(...placeIn(pieces, start, false));
    range.setEnd(...placeIn(pieces, end, true));
    return range;
  });
}

function textsOf(block: Element): Text[] {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text) texts.push(node);
  return texts;
}

/** The text node and offset at which a place of the joined texts lies; an end belongs to the node before it. */
function placeIn(texts: readonly Text[], at: number, isEnd: boolean): [Text, number] {
  let left = at;
  for (const text of texts) {
    if (left < text.length || (isEnd && left === text.length)) return [text, left];
    left -= text.length;
  }
  const last = texts.at(-1) ?? new Text();
  return [last, last.length];
}
