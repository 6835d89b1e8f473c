"use client";
/** The lines of a list that are drawn: those that can be seen, and some beyond each edge so that none comes late. */
import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
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

/** Lines that scroll by before other lines are drawn. */
const STEP = 3;
/** Lines of a grid are as high as several rows of a list. */
const STEP_OF_GRID = 1;

const isSame = (one: View, other: View): boolean => one.top === other.top && one.height === other.height;

/** What lines are drawn for: a list that moves by a few pixels is not drawn anew. */
const inSteps = ({ top, height }: View, step: number): View => ({
  top: Math.floor(top / step) * step,
  height: height + step,
});

interface Seen {
  /** For what the list was drawn last; its edges may be off by less than a step. */
  readonly drawnFor: View;
  /** What is seen at this moment; `null` before it was looked at. */
  readonly now: RefObject<View | null>;
  /** To be told when the list is scrolled from here. */
  readonly moved: (top: number) => void;
}

/** The browser is asked once and then tells: asking would lay out at once what was just changed. */
function useSeen(scroller: Scrolled["scroller"], step: number): Seen {
  const [drawnFor, setDrawnFor] = useState<View>(() => ({ top: 0, height: window.innerHeight }));
  const now = useRef<View | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const show = (seen: View): void =>
      setDrawnFor((before) => (isSame(inSteps(before, step), inSteps(seen, step)) ? before : seen));
    const look = (): void => {
      now.current = { top: element.scrollTop, height: element.clientHeight };
      show(now.current);
    };
    if (now.current) show(now.current);
    else look();
    element.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [scroller, step]);
  const moved = useCallback((top: number) => {
    if (now.current) now.current = { ...now.current, top };
  }, []);
  return { drawnFor, now, moved };
}

function drawn(geometry: Geometry, places: LinePlaces, seen: { view: View; beyond: number }): DrawnLine[] {
  const [first, end] = linesWithin(geometry, places, seen);
  return Array.from({ length: end - first }, (_, i) => ({ index: first + i, top: places.top(first + i) }));
}

/** The browser goes back to the end of a list that became shorter. */
const within = ({ top, height }: View, whole: number): View => ({
  top: Math.max(0, Math.min(top, whole - height)),
  height,
});

export function useDrawnLines({ scroller, geometry, heights, beyond }: Scrolled): DrawnLines {
  const { row, head, above } = heights;
  const places = useMemo(() => placesOf(geometry, { row, head, above }), [geometry, row, head, above]);
  const step = Math.max(1, row * (geometry.columns > 1 ? STEP_OF_GRID : STEP));
  const { drawnFor, now, moved } = useSeen(scroller, step);
  const lines = useMemo(
    () => drawn(geometry, places, { view: inSteps(within(drawnFor, places.height), step), beyond }),
    [geometry, places, drawnFor, step, beyond],
  );
  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current;
      const top = now.current && topToShow(places, index, now.current);
      if (!element || top === null) return;
      moved(top);
      element.scrollTo({ top });
    },
    [scroller, places, now, moved],
  );
  return { lines, places, height: places.height, reveal };
}
