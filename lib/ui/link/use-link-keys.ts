"use client";
/**
 * Keys of the link page (1 2 3 views, star, archive, trash, tags, note, snapshot, retry, original, Escape). They act
 * only when no field, menu or dialog has the focus; single keys can be turned off in the settings, Escape stays.
 */
import { useEffect, useRef } from "react";
import type { CompareKey, LinkKey } from "../shortcuts/link-keys";

export interface LinkKeys {
  readonly single: boolean;
  readonly back: () => void;
  /** Those of the sheet of shortcuts, and no others. */
  readonly actions: Readonly<Partial<Record<LinkKey | CompareKey, () => void>>>;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
const isBusy = (): boolean => document.querySelector("[role='dialog'], [role='menu']") !== null;
const isCombined = (event: KeyboardEvent): boolean => event.ctrlKey || event.metaKey || event.altKey;

/** One level back from a field is the page around it; only the next Escape leaves the link. */
function leaveField(event: KeyboardEvent): void {
  if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
}

function act(event: KeyboardEvent, { single, back, actions }: LinkKeys): void {
  const key = event.key.toLowerCase();
  const own = single ? new Map<string, () => void>(Object.entries(actions)).get(key) : undefined;
  const action = key === "escape" ? back : own;
  if (!action) return;
  event.preventDefault();
  action();
}

export function useLinkKeys(keys: LinkKeys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isCombined(event) || isBusy()) return;
      if (isTyping(event.target)) leaveField(event);
      else act(event, current.current);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
