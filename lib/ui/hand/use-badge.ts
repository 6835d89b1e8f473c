"use client";
/** The number on the app's icon: snapshots that were finished while nobody looked. Looking clears it. */
import { useEffect } from "react";
import { useLibrary } from "../library-context";

export function useBadge(): void {
  const library = useLibrary();
  useEffect(() => {
    if (!("setAppBadge" in navigator)) return undefined;
    let waiting = library.status.get()?.capturesWaiting ?? 0;
    let finished = 0;
    // Refused where the app is not installed: then there is no icon to carry a number.
    const show = () => void navigator.setAppBadge(finished).catch(() => undefined);
    const clear = () => void navigator.clearAppBadge().catch(() => undefined);
    const changed = () => {
      const now = library.status.get()?.capturesWaiting ?? waiting;
      const done = waiting - now;
      waiting = now;
      if (done <= 0 || document.visibilityState === "visible") return;
      finished += done;
      show();
    };
    const seen = () => {
      if (document.visibilityState !== "visible") return;
      finished = 0;
      clear();
    };
    seen();
    const stop = library.status.subscribe(changed);
    document.addEventListener("visibilitychange", seen);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", seen);
    };
  }, [library]);
}
