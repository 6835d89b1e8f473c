"use client";
/**
 * What was shared while the app was closed, or whose page was closed at once, is taken in at the next start. Links need no
 * word; a file that waits for one is told about. The code for it is loaded only where something was ever shared.
 */
import { useEffect } from "react";
import { SHARE_BOX } from "../../share/box-name";
import { useActions } from "../actions";
import { useLibrary, useLive } from "../library-context";
import { useToast } from "../parts/toast";

export function useWaitingShares(): void {
  const library = useLibrary();
  const actions = useActions();
  const toast = useToast();
  const status = useLive(library.status);
  // After a loss nothing is written before the person has decided.
  const isReady = status !== undefined && status.loss === null;
  useEffect(() => {
    if (!isReady || window.location.pathname === "/shared") return;
    const look = async () => {
      if (!(await caches.has(SHARE_BOX))) return;
      const { takeWaiting } = await import("./take-waiting");
      await takeWaiting({ library, actions, toast });
    };
    // What could not be taken in stays in the box for the next start.
    look().catch(() => undefined);
  }, [isReady, library, actions, toast]);
}
