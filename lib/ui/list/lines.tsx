"use client";
/** The drawn lines of a list: options (or group headings) inside the listbox, and the buttons of rows beside it. */
import { lazy, Suspense, type MouseEvent } from "react";
import type { LinkRow, OpenList } from "../../library/library";
import { useActions } from "../actions";
import { PickBox } from "../bulk/pick-box";
import { useOptionPicks } from "../bulk/use-option-picks";
import { Button } from "../parts/button";
import { canRetry, isGone } from "../parts/state-label";
import { linkHref } from "../router";
import { Card } from "../row/card";
import { ComfortableRow, CompactRow, EmptyRow, PhoneRow } from "../row/rows";
import { useText } from "../text/use-text";
import { optionId, type LinkListProps } from "./list-parts";
import type { Geometry, Layout, Line } from "./list-geometry";
import type { DrawnLine } from "./scroll/use-drawn-lines";

const HitRow = lazy(() => import("../search/hit-rows").then((m) => ({ default: m.HitRow })));
const PhoneHitRow = lazy(() => import("../search/hit-rows").then((m) => ({ default: m.PhoneHitRow })));

interface LinesProps extends LinkListProps {
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
  const { item, line, layout, rows, start } = props;
  if (line.kind !== "rows") return null;
  const indices = Array.from({ length: line.end - line.start }, (_, offset) => line.start + offset);
  return (
    <div
      className={layout === "grid" ? "vlist__row cards" : "vlist__row"}
      role="presentation"
      style={at(item)}
    >
      {indices.map((index) => (
        <Option
          key={rows[index - start]?.id ?? index}
          {...props}
          index={index}
          row={rows[index - start]}
          first={line.first}
        />
      ))}
    </div>
  );
}

interface OptionProps extends LineProps {
  readonly index: number;
  readonly row: LinkRow | undefined;
  readonly first: boolean;
}

const placeClasses = (is: { selected: boolean; first: boolean; after: boolean }): string[] => [
  is.selected ? "is-active" : "",
  is.first ? "is-first" : "",
  is.after ? "is-after-selected" : "",
];

const isAfterSelected = (selected: number, index: number) => selected >= 0 && selected === index - 1;

const newTab = (event: MouseEvent) => event.metaKey || event.ctrlKey || event.button === 1;

function Option({ index, row, first, layout, selection, view, onPress, onOpen, ...rest }: OptionProps) {
  const selected = selection.index === index && row?.id === selection.id;
  const { picks } = rest;
  const own = useOptionPicks({ picks, row, index, selected: selection.index });
  const classes = [
    rowClasses[layout],
    own.picked ? "is-picked" : "",
    ...placeClasses({ selected, first, after: isAfterSelected(selection.index, index) }),
  ];
  const press = (event: MouseEvent) => {
    if (!row || own.takes(event)) return;
    if (newTab(event)) window.open(linkHref(row.id), "_blank", "noopener");
    else onPress(row, index);
  };
  return (
    <div
      id={row ? optionId(row.id) : undefined}
      role="option"
      className={classes.filter(Boolean).join(" ")}
      aria-selected={picks.ids.size > 0 ? own.picked : selected}
      aria-setsize={view.total}
      aria-posinset={index + 1}
      aria-busy={row ? undefined : true}
      {...own.hold}
      onClick={press}
      onAuxClick={(event) => (event.button === 1 ? press(event) : undefined)}
      onDoubleClick={() => row && onOpen(row.id)}
    >
      <PickBox picked={own.picked} onPick={own.pick} />
      {row ? (
        <RowBody row={row} list={rest.list} layout={layout} marks={view.marks} trash={rest.trash} />
      ) : (
        <EmptyRow />
      )}
    </div>
  );
}

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
