"use client";
/**
 * Remembers how far a text was read. The place is restored on opening and kept again while late images push the text
 * down, until the person scrolls; it is saved once, on leaving, so that reading does not fill the list of what can be
 * undone. A page that goes away leaves it aside too: its library may not get to writing any more.
 */
import { useEffect, useMemo, useState } from "react";
import type { LinkId } from "../../../domain/ids";
import { useLibrary } from "../../library-context";
import { MOVED } from "../../reading/stage";
import { placeAside } from "./place-aside";

/** Below and above these the reader starts at the top: not begun, or read to the end. */
const BEGUN = 0.02;
const FINISHED = 0.985;
/** A smaller move is not worth a write. */
const WORTH_KEEPING = 0.01;
/** How long late images may move the restored place, in milliseconds. */
const SETTLING = 3000;

/** Where to scroll for a progress of 0 to 1, in pixels of `room` (scroll height minus visible height). */
export const placeOf = (progress: number, room: number): number =>
  progress < BEGUN || progress > FINISHED ? 0 : Math.round(progress * Math.max(0, room));

/** Progress at a scroll position: 1 for a text that fits on the screen, since all of it was seen. */
export const progressAt = (top: number, room: number): number =>
  room <= 0 ? 1 : Math.min(1, Math.max(0, top / room));

/** Whether a new progress should be written over the kept one. */
export const isWorthKeeping = (next: number, kept: number): boolean => Math.abs(next - kept) >= WORTH_KEEPING;

/** Keeps the place of a link in `element`, its scrolling box, once the content is there. `progress` is the kept one. */
export function useReadingPosition(element: HTMLElement | null, id: LinkId, progress: number): void {
  const library = useLibrary();
  const aside = useMemo(() => placeAside(id, () => localStorage), [id]);
  // Read once: what is written on leaving must not scroll the text that is being read.
  const [place] = useState(() => ({ kept: progress, initial: aside.left(progress) ?? progress }));
  useEffect(() => {
    if (!element) return undefined;
    return keepPlace(element, place, (from, next) => {
      aside.leave(from, next);
      // Only a convenience: when it cannot be written, the library itself tells of its trouble.
      library.patch(id, { progress: next }).then(
        () => aside.clear(),
        () => undefined,
      );
    });
  }, [element, id, place, aside, library]);
}

const roomOf = (element: HTMLElement) => element.scrollHeight - element.clientHeight;
const handled = ["wheel", "touchmove", "pointerdown", "keydown", MOVED] as const;

interface Place {
  /** What the library holds. */
  readonly kept: number;
  /** Where to begin. */
  readonly initial: number;
}

/** `keep` is told what the library held and what it is to hold. */
function keepPlace(
  element: HTMLElement,
  { kept: held, initial }: Place,
  keep: (from: number, to: number) => void,
): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let kept = held;
  let current = initial;
  let moved = false;
  const restore = () => {
    // Who comes from a search is shown what was found, not where reading stopped.
    if (!moved && element.dataset["found"] === undefined)
      element.scrollTop = placeOf(initial, roomOf(element));
  };
  const leave = () => {
    if (!isWorthKeeping(current, kept)) return;
    keep(kept, current);
    kept = current;
  };
  // What the last page left aside.
  leave();
  const growing = new ResizeObserver(restore);
  for (const child of element.children) growing.observe(child);
  const settled = setTimeout(() => {
    moved = true;
    // A text that fits on the screen never scrolls: having stood there is having been read.
    if (roomOf(element) <= 0) current = progressAt(0, 0);
  }, SETTLING);
  for (const event of handled) {
    element.addEventListener(event, () => (moved = true), { passive: true, signal });
  }
  element.addEventListener(
    "scroll",
    () => {
      if (moved) current = progressAt(element.scrollTop, roomOf(element));
    },
    { passive: true, signal },
  );
  whenPageGoes(leave, signal);
  restore();
  return () => {
    stop.abort();
    growing.disconnect();
    clearTimeout(settled);
    leave();
  };
}

function whenPageGoes(leave: () => void, signal: AbortSignal): void {
  window.addEventListener("pagehide", leave, { signal });
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "hidden") leave();
    },
    { signal },
  );
}
