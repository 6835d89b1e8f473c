"use client";
/**
 * Notes on highlights: in the margin beside their passage where there is room, below its paragraph where there is not.
 * Each stands in an element of its own after the paragraph, which the text's index leaves out.
 */
import { useLayoutEffect, useState } from "react";
import { createPortal } from "react-dom";
import { plainMarks } from "../markdown/note-text";
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
        {plainMarks(highlight.note)}
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
        const block = blockOf(body, one.range.endContainer);
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

/** What a note may stand below: a paragraph, or the whole that a passage belongs to. */
const WHOLES = "p, h1, h2, h3, h4, h5, h6, ul, ol, dl, table, blockquote, figure, .code";

function blockOf(body: HTMLElement, node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest(WHOLES) ?? null;
  return block && block !== body && body.contains(block) ? block : body.lastElementChild;
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
