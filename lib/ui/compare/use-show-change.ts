"use client";
/** Brings the change that was stepped to into the middle of what scrolls. */
import { useEffect, type RefObject } from "react";

/** Elements of a change carry its number as `data-change`. */
export function useShowChange(box: RefObject<HTMLElement | null>, current: number | null): void {
  useEffect(() => {
    if (current === null) return;
    box.current
      ?.querySelector(`[data-change="${current}"]`)
      ?.scrollIntoView({ block: "center", inline: "nearest" });
  }, [box, current]);
}
