"use client";
/**
 * Language and theme of this device, mirrored in localStorage: they are needed before the first paint, long before the
 * library has opened its own store, which stays the truth.
 */
import { useSyncExternalStore } from "react";
import type { DeviceSettings } from "../library/library";
import { LANGUAGE, THEME } from "./pre-paint";
import { languageChoice, type LanguageChoice } from "./text/languages";

type Mirrored = Pick<DeviceSettings, "language" | "theme">;

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage refused by the browser: the defaults hold, and the library says so itself.
    return null;
  }
}

/** The language chosen on this device, known before the library is open. */
export const chosenLanguage = (): LanguageChoice => languageChoice(read(LANGUAGE));

export const useChosenLanguage = (): LanguageChoice =>
  useSyncExternalStore(subscribe, chosenLanguage, () => "auto");

/** Keeps the mirror equal to the settings and applies the theme. */
export function mirror({ language, theme }: Mirrored): void {
  try {
    localStorage.setItem(LANGUAGE, language);
    localStorage.setItem(THEME, theme);
  } catch {
    // Without storage the choice holds until the page is left.
  }
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}
