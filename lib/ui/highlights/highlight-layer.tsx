"use client";
/**
 * Highlights of the article on screen: painted, opened by a click, made from a selection or a paragraph chosen by keys,
 * their notes in the margin.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Snapshot } from "../../domain/snapshot";
import type { LinkView } from "../../library/library";
import { useLibrary } from "../library-context";
import { useToast } from "../parts/toast";
import { useHighlightText } from "../text/highlights/use-highlight-text";
import { useText } from "../text/use-text";
import { answerMark, chooseHighlight, useChosenHighlight } from "./chosen";
import { HighlightEditor } from "./highlight-editor";
import { MarginNotes } from "./margin-notes";
import { highlightAt, paint, type Mark, type Placed } from "./paint";
import { SelectionBar } from "./selection-bar";
import { TextIndex } from "./text-index";
import { usePicking } from "./use-picking";
import { selectedIn, useSelection } from "./use-selection";

/** The article's element, a new value whenever its content was built anew. */
export interface Built {
  readonly element: HTMLElement;
}

interface LayerProps {
  readonly built: Built;
  /** Scrolls around the article; what floats is placed in it. */
  readonly box: HTMLElement;
  readonly view: LinkView;
  readonly snapshot: Snapshot;
}

export function HighlightLayer({ built, box, view, snapshot }: LayerProps) {
  const words = useHighlightText();
  const chosen = useChosenHighlight();
  const selection = useSelection(built.element);
  const [said, say] = useState("");
  const placed = usePlaced(built, view);
  const mark = useMark({ built, view, snapshot, say });
  const takeParagraph = useCallback((range: Range) => mark(range, "yellow"), [mark]);
  const picking = usePicking(built.element, takeParagraph);
  useEffect(
    () =>
      answerMark(() => {
        const selected = selectedIn(built.element);
        if (selected) mark(selected, "yellow");
        else picking.start();
      }),
    [built, mark, picking],
  );
  useEffect(() => paint(placed), [placed]);
  useClicks(built, placed);
  useEffect(() => () => chooseHighlight(null), []);
  const open = view.highlights.find(({ id }) => id === chosen);
  const at = placed.find(({ highlight }) => highlight.id === chosen)?.range ?? null;
  useScrollTo(chosen, at);
  return (
    <>
      {selection && !open ? <SelectionBar range={selection} box={box} mark={mark} /> : null}
      {open ? <HighlightEditor key={open.id} link={view.link.id} highlight={open} at={at} box={box} /> : null}
      <MarginNotes body={built.element} placed={placed} />
      <span className="vh" role="status">
        {picking.isOn ? words.picking : said}
      </span>
      {picking.isOn ? (
        <div className="hlhint" aria-hidden="true">
          {words.picking}
        </div>
      ) : null}
    </>
  );
}

/** The highlights that are in the text shown, in the order they were made. */
function usePlaced(built: Built, { highlights }: LinkView): readonly Placed[] {
  return useMemo(() => {
    if (highlights.length === 0) return [];
    const index = new TextIndex(built.element);
    return highlights.flatMap((highlight) => {
      const range = index.range(highlight);
      return range ? [{ highlight, range }] : [];
    });
  }, [built, highlights]);
}

interface MarkParts extends Pick<LayerProps, "built" | "view" | "snapshot"> {
  readonly say: (text: string) => void;
}

function useMark({ built, view, snapshot, say }: MarkParts): Mark {
  const library = useLibrary();
  const toast = useToast();
  const words = useHighlightText();
  const { t } = useText();
  const link = view.link.id;
  return useCallback(
    (range, colour, withNote = false) => {
      const passage = new TextIndex(built.element).passage(range);
      if (!passage) return;
      library.highlight(link, { ...passage, colour, snapshot: snapshot.id }).then(
        (id) => {
          document.getSelection()?.removeAllRanges();
          say(words.made);
          if (withNote) chooseHighlight(id);
        },
        () => toast.show({ text: t.toast.failed }),
      );
    },
    [built, library, link, say, snapshot.id, t, toast, words],
  );
}

function useClicks({ element }: Built, placed: readonly Placed[]): void {
  useEffect(() => {
    const clicked = (event: MouseEvent) => {
      const isLink = event.target instanceof Element && event.target.closest("a, button") !== null;
      if (isLink || selectedIn(element)) return;
      const hit = highlightAt(placed, event.clientX, event.clientY);
      if (hit) chooseHighlight(hit.id);
    };
    element.addEventListener("click", clicked);
    return () => element.removeEventListener("click", clicked);
  }, [element, placed]);
}

/** A highlight opened from the list comes into view once; what moves later is scrolled by the person. */
function useScrollTo(chosen: string | null, at: Range | null): void {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (chosen === shown.current || (chosen !== null && !at)) return;
    shown.current = chosen;
    const box = at?.getBoundingClientRect();
    if (box && (box.top < 80 || box.bottom > window.innerHeight - 160))
      at?.startContainer.parentElement?.scrollIntoView({ block: "center" });
  }, [chosen, at]);
}
