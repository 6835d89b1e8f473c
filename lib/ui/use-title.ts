"use client";
/**
 * The title of the browser's tab follows what is on screen, and who cannot see the screen is told when it becomes another
 * one. Next tells the title as it is when the address changes, which is that of the screen one leaves: it is silenced in
 * base.css.
 */
import { useEffect } from "react";

/** A screen that is drawn before its link is read changes its title once more: only the last one is told. */
const SETTLED_MS = 300;

/** The screen that was told last; the first is told by the browser itself. */
let told = "";
let waiting: ReturnType<typeof setTimeout> | undefined;

function liveRegion(): HTMLElement {
  const here = document.getElementById("screen-name");
  if (here) return here;
  const made = document.createElement("div");
  made.id = "screen-name";
  made.className = "vh";
  made.ariaLive = "polite";
  document.body.append(made);
  return made;
}

function tell(title: string): void {
  const region = liveRegion();
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (told !== "" && told !== title) region.textContent = title;
    told = title;
  }, SETTLED_MS);
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
    tell(title);
  }, [title]);
}
