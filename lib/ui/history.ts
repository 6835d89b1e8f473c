/**
 * The app's steps in the browser's history. Each address is one entry; what lies open over a screen (sheet, dialog,
 * drawer: a layer) is one more entry of the same address, so that Back closes it and stays. Closed otherwise, its entry
 * is taken back; a navigation from within it takes its place.
 */

/** What an entry of ours carries. `depth`: own steps behind it. `layers`: layers that lie over the screen. */
interface Entry {
  readonly depth: number;
  readonly layers: number;
}

const listeners = new Set<() => void>();
const leaving = new Set<() => void>();
const layers: (() => void)[] = [];
/** An address chosen within a layer: it stays when the layer is left. */
let chosen: { readonly href: string; readonly depth: number } | null = null;
/** Steps asked for while an entry is being taken back: that happens later than the call. Null at rest. */
let afterwards: (() => void)[] | null = null;
/** Until when an arrival is the end of taking back an entry, however late it comes: ms since 1970. */
let awaitedUntil = 0;
let wired = false;

/** How long taking back an entry is waited for, in ms; a browser that gives no answer must not stop the app. */
const PATIENCE = 500;
/** How late a busy browser may still come with its answer, in ms. */
const LATE = 5000;

const numberAt = (state: unknown, key: keyof Entry): number => {
  const value: unknown = typeof state === "object" && state ? Reflect.get(state, key) : 0;
  return typeof value === "number" ? value : 0;
};
const entry = (): Entry => ({
  depth: numberAt(window.history.state, "depth"),
  layers: numberAt(window.history.state, "layers"),
});

/** Path and search of the current address. */
export const currentAddress = (): string => window.location.pathname + window.location.search;

/** How many of our own steps lie behind this entry of the history. */
export const depth = (): number => entry().depth;

function tell(): void {
  for (const listener of listeners) listener();
}

function wire(): void {
  if (wired) return;
  wired = true;
  window.addEventListener("popstate", arrived);
}

/** Calls `listener` after every change of the address. Returns the way to stop it. */
export function onAddress(listener: () => void): () => void {
  wire();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls `write` before a step leads away from here: the last moment for the address that Back should come to. */
export function onLeave(write: () => void): () => void {
  leaving.add(write);
  return () => leaving.delete(write);
}

function arrived(): void {
  const here = entry();
  if (chosen && chosen.depth === here.depth) window.history.replaceState(here, "", chosen.href);
  if (here.layers === 0) chosen = null;
  // When we took the entry back ourselves its layer is closed, and what has opened since has no entry yet.
  const isOurs = Date.now() < awaitedUntil;
  awaitedUntil = 0;
  if (!isOurs) for (const close of layers.slice(here.layers).toReversed()) close();
  takeTurns();
  settle();
  tell();
}

function takeTurns(): void {
  const waiting = afterwards ?? [];
  afterwards = null;
  for (const step of waiting) step();
}

/** Makes the history fit what lies open: entries left behind by layers that closed are taken back. */
function settle(): void {
  const left = entry().layers - layers.length;
  if (left <= 0 || afterwards) return;
  const steps: (() => void)[] = [];
  afterwards = steps;
  awaitedUntil = Date.now() + LATE;
  window.history.go(-left);
  setTimeout(() => {
    if (afterwards === steps) takeTurns();
  }, PATIENCE);
}

/** Does a step now, or once the entry that is being taken back is gone. */
function inTurn(step: () => void): void {
  if (afterwards) afterwards.push(step);
  else step();
}

/**
 * A layer opens: from now on Back calls `close`. Returns what to call when it is closed, however that came about.
 */
export function openLayer(close: () => void): () => void {
  wire();
  layers.push(close);
  inTurn(() => {
    const here = entry();
    const at = layers.indexOf(close) + 1;
    // An entry of a layer may be there already: of one that closed in this very moment, or from before a reload.
    if (at > here.layers) window.history.pushState({ ...here, layers: at }, "", currentAddress());
  });
  return () => {
    const at = layers.indexOf(close);
    if (at >= 0) layers.splice(at, 1);
    // One layer often makes way for another: what opens now takes over the entry.
    queueMicrotask(settle);
  };
}

/** Goes to an address of the app. `replace` keeps the history as it is (used while typing). */
export function navigate(href: string, options: { readonly replace?: boolean } = {}): void {
  inTurn(() => {
    if (!options.replace) for (const write of leaving) write();
    if (href === currentAddress()) return;
    const here = entry();
    if (options.replace) {
      if (here.layers > 0) chosen = { href, depth: here.depth };
      window.history.replaceState(here, "", href);
    } else {
      const next: Entry = { depth: here.depth + 1, layers: 0 };
      // Back from there leads to the screen, not to what lay open over it.
      if (here.layers > 0) window.history.replaceState(next, "", href);
      else window.history.pushState(next, "", href);
      chosen = null;
    }
    tell();
  });
}

/** One step back, or to `fallback` when the app was opened at this very address. */
export function goBack(fallback: string): void {
  inTurn(() => {
    const here = entry();
    if (here.depth > 0) window.history.go(-1 - here.layers);
    else navigate(fallback);
  });
}
