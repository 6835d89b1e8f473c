"use client";
/** How far the text on screen was read: a thin line at its upper edge that follows the scrolling. */
import { useEffect, useRef } from "react";
import { progressAt } from "../artifacts/reader/reading-position";
import { useReadingText } from "../text/reading/use-reading-text";

export function ReadingLine({ box }: { box: HTMLElement | null }) {
  const words = useReadingText();
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box) return undefined;
    const show = () => {
      const room = box.scrollHeight - box.clientHeight;
      const part = room <= 0 ? 0 : progressAt(box.scrollTop, room);
      line.current?.style.setProperty("--part", String(part));
      line.current?.setAttribute("aria-valuenow", String(Math.floor(part * 100)));
    };
    const grown = new ResizeObserver(show);
    for (const child of box.children) grown.observe(child);
    box.addEventListener("scroll", show, { passive: true });
    show();
    return () => {
      grown.disconnect();
      box.removeEventListener("scroll", show);
    };
  }, [box]);
  return (
    <div
      ref={line}
      className="readline"
      role="progressbar"
      aria-label={words.progress}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    />
  );
}
