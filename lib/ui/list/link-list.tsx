"use client";
/**
 * The list of links: a listbox whose options are drawn only where they can be seen. Heights are fixed, so a hundred
 * thousand links scroll like ten. Buttons of rows (Retry) lie beside the listbox, because an option cannot hold one.
 */
import {
  lazy,
  memo,
  startTransition,
  Suspense,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type RefObject,
} from "react";
import type { OpenList } from "../../library/library";
import { useLive } from "../library-context";
import { beginLinkDrag } from "../tag-tools/link-drag";
import { useText } from "../text/use-text";
import { columnsFor, geometryOf, HEAD_HEIGHT, rowHeight, type Geometry, type Layout } from "./list-geometry";
import { Lines } from "./lines";
import { optionId, type LinkListProps, type RowHand } from "./list-parts";
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

/** Whether a list in a layout was on the screen already: first comes what is seen of it, then what lies beyond. */
function useIsDrawn(list: OpenList, layout: Layout): boolean {
  const [drawn, setDrawn] = useState<{ readonly list: OpenList; readonly layout: Layout } | null>(null);
  useEffect(() => startTransition(() => setDrawn({ list, layout })), [list, layout]);
  return drawn?.list === list && drawn.layout === layout;
}

function useLines(props: LinkListProps) {
  const { list, view, layout, phone, scroller, listbox, onColumns } = props;
  const width = useWidth(listbox);
  const columns = columnsFor(layout, width, phone);
  const geometry = useMemo(
    () => geometryOf(view.total, phone ? [] : view.groups, columns),
    [view.total, view.groups, phone, columns],
  );
  const row = rowHeight(layout, { width, columns, phone });
  const heights = { row, head: HEAD_HEIGHT, above: columns > 1 || phone ? 6 : 0 };
  const isWhole = useIsDrawn(list, layout);
  const beyond = columns > 1 ? BEYOND_OF_GRID : BEYOND;
  const drawn = useDrawnLines({ scroller, geometry, heights, beyond: isWhole ? beyond : 0 });
  useEffect(() => onColumns(columns), [onColumns, columns]);
  return { ...drawn, geometry, columns };
}

/** The same one for the life of the list, for what was handed over last. */
function useRowHand(props: LinkListProps): RowHand {
  const several = useText().t.keeping.bulk.selected;
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  }, [props]);
  return useMemo(
    () => ({
      press: (row, index) => latest.current.onPress(row, index),
      open: (id) => latest.current.onOpen(id),
      toggle: (row, index) => latest.current.picks.toggle(row.id, index),
      extend: (index) => latest.current.picks.extend(index, latest.current.selection.index),
      drag: (row, event) => beginLinkDrag(event, { row, picked: latest.current.picks.ids, several }),
    }),
    [several],
  );
}

export const LinkList = memo(function LinkList(props: LinkListProps) {
  const { list, selection, listbox, layout } = props;
  const { t } = useText();
  useLive(list.version);
  const { lines, places, height, reveal, geometry, columns } = useLines(props);
  const [start, end] = windowOf(lines, geometry);
  const rows = list.rows(start, end);
  const hand = useRowHand(props);
  const drawn = { ...props, hand, lines, geometry, rows, start };

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
        <Lines {...drawn} part="options" />
      </div>
      <Lines {...drawn} part="buttons" />
    </div>
  );
});
