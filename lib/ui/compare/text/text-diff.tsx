"use client";
/** Two texts compared: side by side or inline, equal stretches folded away, with a map of the changes at the edge. */
import { useMemo, useRef, useState } from "react";
import type { Row } from "../../../domain/diff/blocks";
import type { LinkId } from "../../../domain/ids";
import type { Snapshot } from "../../../domain/snapshot";
import { Stamp } from "../../parts/marks";
import { A, linkHref } from "../../router";
import { useCompareText } from "../../text/compare/use-compare-text";
import type { SnapshotPair } from "../pair";
import { useShowChange } from "../use-show-change";
import { DiffCell } from "./diff-cell";
import { folded, linesOf, type Layout, type Line } from "./lines";
import { Minimap } from "./minimap";

interface TextDiffProps {
  readonly id: LinkId;
  readonly pair: SnapshotPair;
  readonly rows: readonly Row[];
  readonly layout: Layout;
  /** The change stepped to, or `null` before the first step. */
  readonly current: number | null;
}

export function TextDiff({ id, pair, rows, layout, current }: TextDiffProps) {
  const { t } = useCompareText();
  const box = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => folded(linesOf(rows, layout)), [rows, layout]);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  useShowChange(box, current);
  const line = (one: Line, key: string) => <DiffLine key={key} line={one} pair={pair} current={current} />;
  return (
    <div className="diffwrap">
      <div ref={box} className="diffbox" tabIndex={0} role="region" aria-label={t.compare.result}>
        <div className={layout === "side" ? "diffgrid" : "diffgrid diffgrid--inline"}>
          <Head id={id} snapshot={pair.older} kind="ink" />
          <Head id={id} snapshot={pair.newer} kind="seal" />
          {shown.map(({ kind, start, lines }) =>
            kind === "fold" && !open.has(start) ? (
              <Fold key={start} count={lines.length} onOpen={() => setOpen(new Set([...open, start]))} />
            ) : (
              lines.map((one, index) => line(one, `${start + index}`))
            ),
          )}
        </div>
      </div>
      <Minimap box={box} rows={shown} opened={open.size} />
    </div>
  );
}

interface HeadProps {
  readonly id: LinkId;
  readonly snapshot: Snapshot;
  readonly kind: "ink" | "seal";
}

function Head({ id, snapshot, kind }: HeadProps) {
  const { t, format } = useCompareText();
  return (
    <div className="diffgrid__h">
      <Stamp at={snapshot.capturedAt} kind={kind} />
      <span className="faint grow truncate">{t.compare.words(snapshot.words)}</span>
      <A
        className="btn btn--sm btn--quiet"
        href={`${linkHref(id)}&snapshot=${snapshot.id}`}
        aria-label={t.compare.openOf(format.full(snapshot.capturedAt))}
      >
        {t.compare.openOne}
      </A>
    </div>
  );
}

function Fold({ count, onOpen }: { count: number; onOpen: () => void }) {
  const { t } = useCompareText();
  return (
    <button type="button" className="drow--fold" aria-label={t.compare.showSame(count)} onClick={onOpen}>
      {t.compare.sameParagraphs(count)}
    </button>
  );
}

interface DiffLineProps {
  readonly line: Line;
  readonly pair: SnapshotPair;
  readonly current: number | null;
}

function DiffLine({ line, pair, current }: DiffLineProps) {
  const { change } = line;
  const common = { change, current: change !== null && change === current };
  const old = { ...common, language: pair.older.page.language };
  const next = { ...common, language: pair.newer.page.language };
  if (line.kind === "single") return <DiffCell cell={line.cell} {...next} />;
  return (
    <>
      {line.old ? <DiffCell cell={line.old} {...old} /> : <div className="drow drow--gap" />}
      {line.next ? <DiffCell cell={line.next} {...next} /> : <div className="drow drow--gap" />}
    </>
  );
}
