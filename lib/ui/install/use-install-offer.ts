"use client";
/** Offers to install the app once in this browser's life, when there is something to keep at hand. */
import { useEffect } from "react";
import { useLibrary, useLive } from "../library-context";
import { useToast } from "../parts/toast";
import { useHandText } from "../text/hand/use-hand-text";
import { install, isInstalled, useInstallable } from "./installable";

const KEY = "linksnap.install-offered";
/** Links that make it worth an icon. */
const ENOUGH = 3;

function firstTime(): boolean {
  try {
    const first = localStorage.getItem(KEY) === null;
    localStorage.setItem(KEY, "1");
    return first;
  } catch {
    // What cannot be remembered is not asked: it would be asked every time.
    return false;
  }
}

export function useInstallOffer(): void {
  const links = useLive(useLibrary().status)?.links ?? 0;
  const installable = useInstallable();
  const toast = useToast();
  const words = useHandText().install;
  useEffect(() => {
    if (!installable || links < ENOUGH || isInstalled() || !firstTime()) return;
    toast.show({
      text: `${words.offer} · ${words.offerNote}`,
      sticky: true,
      action: { label: words.button, run: () => void install().catch(() => undefined) },
      second: { label: words.later, run: () => undefined },
    });
  }, [installable, links, toast, words]);
}
