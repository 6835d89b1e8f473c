"use client";
/**
 * The page's side of the service worker: registers it, asks to be controlled, tells when a new version waits, and whether
 * snapshot bytes can be shown. The person chooses when to restart: every tab then reloads to the new version at once.
 */
import { useEffect, useSyncExternalStore } from "react";
import type { Workbox } from "workbox-window";

const HOUR = 3_600_000;
/** Ms. */
const SOON = 2000;

let workbox: Workbox | null = null;
let updateWaits = false;
const listeners = new Set<() => void>();
const changed = () => {
  for (const listener of listeners) listener();
};

const supported = () => typeof navigator !== "undefined" && "serviceWorker" in navigator;

/** A page loaded past its worker (hard reload, first visit) asks the active worker to take it over. */
async function askToBeControlled(): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) registration.active?.postMessage({ type: "CLAIM" });
}

/** Tabs that had a controller reload when another takes over; the first take-over of a new tab reloads nothing. */
function reloadOnTakeOver(): void {
  let controlled = navigator.serviceWorker.controller !== null;
  let reloading = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    changed();
    // Workbox' isUpdate is fixed when it registers, so the tab of the very first visit would never reload.
    if (controlled && !reloading) {
      reloading = true;
      window.location.reload();
    }
    controlled = true;
  });
}

/** Looks for a new version hourly and when the app comes back to the screen: an installed app may never navigate. */
function lookForUpdates(made: Workbox): () => void {
  // A failed look (offline, server down) is no news: the next one comes by itself.
  const look = () => void made.update().catch(() => undefined);
  const onVisible = () => {
    if (document.visibilityState === "visible" && navigator.onLine) look();
  };
  const timer = setInterval(look, HOUR);
  document.addEventListener("visibilitychange", onVisible);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", onVisible);
  };
}

/** Until nothing else is to be done, at most `SOON`: the first screen comes first. */
const untilIdle = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(() => resolve(), { timeout: SOON });
    else setTimeout(resolve, 0);
  });

async function register(): Promise<() => void> {
  reloadOnTakeOver();
  // On a first visit it brings the whole app for offline use, which would stand in the way of what is looked at.
  if (!navigator.serviceWorker.controller) await untilIdle();
  const { Workbox: Made } = await import("workbox-window");
  const made = new Made("/sw.js", { scope: "/" });
  workbox = made;
  made.addEventListener("waiting", () => {
    updateWaits = true;
    changed();
  });
  // Without a worker (server down at the first visit, private windows) the app still runs; only offline starts are missing.
  const registration = await made.register().catch(() => undefined);
  if (!registration) return () => undefined;
  await askToBeControlled();
  return lookForUpdates(made);
}

/** Registers the worker once for the page's life. */
export function useServiceWorker(): void {
  useEffect(() => {
    if (!supported()) return undefined;
    let stop: (() => void) | null = null;
    let left = false;
    void register().then((stopLooking) => {
      stop = stopLooking;
      if (left) stopLooking();
    });
    return () => {
      left = true;
      stop?.();
    };
  }, []);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a new version waits to be started. */
export const useUpdateWaits = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => updateWaits,
    () => false,
  );

/** Lets the waiting version take over; every tab reloads. */
export function restartToUpdate(): void {
  workbox?.messageSkipWaiting();
}

const hasController = () => supported() && navigator.serviceWorker.controller !== null;

/** Whether a worker controls this page, so that `/api/blobs/…` and `/archived/…` answer from this device. */
export const useBlobsAnswer = (): boolean => useSyncExternalStore(subscribe, hasController, () => false);
