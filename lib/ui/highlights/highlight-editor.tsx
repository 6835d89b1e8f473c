"use client";
/** An open highlight: its colour, its note, and the way to remove it. What was typed is kept when it closes. */
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { MAX_HIGHLIGHT_NOTE, type Highlight, type HighlightColour } from "../../domain/highlight";
import type { LinkId } from "../../domain/ids";
import { useActions } from "../actions";
import { useLibrary } from "../library-context";
import { Button } from "../parts/button";
import { useToast } from "../parts/toast";
import { useHighlightText } from "../text/highlights/use-highlight-text";
import { useText } from "../text/use-text";
import { chooseHighlight } from "./chosen";
import { ColourButtons } from "./colour-buttons";
import { placeBelow } from "./place";

const WIDTH = 300;

interface EditorProps {
  readonly link: LinkId;
  readonly highlight: Highlight;
  /** `null` when its text is not in what is shown. */
  readonly at: Range | null;
  readonly box: HTMLElement;
}

export function HighlightEditor({ link, highlight, at, box }: EditorProps) {
  const words = useHighlightText();
  const actions = useActions();
  const library = useLibrary();
  const { id } = highlight;
  const [noteField, keepNote] = useNoteField(link, highlight);
  const editor = useRef<HTMLDivElement>(null);
  const close = () => {
    keepNote();
    chooseHighlight(null);
    box.focus({ preventScroll: true });
  };
  useClickOutside(editor, () => {
    keepNote();
    chooseHighlight(null);
  });
  const remove = () => {
    chooseHighlight(null);
    box.focus({ preventScroll: true });
    void actions.make(() => library.changeHighlight(link, id, null));
  };
  const pressed = (event: KeyboardEvent) => {
    if (!closes(event)) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  return (
    <div
      ref={editor}
      className="hledit"
      role="dialog"
      aria-label={words.chosen}
      style={placeBelow(at, box, WIDTH)}
      onKeyDown={pressed}
    >
      <Colours link={link} highlight={highlight} />
      {at ? null : <p className="faint">{words.notHere}</p>}
      {noteField}
      <div className="hledit__do">
        <Button size="sm" kind="danger" onClick={remove}>
          {words.remove}
        </Button>
        <Button size="sm" kind="ink" onClick={close}>
          {words.done}
        </Button>
      </div>
    </div>
  );
}

const closes = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  key === "Escape" || (key === "Enter" && (ctrlKey || metaKey));

/** A click, not a press: on a phone a finger that scrolls leaves the editor open. */
function useClickOutside(inside: RefObject<HTMLElement | null>, then: () => void): void {
  const current = useRef(then);
  useEffect(() => {
    current.current = then;
  });
  useEffect(() => {
    const clicked = ({ target }: MouseEvent) => {
      if (target instanceof Node && !inside.current?.contains(target)) current.current();
    };
    // First of all: what is clicked may be another highlight, which opens then.
    document.addEventListener("click", clicked, true);
    return () => document.removeEventListener("click", clicked, true);
  }, [inside]);
}

function Colours({ link, highlight: { id, colour } }: Pick<EditorProps, "link" | "highlight">) {
  const words = useHighlightText();
  const library = useLibrary();
  const toast = useToast();
  const { t } = useText();
  const choose = (one: HighlightColour) =>
    library.changeHighlight(link, id, { colour: one }).catch(() => toast.show({ text: t.toast.failed }));
  return (
    <div className="hledit__colours" role="group" aria-label={words.chosen}>
      <ColourButtons labels={words.recolour} chosen={colour} onChoose={(one) => void choose(one)} />
    </div>
  );
}

/** The note as it is typed, and what keeps it: when the field is left, and when the highlight closes. */
function useNoteField(link: LinkId, { id, note }: Highlight): readonly [ReactNode, () => void] {
  const words = useHighlightText();
  const library = useLibrary();
  const toast = useToast();
  const { t } = useText();
  const [text, type] = useState(note);
  const field = useRef<HTMLTextAreaElement>(null);
  const kept = useRef(note);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const keep = () => {
    if (text === kept.current) return;
    kept.current = text;
    library.changeHighlight(link, id, { note: text }).catch(() => toast.show({ text: t.toast.failed }));
  };
  const element = (
    <textarea
      ref={field}
      aria-label={words.note}
      placeholder={words.addNote}
      rows={3}
      maxLength={MAX_HIGHLIGHT_NOTE}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={keep}
    />
  );
  return [element, keep];
}
