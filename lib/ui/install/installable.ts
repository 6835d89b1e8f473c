"use client";
/**
 * The browser's offer to install the app. It comes once, perhaps before anything of ours runs; a script in the head keeps
 * it (pre-paint.ts). Browsers that make none install from their own menu.
 */
import { useSyncExternalStore } from "react";

interface Offer {
  prompt(): Promise<{ readonly outcome: string }>;
}

const NAME = "linksnapInstall";
const CHANGED = ["linksnap-installable", "appinstalled"] as const;

const isOffer = (value: unknown): value is Offer =>
  typeof value === "object" && value !== null && typeof Reflect.get(value, "prompt") === "function";

const offerNow = (): Offer | null => {
  const value: unknown = Reflect.get(window, NAME);
  return isOffer(value) ? value : null;
};

function subscribe(changed: () => void): () => void {
  for (const name of CHANGED) window.addEventListener(name, changed);
  return () => {
    for (const name of CHANGED) window.removeEventListener(name, changed);
  };
}

/** Whether the app can be installed by a button of ours. */
export const useInstallable = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => offerNow() !== null,
    () => false,
  );

/** Whether this window is the installed app's. */
export const isInstalled = (): boolean =>
  window.matchMedia("(display-mode: standalone), (display-mode: window-controls-overlay)").matches ||
  Reflect.get(navigator, "standalone") === true;

/** Lets the browser ask. An offer can be used once; another comes after the next visit. */
export async function install(): Promise<void> {
  const offer = offerNow();
  Reflect.set(window, NAME, null);
  try {
    await offer?.prompt();
  } finally {
    window.dispatchEvent(new Event(CHANGED[0]));
  }
}
