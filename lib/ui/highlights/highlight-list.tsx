"use client";
/** The highlights of a link in its card: each leads to its place in the Reader. */
import type { LinkView } from "../../library/library";
import { plainMarks } from "../markdown/note-text";
import { useHighlightText } from "../text/highlights/use-highlight-text";
import { useIsPhone } from "../use-media";
import { chooseHighlight } from "./chosen";

interface HighlightListProps {
  readonly view: LinkView;
  /** Shows the Reader, where the place is. */
  readonly onOpen: () => void;
}

export function HighlightList({ view, onOpen }: HighlightListProps) {
  const words = useHighlightText();
  const isPhone = useIsPhone();
  const { highlights, row } = view;
  if (highlights.length === 0)
    return <p className="faint hls__none">{isPhone ? words.noneByTouch : words.none}</p>;
  return (
    <ul className="hls">
      {highlights.map(({ id, quote, note, colour }) => (
        <li key={id} data-mark={colour}>
          <button
            type="button"
            onClick={() => {
              onOpen();
              chooseHighlight(id);
            }}
          >
            <span lang={row.language || undefined}>{quote}</span>
            {note === "" ? null : <small>{plainMarks(note)}</small>}
          </button>
        </li>
      ))}
    </ul>
  );
}
