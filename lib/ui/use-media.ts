"use client";
/** Widths of the layout as React sees them. The same numbers stand in styles/phone.css. */
import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query holds. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}

export const useIsPhone = (): boolean => useMedia("(max-width: 639px)");
/** Room for a details pane beside the list. */
export const useIsWide = (): boolean => useMedia("(min-width: 1240px)");
