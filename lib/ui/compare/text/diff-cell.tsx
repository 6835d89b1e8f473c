"use client";
/** One block of a comparison: its sign in the gutter, and what was struck or put in as `del` and `ins`. */
import type { Piece } from "../../../domain/diff/words";
import type { CompareMessages } from "../../text/compare/en";
import { useCompareText } from "../../text/compare/use-compare-text";
import type { Cell, CellKind } from "./lines";

const signs: Record<CellKind, string> = {
  same: "",
  removed: "−",
  added: "+",
  changed: "±",
  "moved-away": "↗",
  "moved-here": "↘",
};
const tones: Record<CellKind, string> = {
  same: "",
  removed: "drow--del",
  added: "drow--ins",
  changed: "drow--edit",
  "moved-away": "drow--move",
  "moved-here": "drow--move",
};

const spoken = (kind: CellKind, words: CompareMessages["signs"]): string =>
  ({
    same: "",
    removed: words.removed,
    added: words.added,
    changed: words.changed,
    "moved-away": words.movedAway,
    "moved-here": words.movedHere,
  })[kind];

interface DiffCellProps {
  readonly cell: Cell;
  readonly language: string;
  /** The change it belongs to, where it belongs to one. */
  readonly change: number | null;
  readonly current: boolean;
}

export function DiffCell({ cell, language, change, current }: DiffCellProps) {
  const { t } = useCompareText();
  const { kind, block } = cell;
  const classes = ["drow", tones[kind], current ? "drow--now" : "", `drow--${block.kind}`];
  return (
    <div className={classes.filter(Boolean).join(" ")} data-change={change ?? undefined}>
      {kind === "same" ? null : (
        <>
          <span className="drow__s" aria-hidden="true">
            {signs[kind]}
          </span>
          <span className="vh">{spoken(kind, t.compare.signs)} </span>
        </>
      )}
      {kind === "moved-away" || kind === "moved-here" ? (
        <span className="drow__moved" aria-hidden="true">
          {t.compare.moved}
        </span>
      ) : null}
      <Content cell={cell} language={language} />
    </div>
  );
}

function Content({ cell, language }: Pick<DiffCellProps, "cell" | "language">) {
  const lang = language || undefined;
  const content = <Pieces pieces={cell.pieces ?? [{ kind: wholeKind(cell.kind), text: cell.block.text }]} />;
  if (cell.block.kind !== "code") return <p lang={lang}>{content}</p>;
  return (
    <pre tabIndex={0} lang={lang}>
      {content}
    </pre>
  );
}

/** A block that came or went as a whole is marked as a whole; a moved one is the same text. */
const wholeKind = (kind: CellKind): Piece["kind"] => (kind === "removed" || kind === "added" ? kind : "same");

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ kind, text }, index) => {
    // Pieces have no name of their own and never change places.
    const key = `${index}`;
    if (kind === "removed") return <del key={key}>{text}</del>;
    return kind === "added" ? <ins key={key}>{text}</ins> : <span key={key}>{text}</span>;
  });
}
