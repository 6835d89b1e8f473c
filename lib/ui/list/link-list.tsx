"use client";
/**
 * The list of links: a listbox whose options are drawn only where they can be seen. Heights are fixed, so a hundred
 * thousand links scroll like ten. Buttons of rows (Retry) lie beside the listbox, because an option cannot hold one.
 */
import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useState, type RefObject } from "react";
import { useLive } from "../library-context";
import { useText } from "../text/use-text";
import { columnsFor, geometryOf, HEAD_HEIGHT, rowHeight, type Geometry } from "./list-geometry";
import { Lines } from "./lines";
import { optionId, type LinkListProps } from "./list-parts";

/** Lines drawn beyond each edge of the screen. */
const OVERSCAN = 10;

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
function windowOf(virtual: Virtualizer<HTMLDivElement, Element>, geometry: Geometry): [number, number] {
  let start = Infinity;
  let end = 0;
  for (const item of virtual.getVirtualItems()) {
    const line = geometry.line(item.index);
    if (line.kind !== "rows") continue;
    start = Math.min(start, line.start);
    end = Math.max(end, line.end);
  }
  return start < end ? [start, end] : [0, 0];
}

function useVirtualLines(props: LinkListProps) {
  const { view, layout, phone, scroller, listbox, onColumns } = props;
  const width = useWidth(listbox);
  const columns = columnsFor(layout, width, phone);
  const geometry = useMemo(
    () => geometryOf(view.total, phone ? [] : view.groups, columns),
    [view.total, view.groups, phone, columns],
  );
  const height = rowHeight(layout, { width, columns, phone });
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count: geometry.lines,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (geometry.line(index).kind === "head" ? HEAD_HEIGHT : height),
    paddingStart: columns > 1 || phone ? 6 : 0,
    overscan: columns > 1 ? 3 : OVERSCAN,
  });
  useEffect(() => virtual.measure(), [virtual, geometry, height]);
  useEffect(() => onColumns(columns), [onColumns, columns]);
  return { virtual, geometry, columns };
}

export function LinkList(props: LinkListProps) {
  const { list, selection, listbox, layout } = props;
  const { t } = useText();
  useLive(list.version);
  const { virtual, geometry, columns } = useVirtualLines(props);
  const [start, end] = windowOf(virtual, geometry);
  const rows = list.rows(start, end);

  const { index } = selection;
  // Only a move of the selection scrolls: rows arriving above must not pull the list away under a reader.
  const reveal = useEffectEvent((row: number) =>
    virtual.scrollToIndex(geometry.lineOf(row), { align: "auto" }),
  );
  useEffect(() => {
    if (index >= 0) reveal(index);
  }, [index]);

  const active = index >= start && index < end ? rows[index - start] : undefined;
  return (
    <div
      className={props.picks.ids.size > 0 ? "vlist is-picking" : "vlist"}
      style={{ height: virtual.getTotalSize(), "--cols": columns }}
      data-layout={layout}
    >
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
        <Lines {...props} virtual={virtual} geometry={geometry} rows={rows} start={start} part="options" />
      </div>
      <Lines {...props} virtual={virtual} geometry={geometry} rows={rows} start={start} part="buttons" />
    </div>
  );
}
