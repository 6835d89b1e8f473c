"use client";
/** The colours that appear below a selection. Escape lets go of it, before it leads back from the link. */
import { useEffect } from "react";
import { IconButton } from "../parts/button";
import { useHighlightText } from "../text/highlights/use-highlight-text";
import { ColourButtons } from "./colour-buttons";
import type { Mark } from "./paint";
import { placeBelow } from "./place";

const WIDTH = 208;

interface SelectionBarProps {
  readonly range: Range;
  readonly box: HTMLElement;
  readonly mark: Mark;
}

export function SelectionBar({ range, box, mark }: SelectionBarProps) {
  const words = useHighlightText();
  useEscape();
  return (
    <div
      className="hlbar"
      role="toolbar"
      aria-label={words.bar}
      style={placeBelow(range, box, WIDTH)}
      // The selection stays while a colour is pressed.
      onPointerDown={(event) => event.preventDefault()}
    >
      <ColourButtons labels={words.colours} onChoose={(colour) => mark(range, colour)} />
      <IconButton icon="note" label={words.withNote} onClick={() => mark(range, "yellow", true)} />
    </div>
  );
}

function useEscape(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || isElsewhere(event.target)) return;
      event.preventDefault();
      document.getSelection()?.removeAllRanges();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}

/** A field, and what lies over the page, have an Escape of their own. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest("input, textarea, select, [role='dialog'], [role='menu']") !== null;
