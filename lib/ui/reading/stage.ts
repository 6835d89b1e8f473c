"use client";
/**
 * The text that is being read, for the tools around it: contents, find, place. One at a time; a viewer of text puts its
 * own here while it is on screen, and anew whenever its content was built anew.
 */
import { useSyncExternalStore } from "react";

export interface Stage {
  /** Scrolls. */
  readonly box: HTMLElement;
  /** The words. */
  readonly text: HTMLElement;
}

let current: Stage | null = null;
const listeners = new Set<() => void>();

function put(stage: Stage | null): void {
  current = stage;
  for (const listener of listeners) listener();
}

/** Returns how to take it away again. */
export function enterStage(stage: Stage): () => void {
  put(stage);
  return () => {
    if (current === stage) put(null);
  };
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** `null` while no text is on screen. */
export const useStage = (): Stage | null =>
  useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );

/** Event on the box: a tool of the app is about to scroll it, so the kept place need not be held any more. */
export const MOVED = "linksnap:moved";

/** Pixels that a place is brought below the upper edge. */
const ABOVE = 24;

/** Brings the top of an element, or of a passage, near the upper edge (or to a third of the height) of the box. */
export function scrollToPlace(box: HTMLElement, place: DOMRect, where: "top" | "third"): void {
  const outer = box.getBoundingClientRect();
  box.dispatchEvent(new Event(MOVED));
  box.scrollTop += place.top - outer.top - (where === "top" ? ABOVE : outer.height / 3);
}
