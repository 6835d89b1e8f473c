"use client";
/**
 * Notes on highlights: in the margin beside their passage where there is room, below its paragraph where there is not.
 * Each stands in an element of its own after the paragraph, which the text's index leaves out.
 */
import { useLayoutEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useText } from "../text/use-text";
import { chooseHighlight } from "./chosen";
import type { Placed } from "./paint";

/** Pixels between two notes in the margin. */
const GAP = 8;

interface NotePlace {
  readonly placed: Placed;
  readonly element: HTMLElement;
}

export function MarginNotes({ body, placed }: { body: HTMLElement; placed: readonly Placed[] }) {
  const { format } = useText();
  const places = usePlaces(body, placed);
  return places.map(({ placed: { highlight }, element }) =>
    createPortal(
      <button
        type="button"
        className="mnote"
        data-mark={highlight.colour}
        onClick={() => chooseHighlight(highlight.id)}
      >
        {highlight.note}
        <small>{format.day(highlight.createdAt)}</small>
      </button>,
      element,
      highlight.id,
    ),
  );
}

function usePlaces(body: HTMLElement, placed: readonly Placed[]): readonly NotePlace[] {
  const [places, setPlaces] = useState<readonly NotePlace[]>([]);
  useLayoutEffect(() => {
    const made = placed
      .filter(({ highlight }) => highlight.note !== "")
      .flatMap((one) => {
        const block = topBlock(body, one.range.endContainer);
        if (!block) return [];
        const element = document.createElement("div");
        element.className = "mnotes";
        block.after(element);
        return [{ placed: one, element }];
      });
    setPlaces(made);
    return () => {
      for (const { element } of made) element.remove();
    };
  }, [body, placed]);
  useLayoutEffect(() => {
    if (places.length === 0) return undefined;
    const lay = () => layOut(body, places);
    const watch = new ResizeObserver(lay);
    watch.observe(body);
    lay();
    return () => watch.disconnect();
  }, [body, places]);
  return places;
}

/** The child of the article that a node lies in. */
function topBlock(body: HTMLElement, node: Node): Element | null {
  let at: Node | null = node;
  while (at && at.parentNode !== body) at = at.parentNode;
  return at instanceof Element ? at : null;
}

/** Gives each note the height of its passage, and pushes down those that would overlap. */
function layOut(body: HTMLElement, places: readonly NotePlace[]): void {
  const top = body.getBoundingClientRect().top;
  const sorted = places
    .map(({ placed, element }) => ({ element, at: placed.range.getBoundingClientRect().top - top }))
    .toSorted((a, b) => a.at - b.at);
  let free = 0;
  for (const { element, at } of sorted) {
    const place = Math.max(at, free);
    element.style.setProperty("--top", `${place}px`);
    free = place + element.offsetHeight + GAP;
  }
}
