"use client";
/** The colours that appear below a selection. */
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
