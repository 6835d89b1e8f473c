"use client";
/** The lines of a list that are drawn: those that can be seen, and some beyond each edge so that none comes late. */
import { useCallback, useLayoutEffect, useMemo, useState, type RefObject } from "react";
import type { Geometry } from "../list-geometry";
import { linesWithin, placesOf, topToShow, type Heights, type LinePlaces, type View } from "./line-places";

/** A line and its upper edge in pixels. */
export interface DrawnLine {
  readonly index: number;
  readonly top: number;
}

export interface DrawnLines {
  readonly lines: readonly DrawnLine[];
  readonly places: LinePlaces;
  /** Height of the whole list in pixels. */
  readonly height: number;
  /** Scrolls until a line is seen whole. */
  readonly reveal: (index: number) => void;
}

interface Scrolled {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly geometry: Geometry;
  readonly heights: Heights;
  /** Lines drawn beyond each edge. */
  readonly beyond: number;
}

/** Rows that scroll by before other lines are drawn. */
const STEP = 3;

const viewOf = (element: HTMLElement, step: number): View => ({
  top: Math.floor(element.scrollTop / step) * step,
  height: element.clientHeight + step,
});

const isSame = (one: View, other: View): boolean => one.top === other.top && one.height === other.height;

/** What is seen, told in steps: a list that moves by a few pixels is not drawn anew. */
function useView(scroller: Scrolled["scroller"], step: number): View {
  const [view, setView] = useState<View>(() => ({ top: 0, height: window.innerHeight }));
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const look = (): void => {
      const now = viewOf(element, step);
      setView((before) => (isSame(before, now) ? before : now));
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [scroller, step]);
  return view;
}

function drawn(geometry: Geometry, places: LinePlaces, seen: { view: View; beyond: number }): DrawnLine[] {
  const [first, end] = linesWithin(geometry, places, seen);
  return Array.from({ length: end - first }, (_, i) => ({ index: first + i, top: places.top(first + i) }));
}

export function useDrawnLines({ scroller, geometry, heights, beyond }: Scrolled): DrawnLines {
  const { row, head, above } = heights;
  const places = useMemo(() => placesOf(geometry, { row, head, above }), [geometry, row, head, above]);
  const view = useView(scroller, Math.max(1, row * STEP));
  const lines = useMemo(() => drawn(geometry, places, { view, beyond }), [geometry, places, view, beyond]);
  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      const top = topToShow(places, index, { top: element.scrollTop, height: element.clientHeight });
      if (top !== null) element.scrollTo({ top });
    },
    [scroller, places],
  );
  return { lines, places, height: places.height, reveal };
}
