"use client";
/** Where the changes are in the whole text, and which part of it is in sight. For the eye and the mouse; keys have J, K. */
import { useEffect, useState, type MouseEvent, type RefObject } from "react";
import { mapOf, type MapMark, type MapView } from "./map-of";

interface MinimapProps {
  /** What scrolls. */
  readonly box: RefObject<HTMLElement | null>;
  /** Measured anew when they change. */
  readonly rows: readonly unknown[];
  readonly opened: number;
}

export function Minimap({ box, rows, opened }: MinimapProps) {
  const { marks, view } = useMap({ box, rows, opened });
  const jump = (event: MouseEvent<HTMLDivElement>) => {
    const element = box.current;
    if (!element) return;
    const place = event.currentTarget.getBoundingClientRect();
    const share = (event.clientY - place.top) / place.height;
    element.scrollTo({ top: share * element.scrollHeight - element.clientHeight / 2 });
  };
  return (
    <div className="minimap" aria-hidden="true" onClick={jump}>
      {marks.map(({ top, height, kind }) => (
        <i key={`${kind} ${top}`} className={`minimap__${kind}`} style={{ "--y": top, "--h": height }} />
      ))}
      <span className="minimap__view" style={{ "--y": view.top, "--h": view.height }} />
    </div>
  );
}

interface TextMap {
  readonly marks: readonly MapMark[];
  readonly view: MapView;
}

function useMap({ box, rows, opened }: MinimapProps): TextMap {
  const [map, setMap] = useState<TextMap>({ marks: [], view: { top: 0, height: 1 } });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => setMap({ marks: mapOf(element), view: viewOf(element) });
    const scrolled = () => setMap((before) => ({ ...before, view: viewOf(element) }));
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    if (element.firstElementChild) sizes.observe(element.firstElementChild);
    element.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener("scroll", scrolled);
    };
  }, [box, rows, opened]);
  return map;
}

const viewOf = ({ scrollTop, scrollHeight, clientHeight }: HTMLElement): MapView => ({
  top: scrollTop / scrollHeight,
  height: Math.min(1, clientHeight / scrollHeight),
});
