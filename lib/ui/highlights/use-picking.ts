"use client";
/** Choosing a paragraph with the keyboard alone: it is painted, arrows walk, Enter takes it, Escape ends. */
import { useCallback, useEffect, useState } from "react";
import { BLOCKS } from "./text-index";

const PAINT = "marked-picking";

export interface Picking {
  readonly isOn: boolean;
  readonly start: () => void;
}

const leavesOf = (body: HTMLElement): readonly Element[] =>
  [...body.querySelectorAll(BLOCKS)].filter(
    (block) => block.querySelector(BLOCKS) === null && block.textContent.trim() !== "",
  );

const rangeOf = (block: Element): Range => {
  const range = document.createRange();
  range.selectNodeContents(block);
  return range;
};

/** `take` gets the paragraph that Enter chose. */
export function usePicking(body: HTMLElement | null, take: (range: Range) => void): Picking {
  const [at, setAt] = useState<number | null>(null);
  const start = useCallback(() => {
    if (!body) return;
    const first = leavesOf(body).findIndex((block) => block.getBoundingClientRect().bottom > TOP_BAR);
    setAt(first < 0 ? null : first);
  }, [body]);
  useEffect(() => {
    if (at === null || !body) return undefined;
    const blocks = leavesOf(body);
    const range = blocks[at] ? rangeOf(blocks[at]) : null;
    blocks[at]?.scrollIntoView({ block: "nearest" });
    if (range && typeof Highlight !== "undefined") CSS.highlights.set(PAINT, new Highlight(range));
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Tab") return;
      event.preventDefault();
      event.stopPropagation();
      const step = STEPS.get(event.key);
      if (step !== undefined) setAt(Math.min(blocks.length - 1, Math.max(0, at + step)));
      else if (event.key === "Enter" || event.key === "Escape") setAt(null);
      if (event.key === "Enter" && range) take(range);
    };
    // Before the keys of the link page, which mean other things.
    window.addEventListener("keydown", pressed, { capture: true });
    return () => {
      window.removeEventListener("keydown", pressed, { capture: true });
      if (typeof Highlight !== "undefined") CSS.highlights.delete(PAINT);
    };
  }, [at, body, take]);
  return { isOn: at !== null, start };
}

/** Height of the bar above the article, in CSS pixels. */
const TOP_BAR = 80;
const STEPS: ReadonlyMap<string, number> = new Map([
  ["ArrowDown", 1],
  ["j", 1],
  ["ArrowUp", -1],
  ["k", -1],
]);
