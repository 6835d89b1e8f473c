"use client";
/** A finger held on something: the touch form of picking. A finger that moves scrolls and holds nothing. */
import { useRef, type PointerEvent } from "react";

const HELD_MS = 450;
const STILL_PX = 10;

interface Hold {
  readonly x: number;
  readonly y: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

export interface LongPress {
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
  /** Whether the click that follows belongs to a hold and is to be left out. */
  readonly swallows: () => boolean;
}

export function useLongPress(held: () => void): LongPress {
  const hold = useRef<Hold | null>(null);
  const fired = useRef(false);
  const stop = () => {
    if (hold.current) clearTimeout(hold.current.timer);
    hold.current = null;
  };
  const handlers: LongPress["handlers"] = {
    onPointerDown: ({ pointerType, clientX, clientY }) => {
      fired.current = false;
      if (pointerType !== "touch") return;
      const timer = setTimeout(() => {
        fired.current = true;
        held();
      }, HELD_MS);
      hold.current = { x: clientX, y: clientY, timer };
    },
    onPointerMove: ({ clientX, clientY }) => {
      const at = hold.current;
      if (at && Math.hypot(clientX - at.x, clientY - at.y) > STILL_PX) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  };
  return { handlers, swallows: () => fired.current };
}
