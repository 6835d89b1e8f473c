"use client";
/**
 * What is at hand on every screen and not needed for the first paint: commands, shortcuts, dropping, touch, the badge and
 * the offer to install. Loaded after the first screen.
 */
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { useAdding } from "../add/add-context";
import { focusSearch } from "../add/focus-search";
import { currentAddress } from "../history";
import { InstallOffer } from "../install/install-offer";
import { Pull } from "../touch/pull";
import { useKeyboard } from "../touch/use-keyboard";
import { useSwipes } from "../touch/use-swipes";
import { navigate, useRoute } from "../router";
import { useIsPhone } from "../use-media";
import { noteRecent } from "../palette/recent";
import { handOverEarlyKeys } from "./early-keys";
import { useBadge } from "./use-badge";
import { DropPlace } from "./use-drop";
import { useGlobalKeys } from "./use-global-keys";

const PaletteHost = lazy(() => import("../palette/palette-host").then((m) => ({ default: m.PaletteHost })));
const ShortcutSheet = lazy(() => import("../shortcuts/sheet").then((m) => ({ default: m.ShortcutSheet })));

/** Links that were opened lead the palette. */
function useRecentlyOpened(): void {
  const route = useRoute();
  const id = route.view === "link" ? route.id : null;
  useEffect(() => {
    if (id) noteRecent("links", id);
  }, [id]);
}

/** The system's shortcut "Save a link" opens the app at `/?add=1`. */
function useAskedToAdd(isPhone: boolean): void {
  const { openSheet } = useAdding();
  useEffect(() => {
    if (!new URLSearchParams(window.location.search).has("add") || !currentAddress().startsWith("/?")) return;
    navigate("/", { replace: true });
    if (isPhone) openSheet();
    else focusSearch();
  }, [isPhone, openSheet]);
}

export function Hand() {
  const isPhone = useIsPhone();
  const [open, setOpen] = useState<"palette" | "sheet" | null>(null);
  const palette = useCallback(() => setOpen("palette"), []);
  const sheet = useCallback(() => setOpen("sheet"), []);
  const close = useCallback(() => setOpen((now) => (now === "palette" || now === "sheet" ? null : now)), []);
  useGlobalKeys({ palette, sheet });
  useEffect(() => void handOverEarlyKeys(), []);
  useRecentlyOpened();
  useAskedToAdd(isPhone);
  useBadge();
  useKeyboard();
  useSwipes(isPhone);
  return (
    <Suspense fallback={null}>
      <DropPlace />
      <InstallOffer isPhone={isPhone} />
      <Pull isPhone={isPhone} />
      {open === "palette" ? <PaletteHost onShortcuts={sheet} onClose={close} /> : null}
      {open === "sheet" ? <ShortcutSheet onClose={close} /> : null}
    </Suspense>
  );
}
