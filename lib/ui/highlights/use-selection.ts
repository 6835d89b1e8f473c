"use client";
/** What a person has selected inside the article: settled for a moment, so that dragging does not flicker. */
import { useEffect, useState } from "react";

const SETTLE_MS = 200;

/** `null` while nothing of `body` is selected. */
export function useSelection(body: HTMLElement | null): Range | null {
  const [range, setRange] = useState<Range | null>(null);
  useEffect(() => {
    if (!body) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => setRange(selectedIn(body));
    const changed = () => {
      clearTimeout(timer);
      timer = setTimeout(look, SETTLE_MS);
    };
    document.addEventListener("selectionchange", changed);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("selectionchange", changed);
    };
  }, [body]);
  return range;
}

/** The part of the page's selection that is text of `body`. */
export function selectedIn(body: HTMLElement): Range | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  return body.contains(range.commonAncestorContainer) ? range.cloneRange() : null;
}
