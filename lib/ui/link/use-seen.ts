"use client";
/** A change counts as seen when its snapshot, or what it changed, has been before the person's eyes for a moment. */
import { useEffect } from "react";
import type { LinkView } from "../../library/library";
import { useLibrary } from "../library-context";

const MOMENT_MS = 2_000;

/** `isShown`: whether what stands on the screen has the change in it. */
export function useSeen({ link: { id }, row: { changed } }: LinkView, isShown = true): void {
  const library = useLibrary();
  useEffect(() => {
    if (!changed || !isShown) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = () => {
      clearTimeout(timer);
      if (document.visibilityState !== "visible") return;
      // Not kept, it is simply marked once more: nothing is lost.
      timer = setTimeout(() => void library.seen(id).catch(() => undefined), MOMENT_MS);
    };
    begin();
    document.addEventListener("visibilitychange", begin);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", begin);
    };
  }, [library, id, changed, isShown]);
}
