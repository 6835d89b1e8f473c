"use client";
/** The rows of a search: title, the piece of text where the words were found, and whose it is. */
import { memo } from "react";
import type { LinkRow, OpenList, SearchHit } from "../../library/library";
import { Icon, type IconName } from "../icons";
import { TagChip } from "../parts/chip";
import { StateLabel, stateNote } from "../parts/state-label";
import { Favicon, Thumb } from "../parts/thumb";
import { Marked } from "../row/marked";
import { trashLine } from "../row/trash-left";
import { Star } from "../row/rows";
import { useText } from "../text/use-text";
import { useHit } from "./use-hit";

interface HitRowProps {
  readonly list: OpenList;
  readonly row: LinkRow;
  readonly marks: readonly string[];
  readonly trash: boolean;
}

const icons: Record<SearchHit["where"], IconName> = {
  text: "reader",
  note: "note",
  highlight: "edit",
  excerpt: "info",
};

function Where({ hit }: { hit: SearchHit }) {
  const { t, format, lang } = useText();
  if (hit.olderAt > 0)
    return (
      <span className="hit__where hit__where--older" lang={lang}>
        <Icon name="history" size={14} />
        {t.finding.onlyIn(format.day(hit.olderAt))}{" "}
      </span>
    );
  if (hit.where === "excerpt") return null;
  return (
    <span className="hit__where" lang={lang}>
      <Icon name={icons[hit.where]} size={14} />
      {t.finding.where[hit.where]}{" "}
    </span>
  );
}

/** The piece where the words stand; without one what there is to say of the link. */
function Snippet({ list, row, marks }: Omit<HitRowProps, "trash">) {
  const { t } = useText();
  const hit = useHit(list, row.id);
  if (hit === undefined) return <span className="hit__snip" />;
  const note = stateNote(row.state, t);
  if (!hit && note) return <span className="hit__snip">{note}</span>;
  const language = hit && hit.where !== "excerpt" && hit.where !== "text" ? "" : row.language;
  return (
    <span className="hit__snip">
      {hit ? <Where hit={hit} /> : null}
      <Marked text={hit?.text ?? row.excerpt} marks={marks} language={language} />
    </span>
  );
}

function Title({ row, marks, className }: Pick<HitRowProps, "row" | "marks"> & { className: string }) {
  return (
    <span className={className}>
      <Marked text={row.title} marks={marks} language={row.titleIsUrl ? "" : row.language} />
      <Star row={row} />
    </span>
  );
}

function Saved({ row, trash }: Pick<HitRowProps, "row" | "trash">) {
  const { t, format } = useText();
  return (
    <span className="num">{trash ? trashLine(row.deletedAt, t, format) : format.short(row.createdAt)}</span>
  );
}

/** Marks in tags and address are not drawn: chips are small and the address stands shortened. */
export const HitRow = memo(function HitRow({ list, row, marks, trash }: HitRowProps) {
  return (
    <>
      <Thumb row={row} />
      <span className="item__body">
        <Title row={row} marks={marks} className="item__title" />
        <Snippet list={list} row={row} marks={marks} />
        <span className="item__meta">
          <Favicon row={row} />
          <span className="site">{row.host}</span>
          {row.tags.slice(0, 3).map((tag) => (
            <TagChip key={tag} tag={tag} />
          ))}
        </span>
      </span>
      <span className="item__state">
        <Saved row={row} trash={trash} />
        {row.state.kind === "kept" ? null : <StateLabel state={row.state} />}
      </span>
    </>
  );
});

export const PhoneHitRow = memo(function PhoneHitRow({ list, row, marks, trash }: HitRowProps) {
  return (
    <span className="pitem__b">
      <Title row={row} marks={marks} className="pitem__t item__title" />
      <Snippet list={list} row={row} marks={marks} />
      <span className="pitem__m">
        <Favicon row={row} />
        <span className="truncate">{row.host}</span>
        <Saved row={row} trash={trash} />
        {row.state.kind === "kept" ? null : <StateLabel state={row.state} />}
      </span>
    </span>
  );
});
