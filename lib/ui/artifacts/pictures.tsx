"use client";
/**
 * Pictures that continue each other downwards as one: a long screenshot is kept in tiles. Only what comes near the
 * screen is decoded. Enlarged ones are moved by dragging; the place one looks at stays when the scale changes.
 */
import {
  useEffect,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from "react";
import type { Artifact } from "../../domain/artifact";
import { useLibrary } from "../library-context";
import { factorOnScreen, stepOf, type Scale } from "./zoom";

interface PicturesProps {
  readonly artifacts: readonly Artifact[];
  readonly scale: Scale;
  readonly onScale: (scale: Scale) => void;
  /** Describes all of them together. */
  readonly alt: string;
  /** Name of the region they scroll in. */
  readonly label: string;
  /** Pixels of the picture a CSS pixel; 1 unless it was taken of a finer screen. */
  readonly density?: number;
}

/** Size on the page; a picture whose size nobody measured has its own. */
const sizeOf = ({ width, height }: Artifact, factor: number) =>
  width === undefined || height === undefined
    ? {}
    : { width: Math.round(width * factor), height: Math.round(height * factor) };

const KEYS: Readonly<Record<string, 1 | -1 | 0>> = { "+": 1, "=": 1, "-": -1, "0": 0 };

export function Pictures({ artifacts, scale, onScale, alt, label, density = 1 }: PicturesProps) {
  const library = useLibrary();
  const box = useRef<HTMLDivElement>(null);
  const factor = (scale === "fit" ? 1 : scale) / density;
  const step = (by: 1 | -1) =>
    onScale(stepOf(scale === "fit" ? factorOnScreen(box.current, density) : scale, by));
  useWheel(box, step);
  useHeldMiddle(box, scale);
  const pressed = (event: KeyboardEvent) => {
    const by = KEYS[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (by === 0) onScale("fit");
    else step(by);
  };
  return (
    <div
      ref={box}
      className="picture__box"
      tabIndex={0}
      role="region"
      aria-label={label}
      onKeyDown={pressed}
      onPointerDown={drag}
    >
      <div className={`picture__tiles picture__tiles--${scale === "fit" ? "fit" : "scaled"}`}>
        {artifacts.map((artifact, index) => (
          <img
            key={`${index} ${artifact.hash}`}
            src={library.artifactUrl(artifact)}
            alt={index === 0 ? alt : ""}
            {...sizeOf(artifact, factor)}
            loading={index === 0 ? "eager" : "lazy"}
            decoding="async"
            draggable={false}
          />
        ))}
      </div>
    </div>
  );
}

/** With a mouse what does not fit is dragged; fingers scroll as they do everywhere. */
function drag(event: PointerEvent<HTMLElement>): void {
  const box = event.currentTarget;
  const fits = box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight;
  const isOnBar = event.nativeEvent.offsetX > box.clientWidth && event.target === box;
  if (event.pointerType !== "mouse" || event.button !== 0 || fits || isOnBar) return;
  box.setPointerCapture(event.pointerId);
  box.dataset["dragged"] = "";
  const end = new AbortController();
  const move = (moved: globalThis.PointerEvent) => box.scrollBy(-moved.movementX, -moved.movementY);
  const stop = () => {
    delete box.dataset["dragged"];
    end.abort();
  };
  box.addEventListener("pointermove", move, { signal: end.signal });
  for (const over of ["pointerup", "pointercancel", "lostpointercapture"] as const)
    box.addEventListener(over, stop, { signal: end.signal });
}

/** Ctrl or ⌘ and the wheel, which pinching a touchpad is too, enlarges the picture and not the app. */
function useWheel(box: RefObject<HTMLElement | null>, step: (by: 1 | -1) => void): void {
  const current = useRef(step);
  useEffect(() => {
    current.current = step;
  });
  useEffect(() => {
    const element = box.current;
    let turned = 0;
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      turned += event.deltaY;
      if (Math.abs(turned) < TURN) return;
      current.current(turned > 0 ? -1 : 1);
      turned = 0;
    };
    element?.addEventListener("wheel", turn, { passive: false });
    return () => element?.removeEventListener("wheel", turn);
  }, [box]);
}

/** Of a wheel, for one step. */
const TURN = 40;

/** What stands in the middle of the box stays there when the scale changes. */
function useHeldMiddle(box: RefObject<HTMLElement | null>, scale: Scale): void {
  const middle = useRef({ x: 0.5, y: 0 });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const note = () => {
      middle.current = {
        x: (element.scrollLeft + element.clientWidth / 2) / element.scrollWidth,
        y:
          element.scrollTop === 0 ? 0 : (element.scrollTop + element.clientHeight / 2) / element.scrollHeight,
      };
    };
    element.addEventListener("scroll", note, { passive: true });
    return () => element.removeEventListener("scroll", note);
  }, [box]);
  useLayoutEffect(() => {
    if (box.current) bringToMiddle(box.current, middle.current);
  }, [box, scale]);
}

/** `x` and `y`: parts of the width and height. At the very top it stays there. */
function bringToMiddle(element: HTMLElement, { x, y }: { readonly x: number; readonly y: number }): void {
  element.scrollLeft = x * element.scrollWidth - element.clientWidth / 2;
  element.scrollTop = y === 0 ? 0 : y * element.scrollHeight - element.clientHeight / 2;
}
