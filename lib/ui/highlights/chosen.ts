"use client";
/** Which highlight is open, and the wish to mark something: shared by the card, the keys and the article. */
import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let chosen: string | null = null;
let marker: (() => void) | null = null;

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

/** Opens a highlight by its id, or closes the open one. */
export function chooseHighlight(id: string | null): void {
  chosen = id;
  for (const changed of listeners) changed();
}

export const useChosenHighlight = (): string | null =>
  useSyncExternalStore(
    subscribe,
    () => chosen,
    () => null,
  );

/** Marks what is selected in the article on screen, or lets a paragraph be chosen. Nothing without an article. */
export const markHere = (): void => marker?.();

/** The article on screen answers `markHere`. Returns how to stop. */
export function answerMark(mark: () => void): () => void {
  marker = mark;
  return () => {
    if (marker === mark) marker = null;
  };
}
