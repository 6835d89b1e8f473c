"use client";
/** Keeps the words one is reading where they are on screen when the type settings change under them. */
import { useEffect, useLayoutEffect, useRef } from "react";

interface Anchor {
  readonly element: Element;
  /** Pixels below the upper edge of the box. */
  readonly offset: number;
}

/** Below the upper edge, where the eye is likely to be; in pixels. */
const EYE = 40;
/** A text's blocks: what is smaller moves within its line. */
const BLOCK = "p, li, h1, h2, h3, h4, h5, h6, pre, tr, dt, dd, figure, blockquote, header";

function anchorIn(box: HTMLElement): Anchor | null {
  const outer = box.getBoundingClientRect();
  const [x, y] = [outer.left + outer.width / 3, outer.top + EYE];
  const element = document.elementFromPoint(x, y)?.closest(BLOCK);
  if (!element || !box.contains(element)) return null;
  return { element, offset: element.getBoundingClientRect().top - outer.top };
}

/** `look` names the settings the text is set with. */
export function useHeldPlace(box: HTMLElement | null, look: string): void {
  const anchor = useRef<Anchor | null>(null);
  useEffect(() => {
    if (!box) return undefined;
    let frame = 0;
    const note = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => (anchor.current = anchorIn(box)));
    };
    box.addEventListener("scroll", note, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      box.removeEventListener("scroll", note);
    };
  }, [box]);
  useLayoutEffect(() => {
    if (box && anchor.current) holdAt(box, anchor.current);
  }, [box, look]);
}

/** At the very top nothing has to be held. */
function holdAt(box: HTMLElement, { element, offset }: Anchor): void {
  if (!element.isConnected || box.scrollTop === 0) return;
  box.scrollTop += element.getBoundingClientRect().top - box.getBoundingClientRect().top - offset;
}
