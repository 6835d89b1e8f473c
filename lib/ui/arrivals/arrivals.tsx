"use client";
/**
 * Keeps what a person looks at in its place while links come in above it, and says in a pill how many wait there. At the
 * top of a list nothing is held: what comes shows at once. Loaded after the first screen.
 */
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import type { LinkId } from "../../domain/ids";
import { Icon } from "../icons";
import { useLive } from "../library-context";
import type { Geometry } from "../list/list-geometry";
import type { LinkListProps } from "../list/list-parts";
import type { LinePlaces } from "../list/scroll/line-places";
import type { DrawnLine } from "../list/scroll/use-drawn-lines";
import { useHandText } from "../text/hand/use-hand-text";

interface ArrivalsProps extends Pick<LinkListProps, "list" | "view" | "scroller"> {
  readonly lines: readonly DrawnLine[];
  readonly places: LinePlaces;
  readonly geometry: Geometry;
}

/** The first row in sight, and where it stood. */
interface Anchor {
  readonly id: LinkId;
  readonly index: number;
  /** Px from the beginning of the list. */
  readonly at: number;
  readonly total: number;
}

/** Px scrolled that count as having left the top. */
const LEFT_TOP = 48;
/** Rows around the old place in which the anchor is looked for, when not as many came as the list grew. */
const NEAR = 24;

const topOf = ({ places, geometry }: ArrivalsProps, row: number): number => places.top(geometry.lineOf(row));

function anchorOf({ list, view, lines, geometry }: ArrivalsProps, scrolled: number): Anchor | null {
  if (scrolled < LEFT_TOP) return null;
  for (const { index, top } of lines) {
    const line = geometry.line(index);
    if (top < scrolled || line.kind !== "rows") continue;
    const row = list.rows(line.start, line.start + 1)[0];
    return row ? { id: row.id, index: line.start, at: top, total: view.total } : null;
  }
  return null;
}

/** Where the anchor stands now; -1 when it is not near. */
function findAnchor({ list, view }: ArrivalsProps, { id, index, total }: Anchor): number {
  const moved = index + view.total - total;
  if (list.rows(moved, moved + 1)[0]?.id === id) return moved;
  const from = Math.max(0, index - NEAR);
  const near = list.rows(from, index + NEAR).findIndex((row) => row?.id === id);
  return near < 0 ? -1 : from + near;
}

/** Links that came in above what is in sight, since the top was left. */
function useArrived(props: ArrivalsProps): readonly [number, () => void] {
  const { list, scroller } = props;
  const version = useLive(list.version);
  const anchor = useRef<Anchor | null>(null);
  // Px, as the last scrolling told: asked while a list is being changed, the browser would lay it out at once.
  const scrolled = useRef(0);
  const [arrived, setArrived] = useState(0);
  const hold = useEffectEvent(() => {
    const before = anchor.current;
    const index = before ? findAnchor(props, before) : -1;
    if (before && index >= 0 && index !== before.index) {
      const by = topOf(props, index) - before.at;
      scrolled.current += by;
      scroller.current?.scrollBy({ top: by, behavior: "instant" });
      if (index > before.index) setArrived((old) => old + index - before.index);
      anchor.current = { ...before, index, at: topOf(props, index), total: props.view.total };
    } else anchor.current = anchorOf(props, scrolled.current);
  });
  useLayoutEffect(() => hold(), [version, list]);
  const look = useEffectEvent(() => {
    scrolled.current = scroller.current?.scrollTop ?? 0;
    anchor.current = anchorOf(props, scrolled.current);
    if (scrolled.current < LEFT_TOP) setArrived(0);
  });
  useEffect(() => {
    const element = scroller.current;
    const onScroll = () => look();
    look();
    element?.addEventListener("scroll", onScroll, { passive: true });
    return () => element?.removeEventListener("scroll", onScroll);
  }, [scroller]);
  useEffect(() => setArrived(0), [list]);
  const show = () => {
    setArrived(0);
    anchor.current = null;
    scroller.current?.scrollTo({ top: 0 });
  };
  return [arrived, show];
}

export function Arrivals(props: ArrivalsProps) {
  const words = useHandText().arrived;
  const [arrived, show] = useArrived(props);
  return (
    <div className="arrived" role="status">
      {arrived > 0 ? (
        <button type="button" className="arrived__pill" onClick={show}>
          <Icon name="up" size={14} />
          {words(arrived)}
        </button>
      ) : null}
    </div>
  );
}
