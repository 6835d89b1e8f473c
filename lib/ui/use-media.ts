"use client";
/** Widths of the layout as React sees them. The same numbers stand in styles/phone.css. */
import { useCallback, useSyncExternalStore } from "react";

const asked = new Map<string, MediaQueryList>();

/** Asked once: the browser makes a new list each time, which costs more than a row of links. */
function mediaList(query: string): MediaQueryList {
  const known = asked.get(query);
  if (known) return known;
  const list = window.matchMedia(query);
  asked.set(query, list);
  return list;
}

/** Whether a media query holds. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = mediaList(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => mediaList(query).matches,
    () => false,
  );
}

export const useIsPhone = (): boolean => useMedia("(max-width: 639px)");
/** Room for a details pane beside the list. */
export const useIsWide = (): boolean => useMedia("(min-width: 1240px)");
