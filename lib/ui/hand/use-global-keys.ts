"use client";
/**
 * The keys that work on every screen. What a screen takes for itself (search and undo in a list) is left to it: its
 * handlers come first.
 */
import { useEffect, useEffectEvent, useRef } from "react";
import type { DeviceSettings, Library } from "../../library/library";
import { useActions } from "../actions";
import { focusSearch } from "../add/focus-search";
import { currentAddress } from "../history";
import { useLibrary } from "../library-context";
import { takesKeys } from "../list/list-keys";
import { navigate, routeOf } from "../router";
import { globalPress, type GlobalCommand } from "../shortcuts/global-keys";

/** How long the first of two keys waits for the second, in ms. */
const PATIENCE_MS = 1500;

const layouts: readonly DeviceSettings["layout"][] = ["comfortable", "compact", "grid"];

function nextLayout(library: Library): void {
  const now = library.settings.get()?.layout ?? "comfortable";
  const next = layouts[(layouts.indexOf(now) + 1) % layouts.length];
  if (next) void library.set({ layout: next });
}

function toggle(library: Library, what: "sidebar" | "details"): void {
  const on = library.settings.get()?.[what] ?? true;
  void library.set({ [what]: !on });
}

function goSearch(): void {
  if (routeOf(currentAddress()).view !== "library") navigate("/");
  focusSearch();
}

interface Opens {
  readonly palette: () => void;
  readonly sheet: () => void;
}

const isNotOurs = (event: KeyboardEvent): boolean =>
  event.repeat || document.activeElement?.closest("[role=dialog]:not(.addpop), [role=menu]") != null;

/** The palette opens from a field too; everything else leaves fields their keys. */
const worksHere = (command: GlobalCommand): boolean =>
  command === "palette" || !takesKeys(document.activeElement);

export function useGlobalKeys(opens: Opens): void {
  const library = useLibrary();
  const actions = useActions();
  const prefix = useRef({ key: "", at: 0 });
  const run: Readonly<Record<GlobalCommand, () => void>> = {
    palette: opens.palette,
    sheet: opens.sheet,
    search: goSearch,
    undo: () => void actions.undo(),
    goAll: () => navigate("/"),
    goInbox: () => navigate("/?in=inbox"),
    goStarred: () => navigate("/?in=starred"),
    goTags: () => navigate("/tags"),
    goDevices: () => navigate("/devices"),
    layout: () => nextLayout(library),
    sidebar: () => toggle(library, "sidebar"),
    details: () => toggle(library, "details"),
  };
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (isNotOurs(event)) return;
    const first = event.timeStamp - prefix.current.at < PATIENCE_MS ? prefix.current.key : "";
    const press = globalPress(event, first, library.settings.get()?.singleKeys ?? true);
    prefix.current = { key: press?.kind === "prefix" ? press.key : "", at: event.timeStamp };
    if (press?.kind !== "command") return;
    if (!worksHere(press.command)) return;
    event.preventDefault();
    // The second of two keys may be one of the list's: it is ours now.
    event.stopPropagation();
    run[press.command]();
  });
  useEffect(() => {
    // Before the screen's own keys, for the second of two keys; search and undo wait until those have passed.
    const early = (event: KeyboardEvent) => {
      if (prefix.current.key !== "" && !takesKeys(document.activeElement)) pressed(event);
    };
    const late = (event: KeyboardEvent) => {
      if (!event.defaultPrevented) pressed(event);
    };
    window.addEventListener("keydown", early, { capture: true });
    window.addEventListener("keydown", late);
    return () => {
      window.removeEventListener("keydown", early, { capture: true });
      window.removeEventListener("keydown", late);
    };
  }, []);
}
