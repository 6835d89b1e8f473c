"use client";
/** The drawn lines of a list: options (or group headings) inside the listbox, and the buttons of rows beside it. */
import { lazy, memo, Suspense, type MouseEvent } from "react";
import type { LinkRow, OpenList } from "../../library/library";
import { useActions } from "../actions";
import { PickBox } from "../bulk/pick-box";
import { useOptionPicks } from "../bulk/use-option-picks";
import { Button } from "../parts/button";
import { canRetry, isGone } from "../parts/state-label";
import { linkHref } from "../router";
import { Card } from "../row/card";
import { ComfortableRow, CompactRow, EmptyRow, PhoneRow } from "../row/rows";
import { letMouseDrag } from "../tag-tools/link-drag";
import { useText } from "../text/use-text";
import { optionId, type LinkListProps, type RowHand } from "./list-parts";
import type { Geometry, Layout, Line } from "./list-geometry";
import type { DrawnLine } from "./scroll/use-drawn-lines";

const HitRow = lazy(() => import("../search/hit-rows").then((m) => ({ default: m.HitRow })));
const PhoneHitRow = lazy(() => import("../search/hit-rows").then((m) => ({ default: m.PhoneHitRow })));

interface LinesProps
  extends Pick<LinkListProps, "list" | "view" | "layout" | "trash" | "selection" | "picks"> {
  readonly hand: RowHand;
  readonly lines: readonly DrawnLine[];
  readonly geometry: Geometry;
  /** Rows from `start` on. */
  readonly rows: readonly (LinkRow | undefined)[];
  readonly start: number;
  readonly part: "options" | "buttons";
}

const rowClasses: Readonly<Record<Layout, string>> = {
  comfortable: "item",
  hit: "item item--hit",
  compact: "citem",
  grid: "card",
  phone: "pitem",
  "phone-hit": "pitem pitem--hit",
  "phone-compact": "citem",
};

export function Lines(props: LinesProps) {
  const { lines, geometry, part } = props;
  return lines.map((item) => {
    const line = geometry.line(item.index);
    const key = keyOf(line, props) ?? item.index;
    if (part === "buttons") return <Buttons key={key} {...props} item={item} line={line} />;
    if (line.kind === "head") return <Heading key={key} item={item} line={line} />;
    return <Options key={key} {...props} item={item} line={line} />;
  });
}

/** A row is drawn once and moved when others come above it. Lines of several cards stay where they are. */
function keyOf(line: Line, { rows, start, layout }: LinesProps): string | null {
  if (line.kind === "head") return `${line.group.kind} ${line.group.at}`;
  return layout === "grid" ? null : (rows[line.start - start]?.id ?? null);
}

const at = ({ top }: DrawnLine) => ({ transform: `translateY(${top}px)` });

function Heading({ item, line }: { item: DrawnLine; line: Extract<Line, { kind: "head" }> }) {
  const { format } = useText();
  return (
    <div className="vlist__row group" role="presentation" style={at(item)}>
      {format.group(line.group)}
    </div>
  );
}

interface LineProps extends LinesProps {
  readonly item: DrawnLine;
  readonly line: Line;
}

function Options(props: LineProps) {
  const { item, line, layout, rows, start, view, selection, picks } = props;
  if (line.kind !== "rows") return null;
  const indices = Array.from({ length: line.end - line.start }, (_, offset) => line.start + offset);
  return (
    <div
      className={layout === "grid" ? "vlist__row cards" : "vlist__row"}
      role="presentation"
      style={at(item)}
    >
      {indices.map((index) => {
        const row = rows[index - start];
        return (
          <Option
            key={row?.id ?? index}
            index={index}
            row={row}
            selected={selection.index === index && row?.id === selection.id}
            after={selection.index >= 0 && selection.index === index - 1}
            picked={row !== undefined && picks.ids.has(row.id)}
            isPicking={picks.ids.size > 0}
            first={line.first}
            total={view.total}
            marks={view.marks}
            layout={layout}
            list={props.list}
            trash={props.trash}
            hand={props.hand}
          />
        );
      })}
    </div>
  );
}

interface OptionProps extends Pick<LinesProps, "hand" | "layout" | "list" | "trash"> {
  readonly index: number;
  readonly row: LinkRow | undefined;
  /** Of its group. */
  readonly first: boolean;
  readonly selected: boolean;
  /** The row above is selected. */
  readonly after: boolean;
  readonly picked: boolean;
  /** Whether anything is picked. */
  readonly isPicking: boolean;
  readonly total: number;
  readonly marks: readonly string[];
}

const classesOf = ({ layout, picked, selected, first, after }: OptionProps): string =>
  [
    rowClasses[layout],
    picked ? "is-picked" : "",
    selected ? "is-active" : "",
    first ? "is-first" : "",
    after ? "is-after-selected" : "",
  ]
    .filter(Boolean)
    .join(" ");

const newTab = (event: MouseEvent) => event.metaKey || event.ctrlKey || event.button === 1;

/** Drawn anew for what it shows alone: a move of the selection draws the row it leaves, the one it reaches, and their next. */
const Option = memo(function Option(props: OptionProps) {
  const { index, row, selected, picked, isPicking, hand } = props;
  const own = useOptionPicks({ row, index, isPicking, hand });
  const press = (event: MouseEvent) => {
    if (!row || own.takes(event)) return;
    if (newTab(event)) window.open(linkHref(row.id), "_blank", "noopener");
    else hand.press(row, index);
  };
  return (
    <div
      id={row ? optionId(row.id) : undefined}
      role="option"
      className={classesOf(props)}
      aria-selected={isPicking ? picked : selected}
      aria-setsize={props.total}
      aria-posinset={index + 1}
      aria-busy={row ? undefined : true}
      {...own.hold}
      onPointerDown={(event) => {
        own.hold.onPointerDown(event);
        if (row && !props.trash) letMouseDrag(event);
      }}
      onDragStart={(event) => row && hand.drag(row, event)}
      onClick={press}
      onAuxClick={(event) => (event.button === 1 ? press(event) : undefined)}
      onDoubleClick={() => row && hand.open(row.id)}
    >
      <PickBox picked={picked} onPick={own.pick} />
      {row ? (
        <RowBody row={row} list={props.list} layout={props.layout} marks={props.marks} trash={props.trash} />
      ) : (
        <EmptyRow />
      )}
    </div>
  );
});

interface BodyProps {
  readonly row: LinkRow;
  readonly list: OpenList;
  readonly layout: Layout;
  readonly marks: readonly string[];
  readonly trash: boolean;
}

function RowBody({ layout, list, ...row }: BodyProps) {
  switch (layout) {
    case "hit":
      return (
        <Suspense fallback={<EmptyRow />}>
          <HitRow {...row} list={list} />
        </Suspense>
      );
    case "phone-hit":
      return (
        <Suspense fallback={<EmptyRow />}>
          <PhoneHitRow {...row} list={list} />
        </Suspense>
      );
    case "comfortable":
      return <ComfortableRow {...row} />;
    case "compact":
    case "phone-compact":
      return <CompactRow {...row} />;
    case "phone":
      return <PhoneRow {...row} />;
    case "grid":
      return <Card row={row.row} marks={row.marks} trash={row.trash} />;
  }
}

function Buttons({ item, line, rows, start, layout, trash }: LineProps) {
  if (line.kind !== "rows" || trash) return null;
  // Cards and one-line rows have no room for it: there the details and the link page offer the retry.
  if (layout !== "comfortable" && layout !== "phone") return null;
  const row = rows[line.start - start];
  return row && canRetry(row.state) && !isGone(row.state) ? <Retry row={row} item={item} /> : null;
}

interface RetryProps {
  readonly row: LinkRow;
  readonly item: DrawnLine;
}

function Retry({ row, item }: RetryProps) {
  const { t } = useText();
  const actions = useActions();
  return (
    <div className={row.state.kind === "waiting" ? "rowact rowact--timed" : "rowact"} style={at(item)}>
      <Button
        size="sm"
        icon="retry"
        aria-describedby={optionId(row.id)}
        onClick={() => void actions.capture(row.id)}
      >
        {t.button.retry}
      </Button>
    </div>
  );
}
