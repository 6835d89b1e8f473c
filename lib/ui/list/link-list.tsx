"use client";
/**
 * The list of links: a listbox whose options are drawn only where they can be seen. Heights are fixed, so a hundred
 * thousand links scroll like ten. Buttons of rows (Retry) lie beside the listbox, because an option cannot hold one.
 */
import {
  lazy,
  memo,
  Suspense,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useState,
  type RefObject,
} from "react";
import { useLive } from "../library-context";
import { useText } from "../text/use-text";
import { columnsFor, geometryOf, HEAD_HEIGHT, rowHeight, type Geometry } from "./list-geometry";
import { Lines } from "./lines";
import { optionId, type LinkListProps } from "./list-parts";
import { useDrawnLines, type DrawnLine } from "./scroll/use-drawn-lines";

const Arrivals = lazy(() => import("../arrivals/arrivals").then((m) => ({ default: m.Arrivals })));

/** Lines drawn beyond each edge of the screen. */
const BEYOND = 7;
const BEYOND_OF_GRID = 2;

function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}

/** Rows that the drawn lines need, as one window. */
function windowOf(lines: readonly DrawnLine[], geometry: Geometry): [number, number] {
  let start = Infinity;
  let end = 0;
  for (const { index } of lines) {
    const line = geometry.line(index);
    if (line.kind !== "rows") continue;
    start = Math.min(start, line.start);
    end = Math.max(end, line.end);
  }
  return start < end ? [start, end] : [0, 0];
}

function useLines(props: LinkListProps) {
  const { view, layout, phone, scroller, listbox, onColumns } = props;
  const width = useWidth(listbox);
  const columns = columnsFor(layout, width, phone);
  const geometry = useMemo(
    () => geometryOf(view.total, phone ? [] : view.groups, columns),
    [view.total, view.groups, phone, columns],
  );
  const row = rowHeight(layout, { width, columns, phone });
  const heights = { row, head: HEAD_HEIGHT, above: columns > 1 || phone ? 6 : 0 };
  const beyond = columns > 1 ? BEYOND_OF_GRID : BEYOND;
  const drawn = useDrawnLines({ scroller, geometry, heights, beyond });
  useEffect(() => onColumns(columns), [onColumns, columns]);
  return { ...drawn, geometry, columns };
}

export const LinkList = memo(function LinkList(props: LinkListProps) {
  const { list, selection, listbox, layout } = props;
  const { t } = useText();
  useLive(list.version);
  const { lines, places, height, reveal, geometry, columns } = useLines(props);
  const [start, end] = windowOf(lines, geometry);
  const rows = list.rows(start, end);

  const { index } = selection;
  // Only a move of the selection scrolls: rows arriving above must not pull the list away under a reader.
  const revealRow = useEffectEvent(() => (index >= 0 ? reveal(geometry.lineOf(index)) : undefined));
  useEffect(() => revealRow(), [selection.id]);

  const active = index >= start && index < end ? rows[index - start] : undefined;
  return (
    <div
      className={props.picks.ids.size > 0 ? "vlist is-picking" : "vlist"}
      style={{ height, "--cols": columns }}
      data-layout={layout}
    >
      <Suspense fallback={null}>
        <Arrivals {...props} lines={lines} places={places} geometry={geometry} />
      </Suspense>
      <div
        ref={listbox}
        role="listbox"
        aria-label={t.list.name}
        aria-multiselectable
        aria-activedescendant={active ? optionId(active.id) : undefined}
        aria-busy={props.view.isRemembered ?? false}
        tabIndex={0}
        className="vlist__box"
      >
        <Lines {...props} lines={lines} geometry={geometry} rows={rows} start={start} part="options" />
      </div>
      <Lines {...props} lines={lines} geometry={geometry} rows={rows} start={start} part="buttons" />
    </div>
  );
});
