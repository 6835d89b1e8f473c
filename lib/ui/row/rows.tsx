"use client";
/** The forms of one link in a list. The title always comes first in the text: it begins the option's accessible name. */
import { memo } from "react";
import type { LinkRow } from "../../library/library";
import { Icon } from "../icons";
import { TagChip } from "../parts/chip";
import { canRetry, isGone, StateLabel, stateNote, stateSub } from "../parts/state-label";
import { Favicon, Thumb } from "../parts/thumb";
import { useText } from "../text/use-text";
import { Marked } from "./marked";
import { trashLine } from "./trash-left";

interface RowProps {
  readonly row: LinkRow;
  readonly marks: readonly string[];
  /** The list is the Trash: rows tell when they came there. */
  readonly trash: boolean;
}

const CHIPS = 3;

function Chips({ tags, most = CHIPS }: { tags: readonly string[]; most?: number }) {
  return tags.slice(0, most).map((tag) => <TagChip key={tag} tag={tag} />);
}

export function Star({ row }: { row: LinkRow }) {
  const { t } = useText();
  if (!row.starred) return null;
  return (
    <>
      <Icon name="starFill" className="star" />
      <span className="vh">{t.list.starred}</span>
    </>
  );
}

/** The line under the title: what the person should know now, else the excerpt. */
function SecondLine({ row, marks }: Omit<RowProps, "trash">) {
  const { t } = useText();
  const note = stateNote(row.state, t);
  if (note) return <span className="item__ex">{note}</span>;
  return <Marked className="item__ex" text={row.excerpt} marks={marks} language={row.language} />;
}

function Sub({ row, trash }: Omit<RowProps, "marks">) {
  const { t, format } = useText();
  if (row.changed && row.state.kind === "kept" && !trash)
    return (
      <span className="sub num">
        <span className="changed">{t.state.changedOn(format.short(row.state.newestAt))}</span>
      </span>
    );
  return (
    <span className="sub num">
      {trash ? trashLine(row.deletedAt, t, format) : stateSub(row.state, t, format)}
    </span>
  );
}

export const ComfortableRow = memo(function ComfortableRow({ row, marks, trash }: RowProps) {
  const retry = canRetry(row.state) && !isGone(row.state);
  return (
    <>
      <Thumb row={row} />
      <span className="item__body">
        <span className="item__title">
          <Marked text={row.title} marks={marks} language={row.titleIsUrl ? "" : row.language} />
          <Star row={row} />
        </span>
        <SecondLine row={row} marks={marks} />
        <span className="item__meta">
          <Favicon row={row} />
          <span className="site">{row.host}</span>
          <Chips tags={row.tags} />
        </span>
      </span>
      <span className="item__state">
        <StateLabel state={row.state} />
        {retry && !trash && row.state.kind !== "waiting" ? null : <Sub row={row} trash={trash} />}
      </span>
    </>
  );
});

export const CompactRow = memo(function CompactRow({ row, marks, trash }: RowProps) {
  return (
    <>
      <Favicon row={row} />
      <span className="t">
        <Marked text={row.title} marks={marks} language={row.titleIsUrl ? "" : row.language} />
        <Star row={row} />
      </span>
      <span className="tags">
        <Chips tags={row.tags} most={2} />
      </span>
      <span className="site">{row.host}</span>
      {trash ? <Sub row={row} trash /> : <StateLabel state={row.state} changed={row.changed} />}
    </>
  );
});

export const PhoneRow = memo(function PhoneRow({ row, marks, trash }: RowProps) {
  const { t, format } = useText();
  const note = stateNote(row.state, t);
  const saved = trash ? trashLine(row.deletedAt, t, format) : format.short(row.createdAt);
  return (
    <>
      <span className="pitem__b">
        <Marked
          className="pitem__t clamp2"
          text={row.title}
          marks={marks}
          language={row.titleIsUrl ? "" : row.language}
        />
        <span className="pitem__m">
          <Favicon row={row} />
          <span className="truncate">{row.host}</span>
          <span className="num">{saved}</span>
          <Star row={row} />
        </span>
        <span className="pitem__s">
          <StateLabel state={row.state} changed={row.changed} inOneLine />
          {canRetry(row.state) ? null : <Chips tags={row.tags} />}
          {note ? <span className="vh">{note}</span> : null}
        </span>
      </span>
      <Thumb row={row} />
    </>
  );
});

/** What stands in a row whose data is under way. */
export function EmptyRow() {
  return <span className="skel skel--row" aria-hidden="true" />;
}
