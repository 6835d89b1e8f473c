"use client";
/**
 * One link as a card of the grid. States that need a word stand as a badge on the picture, which comes last in the text
 * (the title begins the name) and first to the eye.
 */
import { memo } from "react";
import type { LinkRow } from "../../library/library";
import { TagChip } from "../parts/chip";
import { SealDot } from "../parts/marks";
import { StateLabel, stateNote } from "../parts/state-label";
import { Favicon, Thumb } from "../parts/thumb";
import { useText } from "../text/use-text";
import { Marked } from "./marked";
import { Star } from "./rows";
import { trashLine } from "./trash-left";

interface CardProps {
  readonly row: LinkRow;
  readonly marks: readonly string[];
  /** The list is the Trash: cards tell how long they stay. */
  readonly trash: boolean;
}

function Kept({ row }: { row: LinkRow }) {
  const { t } = useText();
  if (row.state.kind !== "kept") return null;
  return (
    <>
      {row.state.snapshots > 1 ? (
        <span className="num" aria-hidden="true">
          {row.state.snapshots}
        </span>
      ) : null}
      <span className="vh">{t.state.saved(row.state.snapshots)}</span>
      {row.changed ? <span className="changed">{t.state.changed}</span> : null}
      <SealDot />
    </>
  );
}

export const Card = memo(function Card({ row, marks, trash }: CardProps) {
  const { t, format } = useText();
  const note = stateNote(row.state, t);
  return (
    <>
      <Marked
        className="card__title"
        text={row.title}
        marks={marks}
        language={row.titleIsUrl ? "" : row.language}
      />
      <span className="card__meta">
        <Favicon row={row} />
        <span className="truncate">{row.host}</span>
        <span className="date num">
          {trash ? trashLine(row.deletedAt, t, format) : format.short(row.createdAt)}
        </span>
      </span>
      <span className="card__foot">
        {row.tags.slice(0, 2).map((tag) => (
          <TagChip key={tag} tag={tag} />
        ))}
        <span className="state faint">
          <Star row={row} />
          <Kept row={row} />
        </span>
      </span>
      <span className="card__thumb">
        <Thumb row={row} />
        {row.state.kind === "kept" ? null : (
          <span className="thumb__badge badge">
            <StateLabel state={row.state} />
            {note ? <span className="vh">{note}</span> : null}
          </span>
        )}
      </span>
    </>
  );
});
